package io.epistle.rule.said;

import java.util.Optional;

/// Reads a condition on a figure over all facts that count: `sum of total in "A" within 90 days >
/// 250`.
final class FigureParser {
    private final Cursor cursor;
    private final PathParser paths;
    private final OccurrencesParser events;
    private final NumberTestParser numberTests;
    private final PlaceParser places;

    FigureParser(Cursor cursor) {
        this.cursor = cursor;
        this.paths = new PathParser(cursor);
        this.events = new OccurrencesParser(cursor);
        this.numberTests = new NumberTestParser(cursor);
        this.places = new PlaceParser(cursor);
    }

    /// Whether a figure is next, and not a property that has a figure's name, as in `sum of last
    /// "A"`.
    boolean isNext() {
        return figureOf(cursor.next()).isPresent()
                && cursor.peek(1).isWord("of")
                && !places.isAhead(2);
    }

    Said figure(Position at) {
        Figure figure = figureOf(cursor.next()).orElseThrow();
        cursor.skip(2);
        Path property = paths.path();
        cursor.require("in");
        OccurrencesParser.Phrase phrase = events.phrase();
        return new Said.FigureMeets(
                at,
                figure,
                property,
                phrase.occurrences(),
                phrase.window(),
                numberTests.numberTest());
    }

    private static Optional<Figure> figureOf(Token token) {
        for (Figure figure : Figure.values()) {
            if (token.word().equals(figure.word())) {
                return Optional.of(figure);
            }
        }
        return Optional.empty();
    }
}
