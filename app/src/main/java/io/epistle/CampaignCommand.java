package io.epistle;

import io.epistle.send.CampaignRun;
import io.epistle.send.Cancellation;
import io.epistle.send.Ledger;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// `epistle campaign check|run|report|cancel ID`: rehearses a campaign; sends it, or goes on with
/// one that was interrupted; tells where its messages ended; ends those that wait.
final class CampaignCommand implements Command {
    private static final List<String> VERBS = List.of("check", "run", "report", "cancel");

    /// Messages that one turn cancels.
    private static final int CHUNK = 1_000;

    private final Terminal terminal;
    private final Folders folders;

    CampaignCommand(Terminal terminal, Folders folders) {
        this.terminal = terminal;
        this.folders = folders;
    }

    @Override
    public Beside beside() {
        return Beside.SERVED;
    }

    @Override
    public CommandSpec spec() {
        return named("campaign", "Checks a campaign, sends it, reports on it, or cancels it.")
                .addPositional(
                        PositionalParamSpec.builder()
                                .index("0")
                                .paramLabel("check|run|report|cancel")
                                .type(String.class)
                                .arity("1")
                                .description(
                                        "check composes it for everyone and sends nothing; run"
                                            + " sends, or goes on where it was interrupted; report"
                                            + " tells where the messages ended; cancel ends those"
                                            + " that wait")
                                .build())
                .addPositional(
                        PositionalParamSpec.builder()
                                .index("1")
                                .paramLabel("ID")
                                .type(String.class)
                                .arity("1")
                                .description("the campaign's id")
                                .build())
                .addOption(ServeCommand.addressOption())
                .addOption(ConfigFile.option())
                .addOption(Command.dataOption());
    }

    @Override
    public int run(ParseResult given) {
        String verb = given.matchedPositionalValue(0, "");
        String id = given.matchedPositionalValue(1, "");
        if (!VERBS.contains(verb)) {
            throw new NotUnderstood(
                    "Found campaign %s, expected campaign check, run, report or cancel."
                            .formatted(verb));
        }
        Optional<URI> address = ServeCommand.address(given);
        try (Folders.Opened opened = folders.openKnown(Command.data(given))) {
            Engine engine = opened.engine();
            if (verb.equals("cancel")) {
                return cancel(engine, id);
            }
            LiveCampaign campaign = campaign(engine, id);
            CampaignReport report = new CampaignReport(terminal, engine, id);
            return switch (verb) {
                case "run" ->
                        new CampaignSending(terminal, folders, opened, campaign, report)
                                .run(given, address);
                case "check" ->
                        new CampaignSending(terminal, folders, opened, campaign, report)
                                .check(given, address);
                default -> {
                    report.balance();
                    report.results();
                    yield 0;
                }
            };
        }
    }

    private static LiveCampaign campaign(Engine engine, String id) {
        SortedMap<String, LiveCampaign> known = engine.publisher.live().campaigns();
        return Optional.ofNullable(known.get(id))
                .orElseThrow(() ->
                        new Refusal(
                                "Found no campaign %s; %s."
                                        .formatted(id, Command.oneOf(known.keySet()))));
    }

    /// Ends what has not gone out of a campaign, and its planning, for good. It need not be in the
    /// workspace any more.
    private int cancel(Engine engine, String id) {
        boolean isPlanning =
                CampaignRun.find(engine.store, id).filter(run -> !run.planned()).isPresent();
        Ledger.Balance balance = engine.ledger.balance(engine.store, id);
        if (balance.planned() == 0 && !isPlanning) {
            LiveCampaign _ = campaign(engine, id);
        }
        if (balance.open() == 0 && !isPlanning) {
            throw new Refusal(
                    "Nothing waits of the campaign %s; nothing was cancelled.".formatted(id));
        }
        boolean _ =
                engine.writer.apply(turn -> {
                    Cancellation.place(turn, id, turn.now());
                    return true;
                });
        long cancelled = 0;
        int chunk;
        do {
            chunk = engine.writer.apply(turn -> Cancellation.sweep(turn, id, CHUNK));
            cancelled += chunk;
        } while (chunk == CHUNK);
        terminal.say(
                "%s of %s will not be sent, for good."
                        .formatted(
                                Counted.of(
                                        cancelled, "message that waited", "messages that waited"),
                                id));
        return 0;
    }
}
