package io.epistle.liquid;

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
    /// @throws LiquidException where one of them cannot be parsed
    static Partials of(Map<String, String> sources, LiquidOptions options) {
        var parsed = new TreeMap<String, Template>();
        sources.forEach((name, source) -> parsed.put(name, Template.parse(name, source, options)));
        return name -> Optional.ofNullable(parsed.get(name));
    }
}
