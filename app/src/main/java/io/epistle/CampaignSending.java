package io.epistle;

import io.epistle.compose.Finding;
import io.epistle.predict.Models;
import io.epistle.send.CampaignRehearsal;
import io.epistle.send.CampaignRun;
import io.epistle.send.Cancellation;
import io.epistle.send.Channel;
import io.epistle.send.Hold;
import io.epistle.send.Ledger;
import io.epistle.send.RelayChannel;
import io.epistle.send.Routing;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;

import picocli.CommandLine.ParseResult;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// One run of a campaign by a command: alone, or by the server that holds the folder.
final class CampaignSending {
    private final Terminal terminal;
    private final Folders folders;
    private final Folders.Opened opened;
    private final Engine engine;
    private final LiveCampaign campaign;
    private final String id;
    private final CampaignReport said;

    CampaignSending(
            Terminal terminal,
            Folders folders,
            Folders.Opened opened,
            LiveCampaign campaign,
            CampaignReport said) {
        this.terminal = terminal;
        this.folders = folders;
        this.opened = opened;
        this.engine = opened.engine();
        this.campaign = campaign;
        this.id = campaign.definition().id();
        this.said = said;
    }

    /// Sends it, or goes on where it was interrupted; returns the exit code.
    ///
    /// @param address where the command line says that links lead
    /// @throws Command.Refusal where messages are left that no time alone brings on
    int run(ParseResult given, Optional<URI> address) {
        campaign.definition()
                .trigger()
                .ifPresent(trigger -> {
                    throw new Command.Refusal(
                            "The campaign %s is sent to each who %s, while epistle serve runs; one without a trigger can be run."
                                    .formatted(id, trigger.text()));
                });
        Optional<Instant> cancelled = Cancellation.at(engine.store, id);
        if (cancelled.isPresent()) {
            throw new Command.Refusal(
                    "The campaign %s was cancelled at %s, for good; send another one with an id of its own."
                            .formatted(id, cancelled.get()));
        }
        Routing routing = opened.routing(given);
        terminal.say(SendingSaid.of(engine, routing));
        Ledger.Balance balance =
                opened.sending().isPresent()
                        ? beside(opened.sending().get(), given)
                        : alone(routing, ConfigFile.read(given), address);
        terminal.progressDone();
        said.balance();
        said.caught();
        if (balance.open() > 0) {
            waits(balance.open(), routing);
        }
        if (balance.failed() > 0 && balance.failed() + balance.skipped() == balance.planned()) {
            throw new Command.Refusal(
                    "All %,d messages of %s that were to be sent failed, for the reasons above."
                            .formatted(balance.failed(), id));
        }
        return 0;
    }

    /// Composes it for everyone and says what would happen; returns 1 where nobody should send it.
    int check(ParseResult given, Optional<URI> address) {
        CampaignRehearsal.Outcome outcome =
                opened.sending()
                        .map(sending -> sending.rehearse(campaign, this::checking))
                        .orElseGet(() ->
                                worker(ConfigFile.read(given), address)
                                        .rehearse(campaign, this::checking));
        terminal.progressDone();
        terminal.say(
                "%,d people are meant; %,d messages would go out now."
                        .formatted(outcome.people(), outcome.now()));
        outcome.later()
                .forEach((reason, count) ->
                        terminal.say(
                                "  %,8d: %s, composed as of when that is over"
                                        .formatted(count, reason)));
        outcome.refused()
                .forEach((reason, count) -> terminal.say("  %,8d: %s".formatted(count, reason)));
        for (Finding finding : outcome.findings()) {
            terminal.say(
                    "%s: %s"
                            .formatted(
                                    finding.severity().name().toLowerCase(Locale.ROOT),
                                    finding.sentence()));
        }
        return outcome.mayBeSent() ? 0 : 1;
    }

    private void checking(long people) {
        terminal.progress("checking %,d".formatted(people));
    }

    private CampaignWorker worker(Config config, Optional<URI> address) {
        Instant asOf =
                CampaignRun.find(engine.store, id).map(CampaignRun::startedAt).orElse(engine.now());
        Models models = Models.train(engine.store, engine.reader, asOf, CampaignWorker.SEED);
        return new CampaignWorker(engine, () -> models, config.links(address, config.port()));
    }

    private Ledger.Balance alone(Routing routing, Config config, Optional<URI> address) {
        CampaignWorker worker = worker(config, address);
        try {
            return worker.send(campaign, routing, this::sending);
        } finally {
            routing.relay().ifPresent(Channel::close);
        }
    }

    /// The server plans and sends it, with links to its own address.
    private Ledger.Balance beside(LiveSending sending, ParseResult given) {
        if (given.hasMatchedOption("--address")) {
            throw new Command.NotUnderstood(
                    "Found --address while a server holds the folder, whose links lead to its own"
                            + " address; leave it out.");
        }
        int _ =
                folders.alone(() -> {
                    sending.plan(campaign);
                    return 0;
                });
        return sending.await(id, this::sending);
    }

    private void sending(long ended) {
        terminal.progress("sending %,d".formatted(ended));
    }

    /// Says what the rest waits for; nothing is wrong where that is an hour.
    private void waits(long open, Routing routing) {
        String left =
                Counted.of(
                        open,
                        "message of %s waits".formatted(id),
                        "messages of %s wait".formatted(id));
        boolean isServed = opened.sending().isPresent();
        Optional<RelayChannel.Outage> outage = routing.relay().flatMap(RelayChannel::outage);
        Optional<Hold> hold = Hold.find(engine.store);
        if (hold.isPresent()) {
            throw new Command.Refusal(
                    "Sending is %s: %s. Let it go on with epistle hold --release%s."
                            .formatted(
                                    SendingSaid.of(hold.get()),
                                    left,
                                    isServed ? "" : ", then run the campaign again"));
        }
        if (routing.isShut(engine.store)) {
            throw new Command.Refusal(
                    "No relay is configured: %s. Set relay: in %s, then %s."
                            .formatted(
                                    left,
                                    engine.folder.config(),
                                    isServed ? "start the server anew" : "run the campaign again"));
        }
        if (opened.sending().filter(LiveSending::isDraining).isPresent()) {
            throw new Command.Refusal(
                    "The server was stopped: %s, and go on when it runs again.".formatted(left));
        }
        String when =
                isServed ? "by the server" : "when the campaign is run again or a server runs";
        if (outage.isPresent()) {
            throw new Command.Refusal(
                    "The relay %s takes no mail (%s): %s, and are tried again %s."
                            .formatted(
                                    routing.relay().map(RelayChannel::name).orElse(""),
                                    outage.get().reason(),
                                    left,
                                    when));
        }
        terminal.say(
                "%s (%s), and are due again from %s on, %s."
                        .formatted(
                                left,
                                String.join(", ", reasons()),
                                engine.ledger.nextDue(engine.store, id).orElse(engine.now()),
                                when));
    }

    private List<String> reasons() {
        return engine.ledger.counts(engine.store, id).stream()
                .filter(count -> count.state().isOpen())
                .map(Ledger.Count::reason)
                .flatMap(reason -> reason.isEmpty() ? Stream.empty() : Stream.of(reason))
                .distinct()
                .toList();
    }
}
