package io.epistle.rule.said;

import java.util.ArrayList;
import java.util.List;

/// Reads what somebody did: `did "A" at least 3 times within 7 days`, and one thing after another:
/// `did "A" then not did "B" within 2 hours`.
final class DidParser {
    private final Cursor cursor;
    private final OccurrencesParser events;

    DidParser(Cursor cursor) {
        this.cursor = cursor;
        this.events = new OccurrencesParser(cursor);
    }

    /// What follows `did`, which is passed.
    Said did(Position at) {
        OccurrencesParser.Phrase phrase = events.countedPhrase();
        if (!cursor.next().isWord("then")) {
            return new Said.Did(
                    at, phrase.occurrences(), phrase.count().orElse(Count.ONCE), phrase.window());
        }
        if (phrase.count().isPresent()) {
            throw NotARule.at(
                    cursor.next().at(), "\"then\" after a count", "no count before \"then\"");
        }
        return new Said.Funnel(at, phrase.occurrences(), phrase.window(), steps());
    }

    private List<Said.Step> steps() {
        List<Said.Step> steps = new ArrayList<>();
        while (cursor.next().isWord("then")) {
            if (!steps.isEmpty() && steps.getLast() instanceof Said.Step.Missing) {
                throw NotARule.at(
                        cursor.next().at(),
                        "\"then\" after what was not done",
                        "what was not done as the last step");
            }
            cursor.skip(1);
            steps.add(step());
        }
        return steps;
    }

    private Said.Step step() {
        boolean missing = cursor.taken("not");
        cursor.require("did");
        OccurrencesParser.Phrase phrase = events.phrase();
        if (phrase.window() instanceof Window.Within(Span span)) {
            return missing
                    ? new Said.Step.Missing(phrase.occurrences(), span)
                    : new Said.Step.Soon(phrase.occurrences(), span);
        }
        if (missing || !(phrase.window() instanceof Window.Ever)) {
            throw cursor.expected("within and a span, such as within 2 hours", List.of("within"));
        }
        return new Said.Step.Later(phrase.occurrences());
    }
}
