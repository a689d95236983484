package io.epistle.rule.said;

import java.util.ArrayList;
import java.util.List;

/// Reads names of traits and properties: `address.city`.
final class PathParser {
    private final Cursor cursor;

    PathParser(Cursor cursor) {
        this.cursor = cursor;
    }

    Path path() {
        List<String> names = new ArrayList<>();
        do {
            Token name = cursor.next();
            if (!name.isName() || name.text().isEmpty()) {
                throw cursor.expected("a name such as country", List.of());
            }
            names.add(cursor.take().text());
        } while (cursor.takenSymbol("."));
        return new Path(names);
    }
}
