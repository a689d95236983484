package io.epistle.liquid.analysis;

import java.util.Optional;

/// One place where a template renders another one.
///
/// @param template name of the template it stands in: the one analysed, or one that it renders
/// @param partial the other's name; absent where an `include` computes it
/// @param position offset in the source
/// @param line line from 1
/// @param column column from 1
public record PartialUse(
        String template, Optional<String> partial, int position, int line, int column) {}
