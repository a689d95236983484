package io.epistle;

import io.epistle.collect.ImportCounts;
import io.epistle.collect.ImportKind;
import io.epistle.collect.ImportRequest;
import io.epistle.collect.ImportResult;
import io.epistle.collect.Mapping;
import io.epistle.collect.MappingDefinition;
import io.epistle.collect.MappingFile;
import io.epistle.collect.MappingReport;
import io.epistle.collect.OrderImport;
import io.epistle.collect.Progress;
import io.epistle.collect.ProgressBar;
import io.epistle.collect.ProgressLine;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// `epistle import FILE --as orders`: brings a file in, exactly once, or quarantined with the
/// reason.
final class ImportCommand implements Command {
    private final Terminal terminal;
    private final Folders folders;

    ImportCommand(Terminal terminal, Folders folders) {
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
                        "import",
                        "Imports a file (CSV, TSV, JSON lines, gzip of these, Parquet). Doing it"
                                + " again adds nothing.")
                .addPositional(
                        PositionalParamSpec.builder()
                                .paramLabel("FILE")
                                .type(Path.class)
                                .arity("1")
                                .description("the file")
                                .build())
                .addOption(
                        OptionSpec.builder("--as")
                                .paramLabel("KIND")
                                .type(String.class)
                                .required(true)
                                .description("what its rows are: " + ImportKind.ids())
                                .build())
                .addOption(mappingOption())
                .addOption(
                        currencyOption(
                                "the currency of rows that say none, such as EUR (default: that of"
                                        + " the mapping, else their orders are stored without)"))
                .addOption(Command.dataOption());
    }

    /// The option `--mapping YAML`.
    static OptionSpec mappingOption() {
        return OptionSpec.builder("--mapping")
                .paramLabel("YAML")
                .type(Path.class)
                .description("which column is what, where guessing is not enough")
                .build();
    }

    /// The mapping that `--mapping` names; guessed where none is.
    static Mapping mapping(ParseResult given, ImportKind kind) {
        return Optional.<Path>ofNullable(given.matchedOptionValue("--mapping", null))
                .map(file -> mapping(file, kind))
                .orElse(Mapping.GUESSED);
    }

    /// The option `--currency CODE`.
    static OptionSpec currencyOption(String description) {
        return OptionSpec.builder("--currency")
                .paramLabel("CODE")
                .type(String.class)
                .description(description)
                .build();
    }

    /// The currency that `--currency` names.
    static Optional<String> currency(ParseResult given) {
        return Optional.<String>ofNullable(given.matchedOptionValue("--currency", null))
                .map(code ->
                        Mapping.currencyOf(code)
                                .orElseThrow(() ->
                                        new NotUnderstood(
                                                "Found --currency %s, expected an ISO 4217 code such as EUR."
                                                        .formatted(code))));
    }

    @Override
    public int run(ParseResult given) {
        String as = given.matchedOptionValue("--as", "");
        ImportKind kind =
                ImportKind.named(as)
                        .orElseThrow(() ->
                                new NotUnderstood(
                                        "Found --as %s, expected one of: %s."
                                                .formatted(as, ImportKind.ids())));
        Mapping mapping = mapping(given, kind);
        Mapping inCurrency = currency(given).map(mapping::withCurrency).orElse(mapping);
        Path file = given.matchedPositionalValue(0, Path.of(""));
        if (!Files.exists(file)) {
            throw new Refusal(
                    "Found no file %s; give the path of an export of order lines.".formatted(file));
        }
        try (Folders.Opened opened = folders.open(Command.data(given))) {
            Engine engine = opened.engine();
            ImportResult.Completed completed =
                    run(engine, terminal, engine.folder.path(), file, inCurrency);
            ImportCounts counts = completed.counts();
            if (counts.rows() == 0) {
                terminal.say(
                        "%s has a header and no rows: there was nothing to import."
                                .formatted(file.getFileName()));
                return 0;
            }
            long settled = engine.sweep.due(engine.now());
            terminal.say(
                    "%s: %,d of customers, %,d of nobody, %,d known before, %,d quarantined; %s decided anew."
                            .formatted(
                                    Counted.of(counts.rows(), "row"),
                                    counts.attributed(),
                                    counts.anonymous(),
                                    counts.duplicate(),
                                    counts.quarantinedRows(),
                                    Counted.people(settled)));
            counts.quarantined()
                    .forEach((rule, rows) ->
                            terminal.say("  quarantined %,8d  %s".formatted(rows, rule)));
            engine.imports.told(completed.importId());
            return 0;
        }
    }

    /// Imports one file of orders into an engine.
    static ImportResult.Completed run(
            Engine engine, Terminal terminal, Path data, Path file, Mapping mapping) {
        ImportRequest request = ImportRequest.orders(file, data.resolve("import")).with(mapping);
        ImportResult result = OrderImport.run(request, engine.imports, progress(terminal));
        return switch (result) {
            case ImportResult.Completed completed -> completed;
            case ImportResult.Refused(String sentence) -> throw new Refusal(sentence);
            case ImportResult.Stopped(String sentence, ImportCounts _) ->
                    throw new Refusal(sentence);
        };
    }

    private static Progress progress(Terminal terminal) {
        return terminal.interactive()
                ? new ProgressLine(ProgressBar.NARROW, terminal.err(), System::nanoTime)
                : new Progress() {
                    @Override
                    public void reading(long done, long total) {}

                    @Override
                    public void mapped(MappingReport report) {
                        report.lines().forEach(terminal::tell);
                    }

                    @Override
                    public void storing(long rowsDone, long rowsTotal) {}
                };
    }

    private static Mapping mapping(Path file, ImportKind kind) {
        return switch (MappingFile.read(file)) {
            case MappingFile.Content.Refused(String sentence) -> throw new Refusal(sentence);
            case MappingFile.Content.Read(MappingDefinition definition) -> {
                if (definition.of() != kind) {
                    throw new Refusal(
                            "The mapping %s is for %s, expected one for %s."
                                    .formatted(file, definition.of().id(), kind.id()));
                }
                yield definition.mapping();
            }
        };
    }
}
