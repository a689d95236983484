package io.epistle;

import io.epistle.send.CampaignRun;
import io.epistle.send.Hold;
import io.epistle.send.RelayChannel;
import io.epistle.send.Routing;
import io.epistle.send.TestMode;
import io.epistle.store.Turn;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

import java.time.Instant;
import java.util.Optional;

/// `epistle go-live`: lets mails go out to everyone, and back to the allow-list alone.
final class GoLiveCommand implements Command {
    private static final byte[] ALL = new byte[0];

    private final Terminal terminal;
    private final Folders folders;

    GoLiveCommand(Terminal terminal, Folders folders) {
        this.terminal = terminal;
        this.folders = folders;
    }

    @Override
    public Beside beside() {
        return Beside.SERVED;
    }

    @Override
    public CommandSpec spec() {
        return named("go-live", "Ends test mode: from then on mails go out to their recipients.")
                .addOption(
                        OptionSpec.builder("--dry-run")
                                .description("says what would change and changes nothing")
                                .build())
                .addOption(
                        OptionSpec.builder("--back-to-test")
                                .description(
                                        "goes back to test mode: mails stay in the built-in"
                                                + " mailbox, but for the allow-list")
                                .build())
                .addOption(ConfigFile.option())
                .addOption(Command.dataOption());
    }

    @Override
    public int run(ParseResult given) {
        boolean isDry = given.hasMatchedOption("--dry-run");
        try (Folders.Opened opened = folders.openKnown(Command.data(given))) {
            Engine engine = opened.engine();
            if (given.hasMatchedOption("--back-to-test")) {
                backToTest(engine, isDry);
            } else {
                goLive(engine, opened.routing(given), isDry);
            }
            return 0;
        }
    }

    private void backToTest(Engine engine, boolean isDry) {
        Optional<Instant> since = TestMode.liveSince(engine.store);
        if (since.isEmpty()) {
            terminal.say("The folder is in test mode already; nothing changes.");
            return;
        }
        long open =
                isDry
                        ? engine.ledger.open(engine.store)
                        : engine.writer.apply(turn -> back(engine, turn));
        if (open > 0) {
            throw new Refusal(
                    "%s for their recipients, and test mode would catch them for good. Let them go out, cancel them with epistle campaign cancel ID, or stop all sending with epistle hold."
                            .formatted(Counted.of(open, "message waits", "messages wait")));
        }
        terminal.say(
                isDry
                        ? "Test mode would begin; mails go out since %s.".formatted(since.get())
                        : "Test mode: no further mail goes out, but to the allow-list. Mails went out since %s."
                                .formatted(since.get()));
    }

    /// Goes back to test mode where no message waits; returns how many do.
    private static long back(Engine engine, Turn turn) {
        long open = engine.ledger.open(turn);
        if (open == 0) {
            Optional<Instant> _ = TestMode.enter(turn);
        }
        return open;
    }

    private void goLive(Engine engine, Routing routing, boolean isDry) {
        if (engine.clock.standsAt().isPresent()) {
            throw new Refusal(
                    "The folder %s is a demonstration: its clock stands and its addresses are invented, so no mail ever leaves it. Go live in a folder of your own."
                            .formatted(engine.folder.path()));
        }
        Optional<Instant> since = TestMode.liveSince(engine.store);
        if (since.isPresent()) {
            terminal.say("Mails go out since %s; nothing changes.".formatted(since.get()));
            return;
        }
        RelayChannel relay =
                routing.relay()
                        .orElseThrow(() ->
                                new Refusal(
                                        "No relay is configured, so every mail would stay in the built-in mailbox; set relay: in %s, and start a server that runs anew."
                                                .formatted(engine.folder.config())));
        long open = tellCaught(engine);
        if (isDry) {
            terminal.say(
                    "Mails would go out to everyone through %s. %s"
                            .formatted(relay.name(), waiting(engine, open, "would go")));
            return;
        }
        Instant _ = engine.writer.apply(TestMode::leave);
        terminal.say(
                "Live: from now on mails go out to everyone through %s. %s"
                        .formatted(relay.name(), waiting(engine, open, "go")));
        terminal.say("Back to test mode with: epistle go-live --back-to-test");
    }

    /// Says what test mode caught; returns how many messages wait.
    private long tellCaught(Engine engine) {
        long all = 0;
        for (var run : engine.store.list(CampaignRun.RUNS, ALL, Integer.MAX_VALUE)) {
            long caught =
                    engine.ledger.caught(engine.store, run.key()).values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
            if (caught > 0) {
                terminal.say("caught %,8d  %s".formatted(caught, run.key()));
            }
            all += caught;
        }
        terminal.say(
                all == 0
                        ? "Nothing was caught in test mode."
                        : "%s lie in the built-in mailbox and went to nobody. They have ended: none goes out by going live."
                                .formatted(Counted.of(all, "message")));
        return engine.ledger.open(engine.store);
    }

    private static String waiting(Engine engine, long open, String go) {
        Optional<Hold> hold = Hold.find(engine.store);
        if (open == 0) {
            return "No message waits.";
        }
        return hold.isPresent()
                ? "%s, and sending is %s; let it go on with epistle hold --release."
                        .formatted(
                                Counted.of(open, "message waits", "messages wait"),
                                SendingSaid.of(hold.get()))
                : "%s, and %s out when due."
                        .formatted(Counted.of(open, "message waits", "messages wait"), go);
    }
}
