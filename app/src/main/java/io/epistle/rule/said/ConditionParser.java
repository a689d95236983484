package io.epistle.rule.said;

import java.util.List;
import java.util.Optional;

/// Reads one condition: tells by its first words what kind it is. Those on traits and the short
/// ones are read here, the others by the parser of their noun.
final class ConditionParser {
    private static final String A_CONDITION =
            "a condition such as did \"Order Completed\" within 30 days or country = \"US\"";

    /// Words that start a condition.
    private static final List<String> STARTS =
            List.of(
                    "did",
                    "not",
                    "all",
                    "any",
                    "none",
                    "exactly",
                    "everyone",
                    "sum",
                    "average",
                    "min",
                    "max",
                    "distinct",
                    "first",
                    "last",
                    "lifecycle",
                    "persona",
                    "rfm",
                    "consented",
                    "bucket",
                    "known",
                    "in");

    private final Cursor cursor;
    private final DidParser behaviour;
    private final FigureParser figures;
    private final PlaceParser places;
    private final RfmParser rfm;
    private final PathParser paths;
    private final TestParser tests;
    private final NumberTestParser numberTests;
    private final LiteralParser literals;
    private final SpanParser spans;

    ConditionParser(Cursor cursor) {
        this.cursor = cursor;
        this.behaviour = new DidParser(cursor);
        this.figures = new FigureParser(cursor);
        this.places = new PlaceParser(cursor);
        this.rfm = new RfmParser(cursor);
        this.paths = new PathParser(cursor);
        this.tests = new TestParser(cursor);
        this.numberTests = new NumberTestParser(cursor);
        this.literals = new LiteralParser(cursor);
        this.spans = new SpanParser(cursor);
    }

    Said condition() {
        Position at = cursor.next().at();
        if (cursor.taken("everyone")) {
            return new Said.Everyone(at);
        }
        if (cursor.taken("did")) {
            return behaviour.did(at);
        }
        if (figures.isNext()) {
            return figures.figure(at);
        }
        if (places.isNext()) {
            return places.occurred(at);
        }
        if (cursor.next().isWord("in")) {
            return membership(at);
        }
        if (rfm.isNext()) {
            return rfm.rfm(at);
        }
        return phrase(at).orElseGet(() -> trait(at));
    }

    /// A condition that two fixed words begin, or a word and a text.
    private Optional<Said> phrase(Position at) {
        if (cursor.isPhrase("lifecycle", "is")) {
            String stage = literals.textAfter(2, "a stage such as \"active\"");
            return Optional.of(new Said.LifecycleIs(at, stage));
        }
        if (cursor.isPhrase("persona", "is")) {
            String persona = literals.textAfter(2, "a persona's name in double quotes");
            return Optional.of(new Said.PersonaIs(at, persona));
        }
        if (cursor.isPhrase("consented", "to")) {
            String purpose = literals.textAfter(2, "a purpose such as \"marketing_email\"");
            return Optional.of(new Said.ConsentedTo(at, purpose));
        }
        if (cursor.isPhrase("known", "for")) {
            cursor.skip(2);
            cursor.taken("at");
            cursor.taken("least");
            return Optional.of(new Said.KnownFor(at, spans.span()));
        }
        if (cursor.next().isWord("bucket") && cursor.peek(1).kind() == Token.Kind.TEXT) {
            String name = literals.textAfter(1, "a name");
            return Optional.of(new Said.BucketMeets(at, name, numberTests.numberTest()));
        }
        return Optional.empty();
    }

    private Said membership(Position at) {
        if (!cursor.peek(1).isWord("segment")) {
            cursor.skip(1);
            throw cursor.expected("in segment \"vip\"", List.of("segment"));
        }
        return new Said.InSegment(at, literals.textAfter(2, "a segment's id in double quotes"));
    }

    private Said trait(Position at) {
        Token start = cursor.next();
        if (!start.isName()) {
            throw cursor.expected(A_CONDITION, List.of());
        }
        Path path = paths.path();
        if (places.isNextAfterOf()) {
            return places.property(at, path);
        }
        requireNoSlip(start, path);
        return new Said.TraitMeets(at, path, tests.test());
    }

    /// A name that no test follows is a misspelt keyword rather than a trait, if it is close to
    /// one.
    private void requireNoSlip(Token start, Path path) {
        Token next = cursor.next();
        boolean looksLikeKeyword =
                next.kind() != Token.Kind.SYMBOL
                        && !TestParser.WORDS.contains(next.word())
                        && path.names().size() == 1
                        && start.kind() == Token.Kind.WORD;
        if (looksLikeKeyword) {
            Optional<String> meant = Nearest.to(start.text(), STARTS).map(Cursor::quoted);
            if (meant.isPresent() && Nearest.to(next.text(), TestParser.WORDS).isEmpty()) {
                throw NotARule.at(start.at(), start.shown(), A_CONDITION, meant);
            }
        }
    }
}
