package io.epistle.definition;

import java.util.Optional;

/// How one kind of definition is read. Each feature brings its own, and `Main` lists them.
///
/// @param <T> what a definition of this kind means to its feature
public interface DefinitionParser<T> {
    /// The kind it reads, such as `segment`.
    String kind();

    /// Reads a definition. `kind` and `id` are read already; whatever else the definition has is
    /// asked for by its key. What is wrong is noted with the fields; end with [Fields#build].
    ///
    /// @param id the definition's id
    /// @return the meaning; absent where something is wrong
    Optional<T> parse(String id, Fields fields);
}
