package io.epistle;

import io.epistle.collect.SourceDefinition;
import io.epistle.compose.BlockDefinition;
import io.epistle.compose.BrandDefinition;
import io.epistle.compose.OfferDefinition;
import io.epistle.compose.TemplateDefinition;
import io.epistle.compose.TemplateFinding;
import io.epistle.definition.ChangeSet;
import io.epistle.definition.Definitions;
import io.epistle.definition.Document;
import io.epistle.definition.Kinds;
import io.epistle.definition.Problem;
import io.epistle.definition.Workspace;
import io.epistle.definition.WorkspaceStore;
import io.epistle.definition.World;
import io.epistle.measure.ConversionDefinition;
import io.epistle.privacy.TopicDefinition;
import io.epistle.segment.LifecycleDefinition;
import io.epistle.segment.SegmentDefinition;
import io.epistle.trigger.CampaignDefinition;
import io.epistle.trigger.WorldChecks;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// `epistle apply DIR`: checks a folder of definitions and puts it in force, all of it or nothing.
final class ApplyCommand implements Command {
    /// Every kind of definition.
    static final Kinds KINDS =
            Kinds.of(
                    SegmentDefinition.PARSER,
                    LifecycleDefinition.PARSER,
                    BrandDefinition.PARSER,
                    TemplateDefinition.PARSER,
                    BlockDefinition.PARSER,
                    OfferDefinition.PARSER,
                    CampaignDefinition.PARSER,
                    TopicDefinition.PARSER,
                    ConversionDefinition.PARSER,
                    SourceDefinition.PARSER);

    /// More than anybody reads at once.
    private static final int TOLD_MAX = 50;

    private final Terminal terminal;
    private final Folders folders;

    ApplyCommand(Terminal terminal, Folders folders) {
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
                        "apply",
                        "Checks the definitions in a folder and puts them in force, all or none.")
                .addPositional(
                        PositionalParamSpec.builder()
                                .paramLabel("DIR")
                                .type(Path.class)
                                .arity("1")
                                .description("the folder with *.yaml and what they name")
                                .build())
                .addOption(
                        OptionSpec.builder("--overwrite")
                                .description("wins over definitions that were changed elsewhere")
                                .build())
                .addOption(
                        OptionSpec.builder("--dry-run")
                                .description("only checks and shows what would change")
                                .build())
                .addOption(Command.dataOption());
    }

    @Override
    public int run(ParseResult given) {
        Path folder = given.matchedPositionalValue(0, Path.of("."));
        try (Folders.Opened opened = folders.open(Command.data(given))) {
            Engine engine = opened.engine();
            ChangeSet changes = changes(engine, folder, given.hasMatchedOption("--overwrite"));
            World next = checked(engine, changes.appliedTo(engine.world(), engine.now()));
            say("added", changes.added());
            say("changed", changes.changed());
            say("kept, not in this folder", changes.kept());
            warn(WorldChecks.findings(next));
            if (given.hasMatchedOption("--dry-run")) {
                terminal.say("Nothing was changed: this was a dry run.");
                return 0;
            }
            if (changes.isEmpty()) {
                terminal.say(
                        "Nothing to do: %s in force as before."
                                .formatted(
                                        Counted.of(
                                                changes.unchanged().size(),
                                                "definition is",
                                                "definitions are")));
                return 0;
            }
            long decided = publish(engine, next);
            terminal.say(
                    "Version %d is in force; %s decided anew."
                            .formatted(engine.world().version(), Counted.people(decided)));
            return 0;
        }
    }

    private void say(String what, List<Document> documents) {
        if (!documents.isEmpty()) {
            terminal.say(
                    "%s: %s"
                            .formatted(
                                    what,
                                    documents.stream()
                                            .map(document -> document.key().toString())
                                            .collect(Collectors.joining(", "))));
        }
    }

    /// Tells what is probably not meant, which refuses nothing.
    private void warn(List<TemplateFinding> findings) {
        for (TemplateFinding finding : findings.subList(0, Math.min(findings.size(), TOLD_MAX))) {
            terminal.tell("warning: " + finding.problem().display());
        }
        if (findings.size() > TOLD_MAX) {
            terminal.tell("and %,d more warnings".formatted(findings.size() - TOLD_MAX));
        }
    }

    /// What applying a folder would change.
    ///
    /// @throws Refusal with all that is wrong
    static ChangeSet changes(Engine engine, Path folder, boolean overwrite) {
        Workspace workspace = WorkspaceStore.read(folder);
        ChangeSet changes =
                ChangeSet.of(
                        Definitions.read(workspace, KINDS, engine.world()),
                        engine.world(),
                        overwrite);
        refuse(changes.problems());
        if (!changes.refused().isEmpty()) {
            throw new Refusal(
                    changes.refused().stream()
                            .map(ChangeSet.Refusal::toString)
                            .collect(Collectors.joining("\n")));
        }
        return changes;
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new Refusal(
                    problems.stream().map(Problem::display).collect(Collectors.joining("\n"))
                            + "\nNothing was changed.");
        }
    }

    /// A World with the cut points of today.
    ///
    /// @throws Refusal with all that is wrong with its definitions together
    static World checked(Engine engine, World next) {
        World withCuts =
                new World(
                        next.version(),
                        next.publishedAt(),
                        next.zone(),
                        next.documents(),
                        engine.publisher.rfmCuts(engine.now()));
        refuse(WorldChecks.problems(withCuts));
        return withCuts;
    }

    /// Puts a World that was [#checked] in force, and decides everyone anew.
    static long publish(Engine engine, World next) {
        engine.publisher.publish(engine.writer, next);
        return engine.sweep.everyone();
    }
}
