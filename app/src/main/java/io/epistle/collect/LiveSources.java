package io.epistle.collect;

import io.epistle.definition.Definitions;
import io.epistle.definition.Document;
import io.epistle.definition.Problem;
import io.epistle.definition.Problems;
import io.epistle.definition.World;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The sources of one World by write key. Immutable.
///
/// @param byKey the source that each write key speaks for
public record LiveSources(SortedMap<String, SourceDefinition> byKey) {
    public LiveSources {
        byKey = Collections.unmodifiableSortedMap(new TreeMap<>(byKey));
    }

    /// The sources of a World whose keys were checked.
    public static LiveSources of(World world) {
        SortedMap<String, SourceDefinition> byKey = new TreeMap<>();
        Definitions.all(world, SourceDefinition.PARSER)
                .forEach((_, source) -> source.writeKeys().forEach(key -> byKey.put(key, source)));
        return new LiveSources(byKey);
    }

    /// The source that a write key speaks for; absent for an unknown key.
    public Optional<SourceDefinition> of(String writeKey) {
        return Optional.ofNullable(byKey.get(writeKey));
    }

    /// The ids of the sources, each once.
    public SortedSet<String> ids() {
        SortedSet<String> ids = new TreeSet<>();
        byKey.values().forEach(source -> ids.add(source.id()));
        return ids;
    }

    /// The write keys that several sources of a World claim, each at the place of the later one.
    public static List<Problem> problems(World world) {
        Problems problems = new Problems();
        SortedMap<String, String> owners = new TreeMap<>();
        for (Document document : world.documents(SourceDefinition.KIND)) {
            Definitions.parse(document, SourceDefinition.PARSER, problems)
                    .ifPresent(source -> claim(document, source, owners, problems));
        }
        return problems.sorted();
    }

    private static void claim(
            Document document,
            SourceDefinition source,
            SortedMap<String, String> owners,
            Problems problems) {
        for (String key : source.writeKeys()) {
            String owner = owners.putIfAbsent(key, source.id());
            if (owner != null) {
                problems.add(
                        new Problem(
                                document.source().file(),
                                document.root()
                                        .entry("write-keys")
                                        .map(entry -> entry.value().mark())
                                        .orElse(document.root().mark()),
                                "a write key that the source %s has".formatted(owner),
                                "each write key in one source"));
            }
        }
    }
}
