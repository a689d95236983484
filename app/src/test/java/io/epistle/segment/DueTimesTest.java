package io.epistle.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.StemId;
import io.epistle.identity.PersonId;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Whoever is due comes once, however often their due time changed.
class DueTimesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static PersonId person(int number) {
        return new PersonId(new StemId(0, number));
    }

    @Test
    void changesTakeNoRoomAndTheLastOneCounts() {
        Random random = new Random(1);
        DueTimes dueTimes = new DueTimes();
        Map<PersonId, Instant> known = new TreeMap<>();
        for (int change = 0; change < 10_000; change++) {
            PersonId person = person(random.nextInt(20));
            Instant to =
                    random.nextInt(10) == 0 ? Instant.MAX : NOON.plusSeconds(random.nextInt(1_000));
            dueTimes.move(person, known.getOrDefault(person, Instant.MAX), to);
            known.put(person, to);
        }
        known.values().removeIf(Instant.MAX::equals);

        assertThat(dueTimes.size()).isEqualTo(known.size());
        assertThat(dueTimes.first())
                .contains(known.values().stream().min(Instant::compareTo).orElseThrow());
        Instant now = NOON.plusSeconds(500);
        List<PersonId> due = new ArrayList<>(known.keySet());
        due.removeIf(person -> known.getOrDefault(person, NOON).isAfter(now));
        assertThat(dueTimes.take(now, 100)).containsExactlyInAnyOrderElementsOf(due);
        assertThat(dueTimes.size()).isEqualTo(known.size() - due.size());
    }
}
