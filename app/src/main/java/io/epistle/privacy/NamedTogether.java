package io.epistle.privacy;

import io.epistle.event.Event;
import io.epistle.event.Identifier;
import io.epistle.identity.IdentifierRules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which names belong together by the word of those who may be believed: two that one event named,
/// and whatever is reached over several events. A browser's own identifier joins nothing, since
/// anybody may take another's and browsers are shared.
final class NamedTogether {
    private final Map<Identifier, Optional<Identifier>> normalised = new HashMap<>();
    private final Map<Identifier, Identifier> parents = new HashMap<>();

    /// Notes that names belong together.
    void join(List<Identifier> names) {
        for (Identifier name : names) {
            parents.putIfAbsent(name, name);
            parents.put(group(name), group(names.getFirst()));
        }
    }

    /// What stands for all that belong together with a name; the name itself where nothing does.
    Identifier group(Identifier name) {
        Identifier above = parents.getOrDefault(name, name);
        if (above.equals(name)) {
            return name;
        }
        Identifier top = group(above);
        parents.put(name, top);
        return top;
    }

    /// The names of an event that count, normalised, and the address that it says; each may be
    /// there twice.
    List<Identifier> names(Event event) {
        List<Identifier> names = new ArrayList<>(event.identifiers().size() + 1);
        for (Identifier identifier : event.identifiers()) {
            if (!identifier.kind().equals(Identifier.ANONYMOUS_ID)) {
                normalised(identifier).ifPresent(names::add);
            }
        }
        event.traits()
                .text(Identifier.EMAIL)
                .or(() -> event.properties().text(Identifier.EMAIL))
                .flatMap(this::address)
                .ifPresent(names::add);
        return names;
    }

    /// The name that an address is; absent for a text that is none.
    Optional<Identifier> address(String text) {
        return text.isEmpty() || text.length() > Identifier.VALUE_LENGTH_MAX
                ? Optional.empty()
                : normalised(new Identifier(Identifier.EMAIL, text));
    }

    private Optional<Identifier> normalised(Identifier identifier) {
        return normalised.computeIfAbsent(
                identifier,
                raw ->
                        IdentifierRules.normalise(raw)
                                .map(value -> new Identifier(raw.kind(), value)));
    }
}
