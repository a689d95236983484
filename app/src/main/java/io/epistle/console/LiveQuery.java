package io.epistle.console;

import io.epistle.event.Fact;

import java.util.Locale;
import java.util.Optional;

/// Which of the facts that arrive are shown.
///
/// @param name what [#named] calls them; absent for all
/// @param source who told them; absent for all
/// @param paused whether the page stands still until somebody goes on
public record LiveQuery(Optional<String> name, Optional<String> source, boolean paused) {
    /// All facts, as they arrive.
    public static LiveQuery all() {
        return new LiveQuery(Optional.empty(), Optional.empty(), false);
    }

    /// The same facts, standing still or going on.
    public LiveQuery paused(boolean still) {
        return new LiveQuery(name, source, still);
    }

    /// Whether it asks for a fact.
    public boolean asksFor(Fact fact) {
        return name.map(named(fact)::equals).orElse(true)
                && source.map(fact.event().source()::equals).orElse(true);
    }

    /// What facts of a kind are called where they are picked by name: the event's name, or else
    /// that of the call, such as `identify`.
    public static String named(Fact fact) {
        return fact.name().isEmpty()
                ? fact.event().type().name().toLowerCase(Locale.ROOT)
                : fact.name();
    }
}
