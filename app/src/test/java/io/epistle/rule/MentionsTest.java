package io.epistle.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Struct;
import io.epistle.event.Value;

import org.junit.jupiter.api.Test;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

final class MentionsTest {
    private static final RuleWorld WORLD =
            RuleWorld.of(
                    ZoneOffset.UTC,
                    new TreeMap<>(Map.of("vip", "did \"Order Completed\" and address.city exists")),
                    List.of(new RuleWorld.Stage("new", "did \"Signed Up\"")),
                    Optional.empty());

    @Test
    void rulesThatARuleNamesAreMentionedWithIt() {
        Mentions mentions =
                mentions(
                        "in segment \"vip\" or lifecycle is \"new\" or churn > 0.7 or did \"B\""
                                + " then did \"A\"");

        assertThat(mentions.events()).containsExactly("A", "B", "Order Completed", "Signed Up");
        assertThat(mentions.traits()).containsExactly("address.city", "churn");
        assertThat(mentions.segments()).containsExactly("new", "vip");
    }

    @Test
    void onlyMentionedEventsAndTraitsConcernARule() {
        Mentions mentions = mentions("did \"A\" or address.city = \"Paris\"");

        assertThat(concern(mentions, told().did("2011-01-01T00:00:00Z", "A"))).isTrue();
        assertThat(concern(mentions, told().did("2011-01-01T00:00:00Z", "B"))).isFalse();
        assertThat(
                        concern(
                                mentions,
                                told().is(
                                                "2011-01-01T00:00:00Z",
                                                "address",
                                                Struct.of("city", Value.of("Rome")))))
                .isTrue();
        assertThat(
                        concern(
                                mentions,
                                told().is("2011-01-01T00:00:00Z", "address.city", Value.of("x"))))
                .isTrue();
        assertThat(concern(mentions, told().is("2011-01-01T00:00:00Z", "addresses", Value.of("x"))))
                .isFalse();
    }

    @Test
    void anyFactMayBeTheFirst() {
        assertThat(
                        concern(
                                mentions("known for at least 3 days"),
                                told().did("2011-01-01T00:00:00Z", "B")))
                .isTrue();
    }

    private static boolean concern(Mentions mentions, Told told) {
        return mentions.concern(told.person().timeline().facts().getFirst());
    }

    private static Told told() {
        return new Told();
    }

    private static Mentions mentions(String rule) {
        return Rules.ready(rule, WORLD).orThrow().mentions();
    }
}
