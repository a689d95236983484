package io.epistle.console;

import java.util.ArrayList;
import java.util.List;

/// What to do about rows that were set aside: it depends on the way they came in.
public final class QuarantineAdvice {
    private QuarantineAdvice() {}

    /// The advice for rows of one reason, a sentence or two for each way in which some of them
    /// came.
    ///
    /// @param reason the rule that they broke
    public static List<String> of(Texts texts, String reason, List<QuarantineRow> rows) {
        List<String> advice = new ArrayList<>();
        if (rows.stream().anyMatch(QuarantineRow::isOfFile)) {
            advice.add(texts.say("quarantine.advice.file"));
        }
        if (rows.stream().anyMatch(row -> !row.isOfFile())) {
            String own = "quarantine.advice.sent." + reason;
            advice.add(texts.say(texts.has(own) ? own : "quarantine.advice.sent"));
        }
        return advice;
    }
}
