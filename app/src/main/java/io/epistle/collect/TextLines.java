package io.epistle.collect;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;

/// The lines of a text, each with how it ended. A line longer than [#CHARS_MAX] is cut there and
/// the rest passed over, so that a hostile file cannot fill the memory.
final class TextLines implements AutoCloseable {
    /// The tracking contract's own bound for one event; a line of an order is far shorter.
    static final int CHARS_MAX = 32 * 1024;

    private static final int BUFFER_CHARS = 64 * 1024;

    private final Reader reader;
    private final char[] buffer = new char[BUFFER_CHARS];
    private int from;
    private int to;

    TextLines(Reader reader) {
        this.reader = reader;
    }

    /// One line.
    ///
    /// @param text without its end
    /// @param end `\n`, `\r\n` or `\r`; empty at the end of the text
    /// @param cut whether the line was longer than [#CHARS_MAX]
    record Line(String text, String end, boolean cut) {}

    /// The next line, null behind the last. A text that ends with a line's end has no line behind
    /// it.
    @Nullable Line next() throws IOException {
        if (from == to && !fill()) {
            return null;
        }
        StringBuilder gathered = null;
        boolean cut = false;
        while (true) {
            int end = from;
            while (end < to && buffer[end] != '\n' && buffer[end] != '\r') {
                end++;
            }
            boolean found = end < to;
            if (gathered == null && found && end - from <= CHARS_MAX) {
                String text = new String(buffer, from, end - from);
                from = end;
                return new Line(text, takeEnd(), false);
            }
            gathered = gathered == null ? new StringBuilder(end - from + 256) : gathered;
            int room = CHARS_MAX - gathered.length();
            cut |= end - from > room;
            gathered.append(buffer, from, Math.min(end - from, room));
            from = end;
            if (found) {
                return new Line(gathered.toString(), takeEnd(), cut);
            }
            if (!fill()) {
                return new Line(gathered.toString(), "", cut);
            }
        }
    }

    /// Takes the end of line that the buffer stands at.
    private String takeEnd() throws IOException {
        char first = buffer[from++];
        if (first == '\n') {
            return "\n";
        }
        if ((from < to || fill()) && buffer[from] == '\n') {
            from++;
            return "\r\n";
        }
        return "\r";
    }

    private boolean fill() throws IOException {
        from = 0;
        to = 0;
        int read = reader.read(buffer, 0, buffer.length);
        to = Math.max(read, 0);
        return to > 0;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
