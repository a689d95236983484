package io.epistle.rule.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.profile.Person;
import io.epistle.rule.RuleWorld;
import io.epistle.rule.Rules;
import io.epistle.rule.Told;
import io.epistle.rule.Verdict;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What single rules answer about a person told in a few facts, and until when.
final class ProgramTest {
    private static final RuleWorld WORLD = RuleWorld.of(ZoneOffset.UTC);

    @Test
    void aTrueCountStandsUntilTheNthNewestLeavesItsWindow() {
        Person person =
                new Told()
                        .did("2011-09-01T00:00:00Z", "Product Viewed")
                        .did("2011-09-03T00:00:00Z", "Product Viewed")
                        .did("2011-09-05T00:00:00Z", "Product Viewed")
                        .person();

        Verdict verdict =
                asked(
                        "did \"Product Viewed\" at least 2 times within 7 days",
                        person,
                        "2011-09-06");

        assertThat(verdict).isEqualTo(verdict(true, "2011-09-10T00:00:00Z"));
    }

    @Test
    void aFalseConditionWaitsForTheFactThatLiesAhead() {
        Person person = new Told().did("2011-09-20T12:00:00Z", "Order Completed").person();

        assertThat(asked("did \"Order Completed\"", person, "2011-09-06"))
                .isEqualTo(verdict(false, "2011-09-20T12:00:00Z"));
        assertThat(asked("did \"Order Completed\"", person, "2011-09-21"))
                .isEqualTo(new Verdict(true, Instant.MAX));
    }

    @Test
    void aFactCountsFromItsInstantToTheEndOfItsWindowExclusive() {
        Person person = new Told().did("2011-09-01T00:00:00Z", "A").person();
        Program within = program("did \"A\" within 1 day", WORLD);
        Program before = program("did \"A\" more than 1 day ago", WORLD);

        assertThat(member(within, person, "2011-08-31T23:59:59.999Z")).isFalse();
        assertThat(member(within, person, "2011-09-01T00:00:00Z")).isTrue();
        assertThat(member(within, person, "2011-09-01T23:59:59.999Z")).isTrue();
        assertThat(member(within, person, "2011-09-02T00:00:00Z")).isFalse();
        assertThat(member(before, person, "2011-09-01T23:59:59.999Z")).isFalse();
        assertThat(member(before, person, "2011-09-02T00:00:00Z")).isTrue();
    }

    @Test
    void aRefundMakesASumFallAndItsExpiryMakesItRiseAgain() {
        Person person =
                new Told()
                        .did("2011-09-01T00:00:00Z", "Money", "total", "-60.00")
                        .did("2011-09-02T00:00:00Z", "Money", "total", "100.10")
                        .did("2011-09-03T00:00:00Z", "Money", "total", "0.20")
                        .person();
        String rule = "sum of total in \"Money\" within 7 days > 100";

        assertThat(asked(rule, person, "2011-09-04"))
                .isEqualTo(verdict(false, "2011-09-08T00:00:00Z"));
        assertThat(asked(rule, person, "2011-09-08"))
                .isEqualTo(verdict(true, "2011-09-09T00:00:00Z"));
    }

    @Test
    void moneyIsAddedExactly() {
        Told told = new Told();
        for (int index = 0; index < 10; index++) {
            told.did("2011-09-01T00:00:00Z", "Order Completed", "total", "0.10");
        }

        String rule =
                "sum of total in \"Order Completed\" = 1 and average of total in \"Order"
                        + " Completed\" = 0.1";

        assertThat(asked(rule, told.person(), "2011-09-02").member()).isTrue();
    }

    @Test
    void anAbandonedCheckoutIsKnownWhenTheSpanHasPassed() {
        Told told = new Told().did("2011-09-01T10:00:00Z", "Checkout Started");
        String rule =
                "did \"Checkout Started\" within 1 day then not did \"Order Completed\" within 2"
                        + " hours";

        assertThat(asked(rule, told.person(), "2011-09-01T11:00:00Z"))
                .isEqualTo(verdict(false, "2011-09-01T12:00:00Z"));
        assertThat(asked(rule, told.person(), "2011-09-01T12:00:00Z"))
                .isEqualTo(verdict(true, "2011-09-02T10:00:00Z"));
        assertThat(
                        asked(
                                rule,
                                told.did("2011-09-01T11:59:59.999Z", "Order Completed").person(),
                                "2011-09-01T12:00:00Z"))
                .isEqualTo(new Verdict(false, Instant.MAX));
    }

    @Test
    void absentTraitsFailEveryTestAndNotTurnsThatRound() {
        Person person = new Told().did("2011-09-01T00:00:00Z", "A").person();

        assertThat(asked("country = \"US\"", person, "2011-09-02").member()).isFalse();
        assertThat(asked("country != \"US\"", person, "2011-09-02").member()).isFalse();
        assertThat(asked("not country = \"US\"", person, "2011-09-02").member()).isTrue();
        assertThat(asked("country is empty", person, "2011-09-02").member()).isTrue();
    }

    @Test
    void aTraitThatWillChangeBoundsTheAnswerOnlyWhereTheAnswerChanges() {
        Person person =
                new Told()
                        .is("2011-09-01T00:00:00Z", "age", Value.of(30))
                        .is("2011-09-05T00:00:00Z", "age", Value.of(31))
                        .is("2011-09-09T00:00:00Z", "age", Value.of(18))
                        .person();

        assertThat(asked("age > 20", person, "2011-09-02"))
                .isEqualTo(verdict(true, "2011-09-09T00:00:00Z"));
    }

    @Test
    void aPathThroughAListLooksAtEveryItem() {
        Struct order =
                Struct.of(
                        "products",
                        Value.of(
                                List.of(
                                        Struct.of("category", Value.of("Toys")),
                                        Struct.of("category", Value.of("Lamps")))));
        Person person = new Told().did("2011-09-01T00:00:00Z", "Order Completed", order).person();

        String toys = "did \"Order Completed\" where products.category = \"Toys\"";
        String cups = "did \"Order Completed\" where products.category = \"Cups\"";

        assertThat(asked(toys, person, "2011-09-02").member()).isTrue();
        assertThat(asked(cups, person, "2011-09-02").member()).isFalse();
        assertThat(
                        asked(
                                        "distinct of products.category in \"Order Completed\" = 2",
                                        person,
                                        "2011-09-02")
                                .member())
                .isTrue();
    }

    @Test
    void thisDayEndsAtMidnightInTheAccountsZone() {
        Person person = new Told().did("2011-09-01T20:00:00Z", "A").person();
        RuleWorld auckland = RuleWorld.of(ZoneId.of("Pacific/Auckland"));

        Verdict verdict =
                program("did \"A\" this day", auckland)
                        .evaluate(person, Instant.parse("2011-09-01T21:00:00Z"));

        assertThat(verdict).isEqualTo(verdict(true, "2011-09-02T12:00:00Z"));
    }

    @Test
    void bornOnALeapDayMeansTheTwentyEighthInOtherYears() {
        Person person =
                new Told().is("2010-01-01T00:00:00Z", "birthday", Value.of("1988-02-29")).person();
        String rule = "birthday anniversary today";

        assertThat(asked(rule, person, "2011-02-27"))
                .isEqualTo(verdict(false, "2011-02-28T00:00:00Z"));
        assertThat(asked(rule, person, "2011-02-28"))
                .isEqualTo(verdict(true, "2011-03-01T00:00:00Z"));
        assertThat(asked(rule, person, "2012-02-28").member()).isFalse();
        assertThat(asked(rule, person, "2012-02-29").member()).isTrue();
    }

    @Test
    void allWithDissentersStandsUntilTheLastOfThemLapses() {
        Person person =
                new Told()
                        .did("2011-09-01T00:00:00Z", "A")
                        .did("2011-09-02T00:00:00Z", "B")
                        .person();
        String rule = "not did \"A\" within 5 days and not did \"B\" within 9 days";

        assertThat(asked(rule, person, "2011-09-03"))
                .isEqualTo(verdict(false, "2011-09-11T00:00:00Z"));
    }

    @Test
    void partsThatChangeInOppositeDirectionsAreLookedThrough() {
        Person person =
                new Told()
                        .did("2011-09-01T00:00:00Z", "A")
                        .did("2011-09-04T00:00:00Z", "A")
                        .person();
        String rule = "did \"A\" within 2 days or did \"A\" between 2 and 9 days ago";

        assertThat(asked(rule, person, "2011-09-01"))
                .isEqualTo(verdict(true, "2011-09-13T00:00:00Z"));
    }

    @Test
    void aWithdrawalAtTheSameInstantOutweighsAConsent() {
        Struct purpose = Struct.of("purpose", Value.of("marketing_email"));
        Person person =
                new Told()
                        .did("2011-09-01T00:00:00Z", "Consent Given", purpose)
                        .did("2011-09-05T00:00:00Z", "Consent Withdrawn", purpose)
                        .did("2011-09-05T00:00:00Z", "Consent Given", purpose)
                        .person();
        String rule = "consented to \"marketing_email\"";

        assertThat(asked(rule, person, "2011-09-02"))
                .isEqualTo(verdict(true, "2011-09-05T00:00:00Z"));
        assertThat(asked(rule, person, "2011-09-06")).isEqualTo(new Verdict(false, Instant.MAX));
        assertThat(asked("consented to \"profiling\"", person, "2011-09-02").member()).isFalse();
    }

    @Test
    void aSegmentNamedTwiceAtEveryLevelIsAnsweredOnce() {
        TreeMap<String, String> doubling = new TreeMap<>();
        doubling.put("s0", "did \"A\" within 1 day");
        for (int level = 1; level <= 15; level++) {
            String below = "in segment \"s%d\"".formatted(level - 1);
            doubling.put("s" + level, String.join(" and ", below, below, below, below));
        }
        RuleWorld world = RuleWorld.of(ZoneOffset.UTC, doubling, List.of(), Optional.empty());
        Person person = new Told().did("2011-09-01T00:00:00Z", "A").person();

        Program program = program("in segment \"s15\"", world);

        assertThat(program.evaluate(person, Instant.parse("2011-09-01T12:00:00Z")))
                .isEqualTo(verdict(true, "2011-09-02T00:00:00Z"));
        assertThat(program.explain(person, Instant.parse("2011-09-01T12:00:00Z")).shown().lines())
                .hasSizeLessThan(100);
        assertThat(program.mentions().segments()).hasSize(16);
    }

    private static Verdict asked(String rule, Person person, String at) {
        Instant now = Instant.parse(at.contains("T") ? at : at + "T00:00:00Z");
        return program(rule, WORLD).evaluate(person, now);
    }

    private static boolean member(Program program, Person person, String at) {
        return program.evaluate(person, Instant.parse(at)).member();
    }

    private static Program program(String rule, RuleWorld world) {
        return Rules.ready(rule, world).orThrow();
    }

    private static Verdict verdict(boolean member, String recheckAt) {
        return new Verdict(member, Instant.parse(recheckAt));
    }
}
