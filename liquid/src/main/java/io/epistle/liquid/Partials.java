package io.epistle.liquid;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The templates that `render` and `include` may name. A resolver of files or tables implements
/// this; the engine itself never opens anything.
@FunctionalInterface
public interface Partials {
    /// No partials.
    Partials NONE = name -> Optional.empty();

    /// The partial of that name.
    ///
    /// @throws LiquidException where there is one and it cannot be parsed
    Optional<Template> find(String name);

    /// Partials in memory, parsed here and now.
    ///
    /// @param sources their texts by name
    /// @param options how they are read
    /// @throws LiquidException where some of them cannot be parsed, with what is wrong in all
    static Partials of(Map<String, String> sources, LiquidOptions options) {
        var parsed = new TreeMap<String, Template>();
        var problems = new ArrayList<Problem>();
        new TreeMap<>(sources)
                .forEach((name, source) -> {
                    try {
                        parsed.put(name, Template.parse(name, source, options));
                    } catch (LiquidException unreadable) {
                        problems.addAll(unreadable.problems());
                    }
                });
        if (!problems.isEmpty()) {
            throw new LiquidException(problems);
        }
        return name -> Optional.ofNullable(parsed.get(name));
    }
}
