package io.epistle;

import io.epistle.measure.CampaignResults;
import io.epistle.measure.ConversionDefinition;
import io.epistle.predict.Models;
import io.epistle.send.CampaignRun;
import io.epistle.send.Channel;
import io.epistle.send.Hold;
import io.epistle.send.Ledger;
import io.epistle.send.RelayChannel;
import io.epistle.send.Routing;
import io.epistle.send.TestMode;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `epistle campaign run|report ID`: sends a campaign, or goes on with one that was interrupted;
/// tells where its messages ended.
final class CampaignCommand implements Command {
    private static final List<String> VERBS = List.of("run", "report");

    private final Terminal terminal;
    private final Folders folders;

    CampaignCommand(Terminal terminal, Folders folders) {
        this.terminal = terminal;
        this.folders = folders;
    }

    @Override
    public Beside beside() {
        return Beside.SERVED_ALONE;
    }

    @Override
    public CommandSpec spec() {
        return named("campaign", "Sends a campaign, or reports on one.")
                .addPositional(
                        PositionalParamSpec.builder()
                                .index("0")
                                .paramLabel("run|report")
                                .type(String.class)
                                .arity("1")
                                .description(
                                        "run sends, or goes on where it was interrupted; report"
                                                + " tells where the messages ended")
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
                    "Found campaign %s, expected campaign run or campaign report.".formatted(verb));
        }
        Optional<URI> address = ServeCommand.address(given);
        try (Folders.Opened opened = folders.openKnown(Command.data(given))) {
            Engine engine = opened.engine();
            LiveCampaign campaign =
                    Optional.ofNullable(engine.publisher.live().campaigns().get(id))
                            .orElseThrow(() ->
                                    new Refusal(
                                            "Found no campaign %s; %s."
                                                    .formatted(
                                                            id,
                                                            Command.oneOf(
                                                                    engine.publisher
                                                                            .live()
                                                                            .campaigns()
                                                                            .keySet()))));
            if (verb.equals("report")) {
                say(engine, id, engine.ledger.balance(engine.store, id));
                sayResults(engine, id);
                return 0;
            }
            campaign.definition()
                    .trigger()
                    .ifPresent(trigger -> {
                        throw new Refusal(
                                "The campaign %s is sent to each who %s, while epistle serve runs; one without a trigger can be run."
                                        .formatted(id, trigger.text()));
                    });
            Routing routing = opened.routing(given);
            terminal.say(SendingSaid.of(engine, routing));
            Ledger.Balance balance =
                    opened.sending().isPresent()
                            ? beside(opened.sending().get(), campaign, given)
                            : send(engine, campaign, routing, ConfigFile.read(given), address);
            say(engine, id, balance);
            sayCaught(engine, id);
            Optional<Hold> hold = Hold.find(engine.store).filter(_ -> balance.open() > 0);
            if (hold.isPresent()) {
                throw new Refusal(
                        "Sending is %s: %s of %s wait. Let it go on with epistle hold --release%s."
                                .formatted(
                                        SendingSaid.of(hold.get()),
                                        Counted.of(balance.open(), "message"),
                                        id,
                                        opened.sending().isPresent()
                                                ? ""
                                                : ", then run the campaign again"));
            }
            if (opened.sending().filter(LiveSending::isDraining).isPresent()
                    && balance.open() > 0) {
                throw new Refusal(
                        "The server was stopped: %s of %s wait, and are sent when it runs again."
                                .formatted(Counted.of(balance.open(), "message"), id));
            }
            Optional<RelayChannel.Outage> outage = routing.relay().flatMap(RelayChannel::outage);
            if (outage.isPresent() && balance.open() > 0) {
                throw new Refusal(
                        "The relay %s cannot be reached (%s): %s of %s wait, and are tried again %s."
                                .formatted(
                                        routing.relay().map(RelayChannel::name).orElse(""),
                                        outage.get().reason(),
                                        Counted.of(balance.open(), "message"),
                                        id,
                                        opened.sending().isPresent()
                                                ? "by the server"
                                                : "when the campaign is run again or a server"
                                                        + " runs"));
            }
            if (balance.failed() > 0 && balance.failed() + balance.skipped() == balance.planned()) {
                throw new Refusal(
                        "All %,d messages of %s that were to be sent failed, for the reasons above."
                                .formatted(balance.failed(), id));
            }
            return 0;
        }
    }

    /// What test mode caught has ended; it would be taken for sent once the folder is live.
    private void sayCaught(Engine engine, String id) {
        long caught =
                engine.ledger.caught(engine.store, id).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        if (caught > 0 && !TestMode.isOn(engine.store)) {
            terminal.say(
                    "%s caught went to nobody and have ended; a campaign with another id writes to their recipients."
                            .formatted(Counted.of(caught, "message")));
        }
    }

    /// Sends it alone.
    ///
    /// @param address where the command line says that links lead
    private Ledger.Balance send(
            Engine engine,
            LiveCampaign campaign,
            Routing routing,
            Config config,
            Optional<URI> address) {
        URI links = config.links(address, config.port());
        var asOf =
                CampaignRun.find(engine.store, campaign.definition().id())
                        .map(CampaignRun::startedAt)
                        .orElse(engine.now());
        Models models = Models.train(engine.store, engine.reader, asOf, CampaignWorker.SEED);
        CampaignWorker worker = new CampaignWorker(engine, () -> models, links);
        try {
            Ledger.Balance balance = worker.send(campaign, routing, this::sending);
            terminal.progressDone();
            return balance;
        } finally {
            routing.relay().ifPresent(Channel::close);
        }
    }

    /// The server plans and sends it, with links to its own address.
    private Ledger.Balance beside(LiveSending sending, LiveCampaign campaign, ParseResult given) {
        if (given.hasMatchedOption("--address")) {
            throw new NotUnderstood(
                    "Found --address while a server holds the folder, whose links lead to its own"
                            + " address; leave it out.");
        }
        Ledger.Balance balance = sending.send(campaign, this::sending);
        terminal.progressDone();
        return balance;
    }

    private void sending(long ended) {
        terminal.progress("sending %,d".formatted(ended));
    }

    /// What came back, by variant; what a demonstration simulated is said apart.
    private void sayResults(Engine engine, String id) {
        CampaignResults results =
                CampaignResults.of(
                        engine.store,
                        engine.reader,
                        engine.ledger,
                        id,
                        CampaignResults.WINDOW_STANDARD,
                        ConversionDefinition.of(engine.world()));
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

    private void say(Engine engine, String id, Ledger.Balance balance) {
        CampaignWorker.lines(balance).forEach(terminal::say);
        for (Ledger.Count count : engine.ledger.counts(engine.store, id)) {
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
}
