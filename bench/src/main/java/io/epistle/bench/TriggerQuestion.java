package io.epistle.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;

/// How long it takes from an event to the membership that follows, and to the mail which that
/// starts, while a shop's usual traffic goes on. Requests are sent on time whether earlier ones
/// were answered or not, so that a stall is counted against everything it delays.
final class TriggerQuestion implements Question {
    private static final int RUNS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int EVENTS_PER_SECOND = 1_000;
    private static final int BATCH = 10;
    private static final int WISHES_PER_SECOND = 20;
    private static final int PEOPLE = 20_000;
    private static final int PRODUCTS = 3_000;

    @Override
    public String name() {
        return "trigger";
    }

    @Override
    public String words() {
        return "How long from an event to the membership and to the mail that follow?";
    }

    @Override
    public Answer ask(Place place) {
        Answer.Collected collected = new Answer.Collected();
        for (int run = 0; run < RUNS; run++) {
            try (Relay relay = Relay.start()) {
                MailingShop shop = MailingShop.open(place, "trigger", relay);
                measure(shop, relay, run, collected);
                check(shop, relay);
            }
        }
        return collected.answer(
                "%,d events a second of %,d people in batches of %d, and %d people a second who make a wish list"
                        .formatted(EVENTS_PER_SECOND, PEOPLE, BATCH, WISHES_PER_SECOND),
                "%d s after %d s of warming up, client, server and relay on this machine; the clock starts when the request should be sent; a membership is decided when its event is acknowledged, a mail is there when the relay takes it; the limit is one mail of the same bytes handed to the same relay with nothing else to do"
                        .formatted(MEASURED.toSeconds(), WARM_UP.toSeconds()));
    }

    private static void measure(
            MailingShop shop, Relay relay, int run, Answer.Collected collected) {
        SortedMap<String, Long> wishes = new ConcurrentSkipListMap<>();
        Latencies memberships = new Latencies();
        Latencies batches = new Latencies();
        try (ServingProcess server = shop.serve();
                EventClient client = new EventClient(server, MailingShop.KEY)) {
            long began = System.nanoTime();
            long measuredFrom = began + WARM_UP.toNanos();
            long ends = measuredFrom + MEASURED.toNanos();
            List<Thread> waiting = new ArrayList<>();
            Thread visits =
                    Thread.ofPlatform()
                            .start(() -> visits(client, run, began, measuredFrom, ends, batches));
            long pause = Duration.ofSeconds(1).toNanos() / WISHES_PER_SECOND;
            for (long due = began; due < ends; due += pause) {
                awaitTime(due);
                String wisher = "wisher-%d-%d".formatted(run, due - began);
                long meant = due;
                if (due >= measuredFrom) {
                    wishes.put(wisher, due);
                }
                waiting.add(
                        Thread.ofVirtual()
                                .start(() -> {
                                    client.post(wish(wisher));
                                    if (meant >= measuredFrom) {
                                        memberships.add(System.nanoTime() - meant);
                                    }
                                }));
            }
            join(visits);
            waiting.forEach(TriggerQuestion::join);
            Latencies mails = mails(relay, wishes);
            collected.figure("eventToMembershipP50Millis", memberships.millis(0.5));
            collected.figure("eventToMembershipP99Millis", memberships.millis(0.99));
            collected.figure("batchP99Millis", batches.millis(0.99));
            collected.figure("eventToMailP50Millis", mails.millis(0.5));
            collected.figure("eventToMailP99Millis", mails.millis(0.99));
            collected.figure("eventToMailMaxMillis", mails.millis(1));
            double limit = PlainSender.oneByOne(relay.last()).millis(0.99);
            collected.figure("limitP99Millis", limit);
            collected.ratio("limit", limit / mails.millis(0.99));
        }
    }

    private static List<String> wish(String wisher) {
        List<String> events = new ArrayList<>(MailingShop.arrival(wisher));
        events.add(
                MailingShop.event(
                        "w-" + wisher, wisher, "\"type\":\"track\",\"event\":\"Wishlist Made\""));
        return events;
    }

    private static void visits(
            EventClient client,
            int run,
            long began,
            long measuredFrom,
            long ends,
            Latencies latencies) {
        SplittableRandom random = new SplittableRandom(run);
        List<Thread> waiting = new ArrayList<>();
        long pause = Duration.ofSeconds(1).toNanos() * BATCH / EVENTS_PER_SECOND;
        long number = 0;
        for (long due = began; due < ends; due += pause) {
            List<String> events = new ArrayList<>();
            for (int event = 0; event < BATCH; event++) {
                events.add(
                        MailingShop.view(
                                "v%d-%d".formatted(run, number++),
                                "user-" + random.nextInt(PEOPLE),
                                random.nextInt(PRODUCTS)));
            }
            awaitTime(due);
            long meant = due;
            waiting.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                client.post(events);
                                if (meant >= measuredFrom) {
                                    latencies.add(System.nanoTime() - meant);
                                }
                            }));
        }
        waiting.forEach(TriggerQuestion::join);
    }

    private static Latencies mails(Relay relay, SortedMap<String, Long> wishes) {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        Latencies latencies = new Latencies();
        wishes.forEach((wisher, began) -> {
            String address = MailingShop.address(wisher);
            OptionalLong arrival = relay.arrival(address);
            while (arrival.isEmpty()) {
                if (System.nanoTime() > patience) {
                    throw new Unanswered("No mail came for %s.".formatted(address));
                }
                LockSupport.parkNanos(1_000_000);
                arrival = relay.arrival(address);
            }
            latencies.add(arrival.getAsLong() - began);
        });
        return latencies;
    }

    private static void check(MailingShop shop, Relay relay) {
        String said = shop.run("check").said();
        if (!said.contains("everything agrees") || relay.twice() > 0) {
            throw new Unanswered(
                    "%,d mails came twice; the check says: %s"
                            .formatted(relay.twice(), said.strip()));
        }
    }

    private static void awaitTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unanswered("The benchmark was interrupted.");
        }
    }
}
