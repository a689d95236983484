package io.epistle.collect;

import java.util.Locale;

/// Why the text of a row could not be cut into cells.
enum RowFault {
    /// A quote is opened and not closed before the row becomes too long or the file ends.
    UNCLOSED_QUOTE("a quote that is never closed", "a closing quote, quotes inside doubled"),
    /// Something other than a separator stands behind a closing quote.
    TEXT_AFTER_QUOTE("text behind a closing quote", "a separator, or quotes inside doubled"),
    /// More or fewer cells than the header names.
    WRONG_NUMBER_OF_COLUMNS("more or fewer cells than columns", "one cell for each column"),
    /// More than [TextLines#CHARS_MAX] characters.
    ROW_TOO_LONG(
            "a row too long to be an order's line",
            "at most " + TextLines.CHARS_MAX + " characters"),
    /// Characters that are no text, or bytes that are none in the file's encoding.
    UNREADABLE_TEXT("bytes that are no text", "text in the file's encoding"),
    /// A line that is no JSON object.
    UNREADABLE_JSON("a line that is no JSON object", "one JSON object a line");

    private final String found;
    private final String expected;

    RowFault(String found, String expected) {
        this.found = found;
        this.expected = expected;
    }

    /// The rule's name, by which reports group.
    String rule() {
        return name().toLowerCase(Locale.ROOT);
    }

    String found() {
        return found;
    }

    String expected() {
        return expected;
    }
}
