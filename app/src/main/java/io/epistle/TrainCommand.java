package io.epistle;

import io.epistle.predict.churn.ChurnOutcome;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `epistle train`: learns from the past who will not order again, tells how well that works beside
/// the recency rule, and scores everyone where it works better.
final class TrainCommand implements Command {
    private final Terminal terminal;
    private final Folders folders;

    TrainCommand(Terminal terminal, Folders folders) {
        this.terminal = terminal;
        this.folders = folders;
    }

    @Override
    public Beside beside() {
        return Beside.SERVED_ALONE;
    }

    @Override
    public CommandSpec spec() {
        return named(
                        "train",
                        "Learns who will churn (place no order within ten weeks), tells how well"
                                + " that works beside a simple rule, and scores all customers.")
                .addOption(Command.dataOption());
    }

    @Override
    public int run(ParseResult given) {
        try (Folders.Opened opened = folders.openKnown(Command.data(given))) {
            ChurnReport report = ChurnReport.of(opened.engine(), CampaignWorker.SEED);
            if (report.outcome() instanceof ChurnOutcome.TooLittle(String sentence)) {
                throw new Refusal(sentence);
            }
            report.lines().forEach(terminal::say);
            return 0;
        }
    }
}
