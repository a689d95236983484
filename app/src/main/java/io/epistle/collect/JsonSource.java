package io.epistle.collect;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// A file of JSON lines. Its columns are the names in its first [#HEADER_ROWS] objects.
final class JsonSource implements RowSource {
    /// A name that is missing in so many objects is none that an import needs.
    static final int HEADER_ROWS = 1_000;

    private final ImportFile file;
    private final JsonSyntax syntax;
    private final ImportFile.CountedText text;
    private final TextLines lines;
    private long taken;

    private JsonSource(ImportFile file, JsonSyntax syntax) throws ImportRefused {
        this.file = file;
        this.syntax = syntax;
        this.text = file.text();
        this.lines = new TextLines(text.reader());
    }

    /// Opens a file and reads the names of its columns.
    static JsonSource open(ImportFile file) throws ImportRefused {
        Set<String> names = new LinkedHashSet<>();
        try (JsonSource first = new JsonSource(file, new JsonSyntax(List.of()))) {
            for (int row = 0; row < HEADER_ROWS; row++) {
                TextLines.Line line = first.take();
                if (line == null) {
                    break;
                }
                JsonSyntax.fields(line.text()).map(SortedMap::keySet).ifPresent(names::addAll);
            }
        }
        return new JsonSource(file, new JsonSyntax(new ArrayList<>(names)));
    }

    @Override
    public List<String> header() {
        return syntax.header();
    }

    @Override
    public @Nullable RawRow next() throws ImportRefused {
        TextLines.Line line = take();
        while (line != null && line.text().isBlank() && !line.cut()) {
            line = take();
        }
        if (line == null) {
            return null;
        }
        if (line.cut()) {
            return RawRow.faulty(taken, line.text(), RowFault.ROW_TOO_LONG);
        }
        Optional<SortedMap<String, String>> fields = JsonSyntax.fields(line.text());
        if (fields.isEmpty()) {
            return RawRow.faulty(taken, line.text(), RowFault.UNREADABLE_JSON);
        }
        List<String> cells = syntax.cells(fields.get());
        return cells.stream().allMatch(JsonSource::isText)
                ? RawRow.whole(taken, line.text(), cells)
                : RawRow.faulty(taken, line.text(), RowFault.UNREADABLE_TEXT);
    }

    /// Escapes can write what no text holds: the character zero, and halves of characters.
    private static boolean isText(String cell) {
        for (int index = 0; index < cell.length(); index++) {
            char value = cell.charAt(index);
            if (value == '\0' || value == '\uFFFD') {
                return false;
            }
            if (Character.isSurrogate(value)) {
                boolean pair =
                        Character.isHighSurrogate(value)
                                && index + 1 < cell.length()
                                && Character.isLowSurrogate(cell.charAt(index + 1));
                if (!pair) {
                    return false;
                }
                index++;
            }
        }
        return true;
    }

    private TextLines.@Nullable Line take() throws ImportRefused {
        try {
            taken++;
            return lines.next();
        } catch (IOException failure) {
            throw ImportFile.unreadable(file.name(), failure);
        }
    }

    @Override
    public RowSyntax syntax() {
        return syntax;
    }

    @Override
    public long done() {
        return text.bytesRead();
    }

    @Override
    public long total() {
        return file.bytes();
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException _) {
            // The file was only read: nothing is lost.
        }
    }
}
