package io.epistle.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the report of a campaign says in words and draws. Pure.
public final class CampaignSaid {
    private static final double RARE = 0.01;
    private static final double VERY_RARE = 0.001;

    private CampaignSaid() {}

    /// One piece of the balance's bar.
    ///
    /// @param state which messages
    /// @param from where it begins, in percent of the bar
    /// @param width how wide it is, in percent of the bar
    public record Piece(MessageState state, double from, double width) {}

    /// The order in which the balance is read aloud and drawn.
    private static final List<MessageState> READING =
            List.of(
                    MessageState.SENT,
                    MessageState.SKIPPED,
                    MessageState.FAILED,
                    MessageState.UNCERTAIN,
                    MessageState.OPEN);

    /// The states in the order in which the balance is read.
    public static List<MessageState> states() {
        return READING;
    }

    /// The pieces of the balance's bar; empty pieces are left out.
    public static List<Piece> pieces(Balance balance) {
        List<Piece> pieces = new ArrayList<>();
        double from = 0;
        for (MessageState state : READING) {
            double width =
                    balance.planned() == 0 ? 0 : 100.0 * balance.of(state) / balance.planned();
            if (width > 0) {
                pieces.add(new Piece(state, from, width));
            }
            from += width;
        }
        return pieces;
    }

    /// The upper end of the scale that all variants' rates are drawn on: the highest end of an
    /// interval.
    public static double scale(CampaignView view) {
        return view.variants().stream()
                .flatMap(it -> it.rate().stream())
                .mapToDouble(Interval::high)
                .max()
                .orElse(1);
    }

    /// Who wins, in one sentence: the name of the better arm where the difference is clear.
    public static String verdict(
            Frame frame, CampaignView view, CampaignView.Comparison comparison) {
        Interval difference = comparison.difference();
        boolean isOpen = difference.low() <= 0 && difference.high() >= 0;
        if (comparison.p() >= comparison.level() || isOpen) {
            return frame.say("campaign.verdict.none");
        }
        String winner =
                comparison.difference().value() > 0 ? comparison.first() : comparison.second();
        return frame.say("campaign.verdict.winner", name(view, winner));
    }

    /// What was seen and how far it can be trusted, in plain words.
    public static String words(Frame frame, CampaignView view, CampaignView.Comparison comparison) {
        Figures figures = frame.figures();
        Interval difference = comparison.difference();
        return frame.say(
                        "campaign.words.seen",
                        hundred(frame, view, comparison.first()),
                        name(view, comparison.first()),
                        hundred(frame, view, comparison.second()),
                        name(view, comparison.second()))
                + " "
                + frame.say(
                        "campaign.words.interval",
                        figures.points(difference.low()),
                        figures.points(difference.high()))
                + " "
                + frame.say("campaign.words.chance", chance(frame, comparison.p()));
    }

    private static String chance(Frame frame, double p) {
        if (p < VERY_RARE) {
            return frame.say("campaign.chance.thousand");
        }
        return p < RARE
                ? frame.say("campaign.chance.hundred")
                : frame.say("campaign.chance.some", Math.round(100 * p));
    }

    /// How many of a hundred people clicked.
    private static String hundred(Frame frame, CampaignView view, String variant) {
        double rate =
                view.variants().stream()
                        .filter(it -> it.id().equals(variant))
                        .flatMap(it -> it.rate().stream())
                        .mapToDouble(Interval::value)
                        .findFirst()
                        .orElse(0);
        return frame.figures().number(100 * rate, 1);
    }

    /// Whose windows are not over yet, and how those fared whose windows are; empty where all are
    /// over. Only people whose whole window has passed are compared: others had less time.
    public static Optional<String> window(Frame frame, CampaignView view) {
        if (view.open() == 0) {
            return Optional.empty();
        }
        long sent = view.variants().stream().mapToLong(CampaignView.Variant::sent).sum();
        StringBuilder words = new StringBuilder(frame.say("campaign.window", view.open(), sent));
        for (CampaignView.Variant variant : view.variants()) {
            if (variant.over() > 0) {
                words.append(' ')
                        .append(
                                frame.say(
                                        "campaign.window.over",
                                        variant.name(),
                                        variant.over(),
                                        variant.conversionsOver(),
                                        frame.figures()
                                                .percent(
                                                        variant.conversionsOver(),
                                                        variant.over())));
            }
        }
        return Optional.of(words.toString());
    }

    /// The name of a variant; its id where it has none.
    public static String name(CampaignView view, String variant) {
        return view.variants().stream()
                .filter(it -> it.id().equals(variant))
                .map(CampaignView.Variant::name)
                .findFirst()
                .orElse(variant);
    }
}
