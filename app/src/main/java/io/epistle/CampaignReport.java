package io.epistle;

import io.epistle.measure.CampaignResults;
import io.epistle.send.Ledger;
import io.epistle.send.TestMode;

import java.util.Locale;

/// How a campaign stands, in words for whoever runs a command.
final class CampaignReport {
    private final Terminal terminal;
    private final Engine engine;
    private final String campaign;

    CampaignReport(Terminal terminal, Engine engine, String campaign) {
        this.terminal = terminal;
        this.engine = engine;
        this.campaign = campaign;
    }

    /// Where its messages stand, and why those did not go out that did not.
    void balance() {
        CampaignWorker.lines(engine.ledger.balance(engine.store, campaign)).forEach(terminal::say);
        for (Ledger.Count count : engine.ledger.counts(engine.store, campaign)) {
            if (!count.reason().isEmpty()) {
                terminal.say(
                        "  %s%s %,d: %s"
                                .formatted(
                                        count.state().standing().name().toLowerCase(Locale.ROOT),
                                        count.variant().isEmpty() ? "" : " " + count.variant(),
                                        count.count(),
                                        count.reason()));
            }
        }
    }

    /// What test mode caught has ended; it would be taken for sent once the folder is live.
    void caught() {
        long caught =
                engine.ledger.caught(engine.store, campaign).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        if (caught > 0 && !TestMode.isOn(engine.store)) {
            terminal.say(
                    "%s caught went to nobody and have ended; a campaign with another id writes to their recipients."
                            .formatted(Counted.of(caught, "message")));
        }
    }

    /// What came back, by variant; what a demonstration simulated is said apart.
    void results() {
        CampaignResults results =
                CampaignResults.of(
                        engine.store, engine.reader, engine.ledger, campaign, engine.measurement());
        for (CampaignResults.Arm arm : results.arms()) {
            terminal.say(
                    "%s: %,d people opened, %,d clicked (%,d times), machines followed %,d links, %s orders credited%s"
                            .formatted(
                                    arm.variant().isEmpty() ? "all" : arm.variant(),
                                    arm.opens().people(),
                                    arm.clicked(),
                                    arm.clicks().times(),
                                    arm.clicks().machine(),
                                    arm.credits()
                                            .conversions()
                                            .stripTrailingZeros()
                                            .toPlainString(),
                                    arm.simulated() == 0
                                            ? ""
                                            : "; %,d clicks simulated".formatted(arm.simulated())));
        }
    }
}
