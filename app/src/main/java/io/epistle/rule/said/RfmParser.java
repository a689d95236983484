package io.epistle.rule.said;

import java.util.List;

/// Reads conditions on RFM: `rfm.frequency >= 4`.
final class RfmParser {
    private final Cursor cursor;
    private final TestParser tests;

    RfmParser(Cursor cursor) {
        this.cursor = cursor;
        this.tests = new TestParser(cursor);
    }

    boolean isNext() {
        return cursor.next().isWord("rfm") && cursor.peek(1).isSymbol(".");
    }

    Said rfm(Position at) {
        cursor.skip(2);
        for (RfmFigure figure : RfmFigure.values()) {
            if (cursor.taken(figure.word())) {
                return new Said.RfmMeets(at, figure, tests.test());
            }
        }
        throw cursor.expected(
                "recency, frequency, monetary or cell",
                List.of("recency", "frequency", "monetary", "cell"));
    }
}
