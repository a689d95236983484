package io.epistle.trigger;

import io.epistle.definition.Form;
import io.epistle.segment.Move;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What makes a campaign write to one person at a time: that they enter or leave a segment, as in
/// `enters abandoned-carts`.
///
/// @param segment the id of the segment
/// @param entering whether entering it starts a message; leaving does otherwise
/// @param again how long after the last message to an address another may be started; absent where
///   an address gets one, ever
public record CampaignTrigger(String segment, boolean entering, Optional<Duration> again) {
    /// The move that is written, without `again`.
    record Moving(String segment, boolean entering) {}

    /// How the move is written.
    static final Form<Moving> FORM =
            new Form<>(
                    "a move such as enters abandoned-carts or leaves vip",
                    new Moving("", true),
                    CampaignTrigger::parse);

    private static final Pattern WRITTEN = Pattern.compile("(enters|leaves)\\s+(\\S+)");

    /// Whether a move is one that starts a message, if it is not late.
    public boolean isStartedBy(Move move) {
        return move.segment().equals(segment) && move.entered() == entering;
    }

    /// As an author writes it, without `again`.
    public String text() {
        return (entering ? "enters " : "leaves ") + segment;
    }

    private static Optional<Moving> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new Moving(matcher.group(2), matcher.group(1).equals("enters")))
                : Optional.empty();
    }
}
