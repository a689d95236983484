package io.epistle.rule.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Value;
import io.epistle.profile.Person;
import io.epistle.rule.Explanation;
import io.epistle.rule.Explanation.Evidence;
import io.epistle.rule.RuleWorld;
import io.epistle.rule.Rules;
import io.epistle.rule.Told;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

final class ExplainerTest {
    private static final RuleWorld WORLD =
            RuleWorld.of(
                    ZoneOffset.UTC,
                    new TreeMap<>(Map.of("big", "sum of total in \"Order Completed\" > 50")),
                    List.of(),
                    Optional.empty());

    private static final Person PERSON =
            new Told()
                    .is("2011-09-01T00:00:00Z", "country", Value.of("GB"))
                    .did("2011-09-02T00:00:00Z", "Order Completed", "total", "20.50")
                    .did("2011-09-03T00:00:00Z", "Order Completed", "total", "40")
                    .did("2011-09-20T00:00:00Z", "Order Completed", "total", "1")
                    .person();

    @Test
    void theTreeShowsWhatHeldWithItsFactsAndUntilWhen() {
        String rule =
                "country = \"US\" or did \"Order Completed\" at least 2 times within 7 days and not"
                        + " in segment \"big\"";

        assertThat(explained(rule, "2011-09-04T00:00:00Z").shown())
                .isEqualTo(
                        """
                        no   country = "US" or did "Order Completed" at least 2 times within 7 days and not in segment "big"
                          no   country = "US": found GB
                                fact 1 at 2011-09-01T00:00:00Z\s
                          no   did "Order Completed" at least 2 times within 7 days and not in segment "big"
                            yes  did "Order Completed" at least 2 times within 7 days: found 2 times, until 2011-09-09T00:00:00Z
                                  fact 3 at 2011-09-03T00:00:00Z Order Completed
                                  fact 2 at 2011-09-02T00:00:00Z Order Completed
                            no   not in segment "big"
                              yes  in segment "big"
                                yes  sum of total in "Order Completed" > 50: found 60.50
                                      fact 3 at 2011-09-03T00:00:00Z Order Completed
                                      fact 2 at 2011-09-02T00:00:00Z Order Completed
                        """);
    }

    @Test
    void aPastMomentIsExplainedAsItWas() {
        Explanation before = explained("did \"Order Completed\"", "2011-09-01T12:00:00Z");

        assertThat(before.held()).isFalse();
        assertThat(before.found()).isEqualTo("none");
        assertThat(before.facts()).isEmpty();
        assertThat(before.recheckAt()).isEqualTo("2011-09-02T00:00:00Z");
    }

    @Test
    void theFactBehindTheLastOccurrenceIsNamed() {
        Explanation last =
                explained("total of last \"Order Completed\" >= 40", "2011-09-04T00:00:00Z");

        assertThat(last.held()).isTrue();
        assertThat(last.found()).isEqualTo("40");
        assertThat(last.facts())
                .containsExactly(
                        new Evidence(3, Instant.parse("2011-09-03T00:00:00Z"), "Order Completed"));
        assertThat(last.recheckAt()).isEqualTo("2011-09-20T00:00:00Z");
    }

    @Test
    void noMoreFactsAreToldThanConvince() {
        Told told = new Told();
        for (int index = 0; index < 100; index++) {
            told.did("2011-09-01T00:00:00Z", "A");
        }

        Explanation explanation =
                Rules.ready("did \"A\"", WORLD)
                        .orThrow()
                        .explain(told.person(), Instant.parse("2011-09-02T00:00:00Z"));

        assertThat(explanation.found()).isEqualTo("100 times");
        assertThat(explanation.facts()).hasSize(Explanation.FACTS_MAX);
        assertThat(explanation.facts().getFirst().sequence()).isEqualTo(100);
    }

    private static Explanation explained(String rule, String now) {
        return Rules.ready(rule, WORLD).orThrow().explain(PERSON, Instant.parse(now));
    }
}
