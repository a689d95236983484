package io.epistle.rule.meant;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.profile.RfmCuts;
import io.epistle.rule.Checked;
import io.epistle.rule.RuleWorld;
import io.epistle.rule.Rules;
import io.epistle.rule.said.Said;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

final class ResolverTest {
    private static final RfmCuts CUTS =
            new RfmCuts(
                    List.of(1L, 2L, 3L, 4L),
                    List.of(1, 2, 3, 4),
                    Stream.of(1, 2, 3, 4).map(BigDecimal::valueOf).toList());

    private static final RuleWorld WORLD =
            RuleWorld.of(
                    ZoneOffset.UTC,
                    new TreeMap<>(
                            Map.of(
                                    "vip", "everyone",
                                    "buyers", "did \"Order Completed\"",
                                    "broken", "did",
                                    "lost", "in segment \"vipp\"",
                                    "ring", "in segment \"gnir\"",
                                    "gnir", "not in segment \"ring\"")),
                    List.of(
                            new RuleWorld.Stage("active", "in segment \"buyers\""),
                            new RuleWorld.Stage("at risk", "everyone")),
                    Optional.of(CUTS));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    in segment "vpi" | line 1, column 1: found the segment "vpi", which does not exist, expected one of "broken", "buyers", "gnir", "lost", "ring", "vip"; did you mean "vip"?
                    everyone and in segment "nothing like it" | line 1, column 14: found the segment "nothing like it", which does not exist, expected one of "broken", "buyers", "gnir", "lost", "ring", "vip"
                    in segment "broken" | line 1, column 1: found segment "broken", whose rule has a problem (line 1, column 4: found the end of the rule, expected an event's name in double quotes such as "Order Completed"), expected a rule without problems
                    in segment "lost" | line 1, column 1: found segment "lost", whose rule has a problem (line 1, column 1: found the segment "vipp", which does not exist, expected one of "broken", "buyers", "gnir", "lost", "ring", "vip"; did you mean "vip"?), expected a rule without problems
                    in segment "ring" | line 1, column 1: found a cycle: segment "ring" -> segment "gnir" -> segment "ring", expected a rule that does not lead back to itself
                    lifecycle is "at rsk" | line 1, column 1: found the lifecycle stage "at rsk", which does not exist, expected one of "active", "at risk"; did you mean "at risk"?
                    rfm.cell = "champion" | line 1, column 1: found the RFM cell "champion", which does not exist, expected one of "champions", "loyal", "potential loyalist", "new", "promising", "need attention", "about to sleep", "at risk" and others; did you mean "champions"?
                    rfm.cell > 3 | line 1, column 1: found rfm.cell > 3, expected a comparison of the cell's name such as = "champions"
                    rfm.recency = "high" | line 1, column 1: found rfm.recency = "high", expected a comparison with a number from 1 to 5 such as >= 4
                    name matches "(a" | line 1, column 1: found the expression "(a" (missing closing )), expected a regular expression in RE2 syntax, without look-around and back-references
                    name matches "a(?=b)" | line 1, column 1: found the expression "a(?=b)" (invalid or unsupported Perl syntax), expected a regular expression in RE2 syntax, without look-around and back-references
                    did "A" where due in the last 3 days | line 1, column 15: found a date reckoned from the present inside where, expected a fixed date such as before 2025-01-31
                    did "A" between 10 and 3 days ago | line 1, column 1: found a window that ends before it starts, expected the nearer end first
                    did "A" between 2011-03-01 and 2011-02-01 | line 1, column 1: found a window that ends before it starts, expected the earlier date first
                    exactly 3 of (a = 1, b = 2) | line 1, column 1: found exactly 3 of 2 conditions, expected a number up to 2
                    """)
    void eachProblemIsOneSentence(String text, String sentence) {
        assertThat(message(text, WORLD)).isEqualTo(sentence);
    }

    @Test
    void allProblemsAreToldInTheOrderOfTheText() {
        String text = "lifecycle is \"x\"\nand in segment \"y\"\nand rfm.cell = \"z\"";

        assertThat(message(text, WORLD).lines().map(line -> line.substring(0, 17)))
                .containsExactly("line 1, column 1:", "line 2, column 5:", "line 3, column 5:");
    }

    @Test
    void aWorldWithoutSegmentsStagesAndCutsSaysSo() {
        RuleWorld bare = RuleWorld.of(ZoneOffset.UTC);

        assertThat(message("in segment \"vip\"", bare))
                .isEqualTo(
                        "line 1, column 1: found the segment \"vip\", which does not exist,"
                                + " expected one that exists; none is defined");
        assertThat(message("rfm.recency > 3", bare)).contains("cut points are published");
    }

    @Test
    void aSegmentMustNotLeadBackToItself() {
        Said said = Rules.parse("in segment \"gnir\"").orThrow();

        Checked<Meant> meant = Rules.resolve("ring", said, WORLD);

        assertThat(meant).isInstanceOf(Checked.Wrong.class);
        assertThat(((Checked.Wrong<Meant>) meant).message())
                .contains("segment \"ring\" -> segment \"gnir\" -> segment \"ring\"");
    }

    @Test
    void longChainsOfSegmentsAreRefusedInWhateverOrderTheyAreMet() {
        SortedMap<String, String> chain = new TreeMap<>();
        StringBuilder all = new StringBuilder("everyone");
        for (int link = 40; link > 0; link--) {
            String next = link == 40 ? "everyone" : "in segment \"s%d\"".formatted(link + 1);
            chain.put("s" + link, next);
            all.append(" and in segment \"s%d\"".formatted(link));
        }
        RuleWorld world = RuleWorld.of(ZoneOffset.UTC, chain, List.of(), Optional.empty());

        assertThat(message("in segment \"s30\"", world)).isEqualTo("sound");
        assertThat(message("in segment \"s1\"", world)).contains("more than 16 rules");
        assertThat(message(all.toString(), world)).contains("more than 16 rules");
    }

    @Test
    void aSegmentNamedTwiceAtEveryLevelIsResolvedOnce() {
        SortedMap<String, String> doubling = new TreeMap<>();
        doubling.put("s0", "everyone");
        for (int level = 1; level <= 15; level++) {
            String below = "in segment \"s%d\"".formatted(level - 1);
            doubling.put("s" + level, String.join(" and ", below, below, below, below));
        }
        RuleWorld world = RuleWorld.of(ZoneOffset.UTC, doubling, List.of(), Optional.empty());

        assertThat(message("in segment \"s15\"", world)).isEqualTo("sound");
    }

    @Test
    void daysAreReckonedInTheAccountsZone() {
        Meant meant =
                Resolver.resolve(
                                Rules.parse("did \"A\" on 2011-03-27").orThrow(),
                                RuleWorld.of(ZoneId.of("Europe/London")))
                        .orThrow();

        Period period = ((Meant.Happened) meant).period();

        assertThat(period).isInstanceOf(Period.Fixed.class);
        Period.Fixed day = (Period.Fixed) period;
        assertThat(day.from()).isEqualTo("2011-03-27T00:00:00Z");
        assertThat(Duration.between(day.from(), day.until())).isEqualTo(Duration.ofHours(23));
    }

    private static String message(String text, RuleWorld world) {
        return switch (Rules.ready(text, world)) {
            case Checked.Sound<?> _ -> "sound";
            case Checked.Wrong<?> wrong -> wrong.message();
        };
    }
}
