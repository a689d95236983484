package io.epistle.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many personalised messages a second go out: each guarded, composed with recommendations,
/// written to the ledger in front of and behind its hand-over, and taken by a relay. The limit is a
/// sender of one finished message over as many connections.
final class SendQuestion implements Question {
    private static final int RUNS = 3;
    private static final int PEOPLE = 20_000;
    private static final int BATCH = 300;
    private static final int PRODUCTS = 300;
    private static final Pattern SENT = Pattern.compile("sent +([\\d,]+)");

    @Override
    public String name() {
        return "send";
    }

    @Override
    public String words() {
        return "How many personalised messages a second go out?";
    }

    @Override
    public Answer ask(Place place) {
        Answer.Collected collected = new Answer.Collected();
        int bytes = 0;
        for (int run = 0; run < RUNS; run++) {
            try (Relay relay = Relay.start()) {
                MailingShop shop = MailingShop.open(place, "send", relay);
                settle(shop);
                EpistleProcess sent = shop.run("campaign", "run", "newsletter");
                check(shop, sent, relay);
                byte[] message = relay.last();
                bytes = message.length;
                double perSecond = PEOPLE / relay.seconds();
                double limit = PlainSender.perSecond(message, PEOPLE);
                collected.figure("messagesPerSecond", perSecond);
                collected.figure("lastQuarterPerSecond", relay.lastQuarterPerSecond());
                collected.figure("commandSeconds", sent.seconds());
                collected.figure("plainMessagesPerSecond", limit);
                collected.ratio("limit", perSecond / limit);
            }
        }
        return collected.answer(
                "%,d customers with an order each, mails of about %,d bytes with six recommendations"
                        .formatted(PEOPLE, bytes),
                ("epistle campaign run as a process of its own, unsigned, from the first mail that"
                     + " the relay takes to the last; relay and sender on this machine; the limit"
                     + " hands the last of these mails to the same relay as often, composed once;"
                     + " %d connections each; in the first seconds the process compiles itself, so"
                     + " the last quarter of the mails is counted too")
                        .formatted(PlainSender.CONNECTIONS));
    }

    /// Lets the customers come and order.
    private static void settle(MailingShop shop) {
        SplittableRandom random = new SplittableRandom(5);
        try (ServingProcess server = shop.serve();
                EventClient client = new EventClient(server, MailingShop.KEY)) {
            List<String> events = new ArrayList<>();
            for (int number = 0; number < PEOPLE; number++) {
                String customer = "customer-" + number;
                events.addAll(MailingShop.arrival(customer));
                events.add(order(number, customer, random));
                if (events.size() >= BATCH) {
                    client.post(events);
                    events.clear();
                }
            }
            if (!events.isEmpty()) {
                client.post(events);
            }
        }
    }

    private static String order(int number, String customer, SplittableRandom random) {
        List<String> products = new ArrayList<>();
        for (int line = 0; line < 3; line++) {
            // Some sell better than others.
            int product = (int) (PRODUCTS * random.nextDouble() * random.nextDouble());
            products.add(
                    "{\"product_id\":\"P%d\",\"name\":\"Product %d\",\"quantity\":1,\"price\":%d.5}"
                            .formatted(product, product, 1 + product % 99));
        }
        return MailingShop.event(
                "o-" + customer,
                customer,
                "\"type\":\"track\",\"event\":\"Order Completed\",\"properties\":{\"order_id\":\"o%d\",\"total\":30,\"currency\":\"GBP\",\"products\":[%s]}"
                        .formatted(number, String.join(",", products)));
    }

    private static void check(MailingShop shop, EpistleProcess sent, Relay relay) {
        Matcher matcher = SENT.matcher(sent.said());
        boolean all = matcher.find() && Long.parseLong(matcher.group(1).replace(",", "")) == PEOPLE;
        if (!all || relay.reached() != PEOPLE || relay.twice() > 0) {
            throw new Unanswered(
                    "%,d people of %,d were reached, %,d twice: %s"
                            .formatted(
                                    relay.reached(), PEOPLE, relay.twice(), sent.said().strip()));
        }
        String said = shop.run("check").said();
        if (!said.contains("everything agrees")) {
            throw new Unanswered("The store does not agree: %s".formatted(said.strip()));
        }
    }
}
