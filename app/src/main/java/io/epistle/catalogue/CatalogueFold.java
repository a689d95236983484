package io.epistle.catalogue;

import io.epistle.event.Fact;
import io.epistle.event.Trust;
import io.epistle.profile.Order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/// Learns a [Catalogue] from order facts, those without a customer included. Facts may come in any
/// order: the catalogue depends on the set alone. Not for use by several threads.
///
/// Only sources that are believed speak ([Trust#isVouched]): what the catalogue calls a product
/// stands in everybody's mail, and by a public write key anybody could choose it. And only *sales*
/// speak: lines of `Order Completed` with a price above zero. Descriptions on lines without a price
/// are mostly a warehouse's notes ("damaged", "found", "?"). Of each product the [#RECENT_LINES]
/// latest sales are remembered, which bounds memory and follows a code that the shop gave to
/// something else. From them come
///
/// - the name: the description most often given, where one that is not all in lower case beats one
///   that is, and placeholders ([CatalogueRules#isName]) never count; among equally frequent ones
///   the latest wins, then the first by alphabet;
/// - the price: the lower median over lines, so always a price that was really paid;
/// - the spelling of the code: the most frequent, then the first by code points.
///
/// A code is a product when neither it nor its name is a listed service, it was sold at least once,
/// and no more than [CatalogueRules#unpaidShareMax] of all its lines bring no money.
public final class CatalogueFold {
    /// Enough for a steady median and majority, about three weeks of a best seller in a shop of
    /// 5,000 products.
    public static final int RECENT_LINES = 200;

    private final CatalogueRules rules;
    private final Instant now;
    private final SortedMap<String, Lines> lines = new TreeMap<>();

    /// What each spelling of a code leads to, so that it is judged once; empty for services.
    private final Map<String, Optional<Lines>> linesBySpelling = new HashMap<>();

    /// A fold over what had happened and was known by `now`.
    public CatalogueFold(CatalogueRules rules, Instant now) {
        this.rules = rules;
        this.now = now;
    }

    /// Learns from one fact; all but orders that are vouched for, known and placed by `now` are
    /// ignored.
    public void add(Fact fact) {
        if (!fact.name().equals(Order.COMPLETED)
                || !fact.event().trust().isVouched()
                || fact.occurredAt().isAfter(now)
                || fact.knownAt().isAfter(now)) {
            return;
        }
        List<Order.Line> orderLines = Order.lines(fact.properties());
        for (int position = 0; position < orderLines.size(); position++) {
            Order.Line line = orderLines.get(position);
            int at = position;
            linesBySpelling
                    .computeIfAbsent(line.productId(), this::linesOf)
                    .ifPresent(known -> known.add(fact, at, line));
        }
    }

    private Optional<Lines> linesOf(String productId) {
        String id = rules.canonical(productId);
        return id.isEmpty() || rules.isService(id)
                ? Optional.empty()
                : Optional.of(lines.computeIfAbsent(id, _ -> new Lines()));
    }

    /// The catalogue of all facts added so far.
    public Catalogue catalogue() {
        List<Product> products = new ArrayList<>();
        lines.forEach((id, known) -> {
            if (known.isProduct(rules)) {
                Product product = known.product(id, rules);
                if (!rules.isServiceName(product.name())) {
                    products.add(product);
                }
            }
        });
        return new Catalogue(rules, products);
    }

    /// One line that sold something.
    private record Sale(
            Instant at, long sequence, int position, String code, String name, BigDecimal price) {
        static final Comparator<Sale> BY_TIME =
                Comparator.comparing(Sale::at)
                        .thenComparingLong(Sale::sequence)
                        .thenComparingInt(Sale::position);
    }

    /// What is remembered of one code.
    private static final class Lines {
        private final PriorityQueue<Sale> latest = new PriorityQueue<>(Sale.BY_TIME);
        private Instant firstSold = Instant.MAX;
        private Instant lastSold = Instant.MIN;
        private long sales;
        private long unpaid;
        private long quantity;

        void add(Fact fact, int position, Order.Line line) {
            if (line.price().signum() <= 0) {
                unpaid++;
                return;
            }
            Instant at = fact.occurredAt();
            sales++;
            quantity =
                    Long.MAX_VALUE - quantity < line.quantity()
                            ? Long.MAX_VALUE
                            : quantity + line.quantity();
            firstSold = at.isBefore(firstSold) ? at : firstSold;
            lastSold = at.isAfter(lastSold) ? at : lastSold;
            latest.add(
                    new Sale(
                            at,
                            fact.sequence(),
                            position,
                            line.productId().strip(),
                            tidy(line.name()),
                            line.price()));
            if (latest.size() > RECENT_LINES) {
                latest.poll();
            }
        }

        private static String tidy(String name) {
            String stripped = name.strip();
            return stripped.contains("  ") ? stripped.replaceAll(" {2,}", " ") : stripped;
        }

        boolean isProduct(CatalogueRules rules) {
            return sales > 0 && unpaid <= rules.unpaidShareMax() * (sales + unpaid);
        }

        Product product(String id, CatalogueRules rules) {
            List<Sale> recent = new ArrayList<>(latest);
            recent.sort(Sale.BY_TIME);
            String code = code(recent);
            return new Product(
                    id,
                    code,
                    name(recent, rules, code),
                    price(recent),
                    firstSold,
                    lastSold,
                    sales,
                    quantity);
        }

        private static String code(List<Sale> recent) {
            SortedMap<String, Integer> counts = new TreeMap<>();
            recent.forEach(sale -> counts.merge(sale.code(), 1, Integer::sum));
            return counts.entrySet().stream()
                    .max(
                            Map.Entry.<String, Integer>comparingByValue()
                                    .thenComparing(
                                            Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .orElseThrow()
                    .getKey();
        }

        private static String name(List<Sale> recent, CatalogueRules rules, String code) {
            SortedMap<String, Candidate> candidates = new TreeMap<>();
            for (Sale sale : recent) {
                if (rules.isName(sale.name())) {
                    candidates.merge(
                            sale.name(),
                            new Candidate(sale.name(), 1, sale.at()),
                            (known, _) ->
                                    new Candidate(known.name(), known.count() + 1, sale.at()));
                }
            }
            return candidates.values().stream()
                    .max(Candidate.BY_WEIGHT)
                    .map(Candidate::name)
                    .orElse(code);
        }

        private static BigDecimal price(List<Sale> recent) {
            List<BigDecimal> prices = new ArrayList<>(recent.stream().map(Sale::price).toList());
            prices.sort(Comparator.naturalOrder());
            return prices.get((prices.size() - 1) / 2);
        }
    }

    /// A description that may become the name.
    private record Candidate(String name, int count, Instant latest) {
        static final Comparator<Candidate> BY_WEIGHT =
                Comparator.comparing(Candidate::hasUpperCase)
                        .thenComparingInt(Candidate::count)
                        .thenComparing(Candidate::latest)
                        .thenComparing(Candidate::name, Comparator.reverseOrder());

        /// Scripts without case count as upper case: nothing marks them as a note.
        boolean hasUpperCase() {
            return name.codePoints()
                    .anyMatch(
                            letter -> Character.isLetter(letter) && !Character.isLowerCase(letter));
        }
    }
}
