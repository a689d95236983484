package io.epistle.console.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.console.SegmentView.SizeAt;
import io.epistle.segment.SegmentDays.Day;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class SegmentHistoryTest {
    private static final LocalDate FIRST = LocalDate.parse("2011-01-01");

    @Test
    void aSegmentThatNobodyEverEnteredHasNoHistory() {
        assertThat(SegmentHistory.of(List.of(), FIRST)).isEmpty();
    }

    @Test
    void whatCameInOnOneDayIsOneDayHoweverLongAgo() {
        assertThat(SegmentHistory.of(List.of(new Day(FIRST, 3, 1, 2)), FIRST.plusDays(900)))
                .containsExactly(new SizeAt(FIRST, 2, 3, 1));
    }

    @Test
    void everyDayUpToTodayIsInItAndTheDaysBeforeItAreInItsFirstSize() {
        Random random = new Random(5);
        List<Day> moved = new ArrayList<>();
        long[] sizes = new long[500];
        long size = 0;
        for (int day = 0; day < sizes.length; day++) {
            if (day == 0 || random.nextInt(7) == 0) {
                long entered = random.nextInt(9);
                long left = random.nextInt((int) (size + entered + 1));
                size += entered - left;
                moved.add(new Day(FIRST.plusDays(day), entered, left, size));
            }
            sizes[day] = size;
        }

        List<SizeAt> history = SegmentHistory.of(moved, FIRST.plusDays(499));

        assertThat(history).hasSize(SegmentHistory.DAYS_MAX);
        for (int index = 0; index < history.size(); index++) {
            int day = 500 - SegmentHistory.DAYS_MAX + index;
            SizeAt at = history.get(index);
            assertThat(at.day()).isEqualTo(FIRST.plusDays(day));
            assertThat(at.size()).isEqualTo(sizes[day]);
            assertThat(sizes[day] - sizes[day - 1]).isEqualTo(at.entered() - at.left());
        }
    }
}
