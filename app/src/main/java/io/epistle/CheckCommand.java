package io.epistle;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import java.util.List;

/// `epistle check`: reads the whole store and says what does not agree.
final class CheckCommand implements Command {
    private final Terminal terminal;
    private final Folders folders;

    CheckCommand(Terminal terminal, Folders folders) {
        this.terminal = terminal;
        this.folders = folders;
    }

    @Override
    public Beside beside() {
        return Beside.SERVED;
    }

    @Override
    public CommandSpec spec() {
        return named(
                        "check",
                        "Reads everything that is stored and says what does not agree; exit code 1"
                                + " where something does not.")
                .addOption(Command.dataOption());
    }

    @Override
    public int run(ParseResult given) {
        try (Folders.Opened opened = folders.openKnown(Command.data(given))) {
            Engine engine = opened.engine();
            Check.Report report = new Check(engine).run();
            List<String> findings = report.findings();
            findings.forEach(terminal::say);
            terminal.say(
                    "%s, %s, %s, %,d quarantined: %s."
                            .formatted(
                                    Counted.of(report.facts(), "fact"),
                                    Counted.people(report.people()),
                                    Counted.of(report.ledgerRows(), "ledger row"),
                                    report.quarantined(),
                                    findings.isEmpty()
                                            ? "everything agrees"
                                            : findings.size() == 1
                                                    ? "1 finding"
                                                    : "%,d findings".formatted(findings.size())));
            return findings.isEmpty() ? 0 : 1;
        }
    }
}
