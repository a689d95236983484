package io.epistle.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.privacy.Consent;
import io.epistle.trigger.GuardInput.Kind;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The guards against the truth table of all their combinations.
final class GuardsTest {
    private static final Instant NIGHT = Instant.parse("2011-09-30T23:30:00Z");
    private static final Instant MORNING = Instant.parse("2011-10-01T07:00:00Z");

    /// The reasons in the order of the specification, as its text has it; a digit of a case's
    /// number says which of its ways each guard goes. Whether it refuses is written here by hand.
    private static final List<List<String>> WAYS =
            List.of(
                    List.of("", "suppressed"),
                    List.of("", "consent withdrawn", "no consent"),
                    List.of("", "no longer eligible"),
                    List.of("", "held out"),
                    List.of("", "frequency cap"),
                    List.of("", "quiet hours"),
                    List.of("", "late", "late"));

    private static final List<String> MARKETING_ALONE =
            List.of("consent withdrawn", "no consent", "held out", "frequency cap", "quiet hours");

    @Test
    void theFirstGuardThatRefusesIsTheReasonInEveryCombination() {
        int combinations = WAYS.stream().mapToInt(List::size).reduce(1, (a, b) -> a * b);
        SortedMap<String, Integer> seen = new TreeMap<>();

        for (Kind kind : Kind.values()) {
            for (int number = 0; number < combinations; number++) {
                List<Integer> ways = digits(number);
                String decided = reason(Guards.decide(input(kind, ways)));

                assertThat(decided).as("%s %s", kind, ways).isEqualTo(expected(kind, ways));
                seen.merge(decided, 1, Integer::sum);
            }
        }

        assertThat(seen)
                .containsOnlyKeys(
                        "",
                        "suppressed",
                        "consent withdrawn",
                        "no consent",
                        "no longer eligible",
                        "held out",
                        "frequency cap",
                        "quiet hours",
                        "late");
        // both ways of the four guards that transactional messages pass, and consent's three
        assertThat(seen.get("")).isEqualTo(1 + 3 * 2 * 2 * 2);
    }

    @Test
    void theReasonSaysWhenASkippedMessageMayGo() {
        List<Integer> capped = List.of(0, 0, 0, 0, 1, 0, 0);
        List<Integer> quiet = List.of(0, 0, 0, 0, 0, 1, 0);

        GuardDecision byCap = Guards.decide(input(Kind.MARKETING, capped));
        GuardDecision byNight = Guards.decide(input(Kind.MARKETING, quiet));

        assertThat(byCap)
                .isEqualTo(
                        new GuardDecision.Skip(
                                new Refusal.CapReached(
                                        new FrequencyCap(2, Duration.ofDays(7)),
                                        NIGHT.minus(Duration.ofDays(6)).plus(Duration.ofDays(7)))));
        assertThat(byNight).isEqualTo(new GuardDecision.Skip(new Refusal.Quiet(MORNING)));
    }

    private static List<Integer> digits(int number) {
        List<Integer> digits = new ArrayList<>();
        int rest = number;
        for (List<String> ways : WAYS) {
            digits.add(rest % ways.size());
            rest /= ways.size();
        }
        return digits;
    }

    private static String expected(Kind kind, List<Integer> ways) {
        for (int guard = 0; guard < WAYS.size(); guard++) {
            String refusal = WAYS.get(guard).get(ways.get(guard));
            boolean asked = kind == Kind.MARKETING || !MARKETING_ALONE.contains(refusal);
            if (!refusal.isEmpty() && asked) {
                return refusal;
            }
        }
        return "";
    }

    private static String reason(GuardDecision decision) {
        return switch (decision) {
            case GuardDecision.Proceed() -> "";
            case GuardDecision.Skip(Refusal refusal) -> refusal.reason();
        };
    }

    private static GuardInput input(Kind kind, List<Integer> ways) {
        List<Optional<Consent>> consents =
                List.of(Optional.of(consent(true)), Optional.of(consent(false)), Optional.empty());
        List<Instant> handed =
                ways.get(4) == 1
                        ? List.of(NIGHT.minus(Duration.ofDays(1)), NIGHT.minus(Duration.ofDays(6)))
                        : List.of(NIGHT.minus(Duration.ofDays(1)), NIGHT.minus(Duration.ofDays(7)));
        LocalTime quietFrom = LocalTime.of(ways.get(5) == 1 ? 23 : 1, 0);
        Instant lateAt =
                switch (ways.get(6)) {
                    case 0 -> MORNING;
                    case 1 -> NIGHT;
                    default -> NIGHT.minusMillis(1);
                };
        return new GuardInput(
                NIGHT,
                kind,
                ways.get(0) == 1 ? Optional.of("complaint") : Optional.empty(),
                "marketing_email",
                consents.get(ways.get(1)),
                Optional.empty(),
                ways.get(2) == 0,
                ways.get(3) == 1,
                Optional.of(new FrequencyCap(2, Duration.ofDays(7))),
                Optional.empty(),
                handed,
                Optional.of(new QuietHours(quietFrom, LocalTime.of(7, 0))),
                ZoneId.from(ZoneOffset.UTC),
                Optional.of(lateAt));
    }

    private static Consent consent(boolean given) {
        return new Consent("marketing_email", "", given, NIGHT, "form", "", "", false);
    }
}
