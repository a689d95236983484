package io.epistle.definition;

import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;

/// The kinds of definitions that this program knows, each with its parser.
public final class Kinds {
    private final TreeMap<String, DefinitionParser<?>> parsers = new TreeMap<>();

    private Kinds() {}

    /// The kinds of some parsers.
    ///
    /// @throws IllegalArgumentException where two read the same kind
    public static Kinds of(Collection<? extends DefinitionParser<?>> parsers) {
        Kinds kinds = new Kinds();
        for (DefinitionParser<?> parser : parsers) {
            if (kinds.parsers.putIfAbsent(parser.kind(), parser) != null) {
                throw new IllegalArgumentException(
                        "found two parsers for the kind %s, expected one".formatted(parser.kind()));
            }
        }
        return kinds;
    }

    /// The kinds of some parsers.
    public static Kinds of(DefinitionParser<?>... parsers) {
        return of(List.of(parsers));
    }

    /// The parser of a kind; absent where the program does not know it.
    public Optional<DefinitionParser<?>> parser(String kind) {
        return Optional.ofNullable(parsers.get(kind));
    }

    /// Their names, sorted.
    public NavigableSet<String> names() {
        return parsers.navigableKeySet();
    }
}
