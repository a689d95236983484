package io.epistle.liquid.value;

/// A mapping of which only the single properties can be asked, as the reference's drops: it has no
/// size, a loop over it shows nothing, and `contains` finds nothing in it. It is never empty.
public interface Drop extends Mapping {}
