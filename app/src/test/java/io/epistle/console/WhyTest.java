package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.EventBuilder;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.event.StemId;
import io.epistle.event.Timeline;
import io.epistle.identity.PersonId;
import io.epistle.profile.Person;
import io.epistle.rule.RuleWorld;
import io.epistle.rule.Rules;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

final class WhyTest {
    private static final Instant NOW = Instant.parse("2011-09-30T12:00:00Z");
    private static final StemId STEM = new StemId(1, 2);

    private static Person buyer(int orders) {
        List<Fact> facts = new ArrayList<>();
        for (int index = 0; index < orders; index++) {
            Instant at = NOW.minus(Duration.ofDays(index + 1));
            facts.add(
                    EventBuilder.track("Order Completed", at)
                            .identifier(Identifier.USER_ID, "7")
                            .fact(index + 1));
        }
        return new Person(new PersonId(STEM), List.of(STEM), Timeline.of(facts));
    }

    private static Why why(String rule, Person person) {
        TreeMap<String, String> segments = new TreeMap<>();
        segments.put("vip", "did \"Order Completed\" at least 3 times");
        RuleWorld world = RuleWorld.of(ZoneOffset.UTC, segments, List.of(), Optional.empty());
        return Why.of(Rules.ready(rule, world).orThrow().explain(person, NOW), person.timeline());
    }

    @Test
    void aConditionShowsTheFactsThatMadeItSo() {
        Why why = why("did \"Order Completed\" at least 2 times within 30 days", buyer(7));

        assertThat(why.join()).isEqualTo(Why.Join.CONDITION);
        assertThat(why.held()).isTrue();
        assertThat(why.text()).contains("at least 2 times");
        assertThat(why.facts()).extracting(Fact::sequence).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(why.more()).isTrue();
        assertThat(why.until()).contains(NOW.minus(Duration.ofDays(2)).plus(Duration.ofDays(30)));
    }

    @Test
    void joinsAreReadFromTheRulesOwnWords() {
        Why why =
                why(
                        "did \"Order Completed\" and (not did \"Product Viewed\" or in segment"
                                + " \"vip\")",
                        buyer(1));

        assertThat(why.join()).isEqualTo(Why.Join.ALL);
        assertThat(why.text()).isEmpty();
        Why any = why.parts().get(1);
        assertThat(any.join()).isEqualTo(Why.Join.ANY);
        assertThat(any.parts()).extracting(Why::join).containsExactly(Why.Join.NOT, Why.Join.OTHER);
        assertThat(any.parts().getLast().text()).contains("vip");
        assertThat(any.parts().getLast().held()).isFalse();
        assertThat(any.parts().getLast().parts()).hasSize(1);
    }

    @Test
    void anAnswerForGoodHasNoEnd() {
        Why why = why("did \"Order Completed\"", buyer(1));

        assertThat(why.held()).isTrue();
        assertThat(why.until()).isEmpty();
    }
}
