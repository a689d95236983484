package io.epistle.definition;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything outside the person that a decision may look at: an immutable snapshot with a version.
/// A new one is published whole.
///
/// @param version counted from 1 with each publication; 0 before the first
/// @param publishedAt when, in milliseconds
/// @param zone the account's time zone
/// @param documents all published definitions, by kind and id
/// @param cuts the cut points of scores, by the name of the figure (`rfm.recency`)
public record World(
        long version,
        Instant publishedAt,
        ZoneId zone,
        List<Document> documents,
        SortedMap<String, Cuts> cuts) {
    public World {
        if (version < 0) {
            throw new IllegalArgumentException(
                    "found version %d, expected at least 0".formatted(version));
        }
        publishedAt = publishedAt.truncatedTo(ChronoUnit.MILLIS);
        documents = documents.stream().sorted().toList();
        cuts = Collections.unmodifiableSortedMap(new TreeMap<>(cuts));
        for (int index = 1; index < documents.size(); index++) {
            if (documents.get(index - 1).key().equals(documents.get(index).key())) {
                throw new IllegalArgumentException(
                        "found %s twice, expected each definition once"
                                .formatted(documents.get(index).key()));
            }
        }
    }

    /// The World before anything was published.
    public static World empty(ZoneId zone) {
        return new World(0, Instant.EPOCH, zone, List.of(), new TreeMap<>());
    }

    /// A definition; absent where there is none of that kind and id.
    public Optional<Document> document(String kind, String id) {
        return document(new DocumentKey(kind, id));
    }

    /// A definition; absent where there is none. Costs the logarithm of their number.
    public Optional<Document> document(DocumentKey key) {
        int low = 0;
        int high = documents.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = documents.get(middle).key().compareTo(key);
            if (order == 0) {
                return Optional.of(documents.get(middle));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    /// All definitions of a kind, by id.
    public List<Document> documents(String kind) {
        return documents.stream().filter(document -> document.kind().equals(kind)).toList();
    }

    /// The cut points of a figure; absent before they were published.
    public Optional<Cuts> cuts(String figure) {
        return Optional.ofNullable(cuts.get(figure));
    }

    /// The next World, in which some documents are new or take the place of those with the same
    /// key.
    public World with(List<Document> replacing, Instant at) {
        TreeMap<DocumentKey, Document> all = new TreeMap<>();
        documents.forEach(document -> all.put(document.key(), document));
        replacing.forEach(document -> all.put(document.key(), document));
        return new World(version + 1, at, zone, List.copyOf(all.values()), cuts);
    }

    /// The next World, with new cut points for some figures.
    public World withCuts(SortedMap<String, Cuts> replacing, Instant at) {
        TreeMap<String, Cuts> all = new TreeMap<>(cuts);
        all.putAll(replacing);
        return new World(version + 1, at, zone, documents, all);
    }

    /// The next World, in which an account lives in another time zone.
    public World in(ZoneId other, Instant at) {
        return new World(version + 1, at, other, documents, cuts);
    }
}
