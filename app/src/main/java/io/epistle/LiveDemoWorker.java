package io.epistle;

import io.epistle.console.ConsoleServer;
import io.epistle.demo.VisitorClient;
import io.epistle.demo.WebVisits;
import io.epistle.demo.WebVisits.WebVisit;
import io.epistle.send.MailLinks;
import io.epistle.send.MailboxStore;
import io.epistle.send.ReceivedMail;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// Lets the invented shop live while the console is served: the clock runs fast, simulated visitors
/// come, and some of those who get a mail follow its link and order. All of it goes through the
/// server's own doors.
final class LiveDemoWorker implements ServeCommand.Running {
    private static final long SEED = 1;
    private static final Duration TICK = Duration.ofMillis(250);

    /// What passes in the shop with each tick: ten minutes a second.
    private static final Duration STEP = Duration.ofSeconds(150);

    /// How many of a hundred follow a link. Who invented these people gave them a liking for being
    /// asked: otherwise there would be nothing for the experiment to find.
    private static final int FOLLOW_PERCENT = 20;

    private static final int FOLLOW_QUESTION_PERCENT = 45;
    private static final int ORDER_PERCENT = 30;

    private static final Logger LOG = System.getLogger(LiveDemoWorker.class.getName());

    /// What a simulated person will do.
    private record Intent(Instant at, String customer, Optional<URI> link) {}

    private final Engine engine;
    private final VisitorClient visitors;
    private final WebVisits visits = new WebVisits(SEED);
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final PriorityQueue<Intent> intents =
            new PriorityQueue<>(Comparator.comparing(Intent::at));
    private final Thread thread;
    private long seen;
    private volatile boolean closing;

    private LiveDemoWorker(Engine engine, VisitorClient visitors) {
        this.engine = engine;
        this.visitors = visitors;
        this.seen = MailboxStore.count(engine.store);
        this.thread = Thread.ofPlatform().name("epistle-demo").unstarted(this::run);
    }

    /// Opens the shop.
    static ServeCommand.Running start(Engine engine, ConsoleServer server, Terminal terminal) {
        Optional<String> key =
                engine.publisher.live().sources().byKey().keySet().stream().findFirst();
        if (key.isEmpty()) {
            return () -> {};
        }
        LiveDemoWorker worker =
                new LiveDemoWorker(engine, new VisitorClient(server.address(), key.get()));
        engine.clock.endReplay(engine.writer);
        worker.thread.start();
        terminal.say(
                "The shop is open: simulated visitors come and go, ten minutes a second. Watch them at %s/live; from here on results count what has happened by the shop's clock."
                        .formatted(server.console()));
        return worker;
    }

    private void run() {
        try (visitors) {
            while (!closing) {
                try {
                    tick();
                } catch (IOException refused) {
                    LOG.log(Level.WARNING, "A simulated visitor was turned away", refused);
                }
                Thread.sleep(TICK);
            }
        } catch (InterruptedException closed) {
            // The server ends; the shop goes on from here at the next start.
        }
    }

    private void tick() throws IOException, InterruptedException {
        Instant from = engine.now();
        Instant to = from.plus(STEP);
        engine.clock.standAt(to, engine.writer);
        engine.dueTimes.wake();
        List<WebVisit> coming = new ArrayList<>(visits.between(from.minus(STEP), from));
        for (Intent intent = due(to); intent != null; intent = due(to)) {
            if (intent.link().isPresent()) {
                visitors.follow(intent.link().get());
            } else {
                coming.add(visits.returning(intent.customer(), from));
            }
        }
        visitors.send(coming, to);
        read(to);
    }

    private @org.jspecify.annotations.Nullable Intent due(Instant now) {
        Intent next = intents.peek();
        return next == null || next.at().isAfter(now) ? null : intents.poll();
    }

    /// Simulated people look at their new mail.
    private void read(Instant now) {
        long newest = MailboxStore.count(engine.store);
        for (long number = seen + 1; number <= newest; number++) {
            engine.mailbox
                    .find(engine.store, number)
                    .ifPresent(mail -> decide(mail, ReceivedMail.of(mail.bytes().bytes()), now));
        }
        seen = newest;
    }

    private void decide(MailboxStore.Received envelope, ReceivedMail mail, Instant now) {
        String customer = envelope.recipient().replaceAll("^customer-(\\d+)@.*$", "$1");
        Optional<URI> link =
                mail.links().stream()
                        .map(ReceivedMail.Link::address)
                        .filter(address -> address.contains(MailLinks.CLICK))
                        .map(URI::create)
                        .findFirst();
        int percent = mail.subject().endsWith("?") ? FOLLOW_QUESTION_PERCENT : FOLLOW_PERCENT;
        boolean follows = random.nextInt(100) < percent;
        boolean orders = random.nextInt(100) < ORDER_PERCENT;
        Instant at = now.plus(Duration.ofMinutes(random.nextLong(3, 90)));
        if (follows && link.isPresent() && customer.matches("\\d{5}")) {
            intents.add(new Intent(at, customer, link));
            if (orders) {
                intents.add(new Intent(at.plus(Duration.ofMinutes(5)), customer, Optional.empty()));
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
