package io.epistle.console;

import java.util.List;

/// One fact as people read it.
///
/// @param icon its drawing
/// @param sentence what happened
/// @param link where it leads inside the console; empty where nowhere
/// @param lines the particulars, such as an order's products; may be empty
public record Told(Icon icon, String sentence, String link, List<Line> lines) {
    public Told {
        lines = List.copyOf(lines);
    }

    /// A name and what goes with it.
    public record Line(String name, String value) {}
}
