package io.epistle.console;

import java.util.List;

/// What is read about the workspace as a whole.
public interface WorkspaceReading {
    /// What every page says about it.
    Standing standing();

    /// How each part of the product does; cheap, since load balancers ask every few seconds.
    List<Health> health();

    /// The figures that monitoring reads; none where nobody counts.
    default List<Metric> metrics() {
        return List.of();
    }
}
