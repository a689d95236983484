package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class QuarantineAdviceTest {
    private static final Texts ENGLISH = TextsFile.read(TextsFile.ENGLISH);

    private static QuarantineRow row(String file) {
        return new QuarantineRow("web", file, 1, "event", "no name", "a name", "{}", false);
    }

    private static List<String> advice(String reason, QuarantineRow... rows) {
        return QuarantineAdvice.of(ENGLISH, reason, List.of(rows));
    }

    @Test
    void rowsOfFilesAreMendedInTheirFile() {
        assertThat(advice("negative_price", row("orders.csv"), row("more.csv")))
                .singleElement()
                .asString()
                .contains("import the file again");
    }

    @Test
    void whatWasSentIsMendedAtItsSender() {
        assertThat(advice("no_event_name", row("")))
                .singleElement()
                .asString()
                .contains("over HTTP")
                .doesNotContain("file");
    }

    @Test
    void someReasonsHaveAdviceOfTheirOwn() {
        for (String reason :
                List.of(
                        "reserved_name",
                        "same_id_other_content",
                        "blocked_identifier",
                        "no_identity",
                        "too_large")) {
            assertThat(advice(reason, row("")))
                    .as(reason)
                    .isNotEqualTo(advice("no_event_name", row("")))
                    .noneMatch(said -> said.contains("file"));
        }
    }

    @Test
    void aReasonOfBothWaysHasBoth() {
        assertThat(advice("blocked_identifier", row(""), row("orders.csv"))).hasSize(2);
        assertThat(advice("blocked_identifier")).isEmpty();
    }
}
