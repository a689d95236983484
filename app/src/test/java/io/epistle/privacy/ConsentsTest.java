package io.epistle.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Timeline;
import io.epistle.event.Trust;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// What a person agreed to, beside a slow telling of the same rules.
class ConsentsTest {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final List<String> TOPICS = List.of("", "news", "picks");

    private static Fact said(long sequence, boolean own, boolean given, String topic, long second) {
        Instant at = START.plusSeconds(second);
        Struct.Builder said = Struct.builder().put("purpose", Consent.MARKETING_EMAIL);
        if (!topic.isEmpty()) {
            said.put("topic", topic);
        }
        return new Fact(
                sequence,
                0,
                new Event(
                        own ? Consent.SOURCE : "shop",
                        "m" + sequence,
                        EventType.TRACK,
                        given ? Consent.GIVEN : Consent.WITHDRAWN,
                        List.of(),
                        at,
                        at,
                        Trust.DECLARED,
                        said.build(),
                        Struct.empty(),
                        Struct.empty()));
    }

    private static boolean allow(String topic, Fact... facts) {
        return Consents.of(Timeline.of(List.of(facts)), START.plusSeconds(1_000))
                .allow(Consent.MARKETING_EMAIL, topic);
    }

    @Test
    void whoeverLeavesATopicKeepsTheOthers() {
        Fact all = said(1, false, true, "", 1);
        Fact left = said(2, true, false, "news", 2);

        assertThat(allow("news", all, left)).isFalse();
        assertThat(allow("picks", all, left)).isTrue();
        assertThat(allow("", all, left)).isTrue();
    }

    @Test
    void whoeverLeavesEverythingAndJoinsATopicGetsThatAlone() {
        Fact all = said(1, false, true, "", 1);
        Fact none = said(2, true, false, "", 2);
        Fact joined = said(3, true, true, "news", 3);

        assertThat(allow("news", all, none, joined)).isTrue();
        assertThat(allow("picks", all, none, joined)).isFalse();
        assertThat(allow("", all, none, joined)).isFalse();
        assertThat(allow("news", all, none, joined, said(4, true, false, "", 4))).isFalse();
    }

    @Test
    void aTopicThatWasLeftStaysLeftWhenEverythingIsAgreedToAnew() {
        Fact left = said(1, true, false, "news", 1);

        assertThat(allow("news", left, said(2, false, true, "", 2))).isFalse();
        assertThat(allow("news", left, said(2, false, true, "news", 2))).isTrue();
    }

    @Test
    void atOneInstantAWithdrawalFromElsewhereWinsAndOfOurOwnTheLast() {
        assertThat(allow("", said(1, false, false, "", 5), said(2, false, true, "", 5))).isFalse();
        assertThat(allow("", said(1, true, false, "", 5), said(2, true, true, "", 5))).isTrue();
        assertThat(allow("", said(1, true, true, "", 5), said(2, true, false, "", 5))).isFalse();
        assertThat(allow("", said(1, false, false, "", 5), said(2, true, true, "", 5))).isFalse();
    }

    @Test
    void silenceIsNo() {
        assertThat(allow("")).isFalse();
        assertThat(allow("news")).isFalse();
        assertThat(allow("news", said(1, false, true, "news", 1))).isTrue();
        assertThat(allow("", said(1, false, true, "news", 1))).isFalse();
    }

    /// One state, changed by each word in turn: no order of the facts in the timeline matters, and
    /// the answer is the same.
    @Test
    void whateverIsSaidTheAnswerIsThatOfTheSlowWay() {
        SplittableRandom random = new SplittableRandom(3);
        int agreed = 0;
        for (int round = 0; round < 20_000; round++) {
            List<Fact> facts = new ArrayList<>();
            for (int number = 1 + random.nextInt(8); number > 0; number--) {
                facts.add(
                        said(
                                facts.size() + 1,
                                random.nextBoolean(),
                                random.nextBoolean(),
                                TOPICS.get(random.nextInt(TOPICS.size())),
                                facts.size()));
            }
            String asked = TOPICS.get(random.nextInt(TOPICS.size()));
            boolean expected = slow(facts, asked);
            Collections.shuffle(facts, new java.util.Random(round));

            boolean answer =
                    Consents.of(Timeline.of(facts), START.plusSeconds(1_000))
                            .allow(Consent.MARKETING_EMAIL, asked);

            assertThat(answer).as(facts.toString()).isEqualTo(expected);
            agreed += answer ? 1 : 0;
        }
        assertThat(agreed).isBetween(4_000, 16_000);
    }

    private static boolean slow(List<Fact> facts, String asked) {
        boolean whole = false;
        boolean joined = false;
        boolean left = false;
        for (Fact fact : facts) {
            boolean given = fact.name().equals(Consent.GIVEN);
            String topic = fact.properties().text("topic").orElse("");
            if (topic.isEmpty()) {
                whole = given;
                // Leaving everything leaves what was joined before.
                joined = joined && given;
            } else if (topic.equals(asked)) {
                joined = given;
                left = !given;
            }
        }
        return !left && (whole || joined);
    }
}
