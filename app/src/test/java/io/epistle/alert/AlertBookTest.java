package io.epistle.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// When alerts open and close, against a slow reading of the same looks from the beginning.
final class AlertBookTest {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    /// Kinds with and without a time to open and to close.
    private static final List<AlertKind> KINDS =
            List.of(AlertKind.DUE, AlertKind.WRITER, AlertKind.HELD, AlertKind.NO_BACKUP);

    /// One look: which of [#KINDS] held; a look of a process that just started says so.
    private record Look(Instant at, List<Boolean> held, boolean isFirst) {}

    private static List<Finding> findings(Look look) {
        List<Finding> findings = new ArrayList<>();
        for (int index = 0; index < KINDS.size(); index++) {
            if (look.held().get(index)) {
                findings.add(Finding.of(KINDS.get(index), "", 99));
            }
        }
        return findings;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void alertsOpenAndCloseOnceAsASlowReadingOfAllLooksSays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Look> looks = new ArrayList<>();
        List<String> told = new ArrayList<>();
        AlertBook book = new AlertBook(List.of(), 0);
        long lastNumber = 0;
        Instant at = START;
        List<Boolean> held = new ArrayList<>(List.of(false, false, false, false));
        for (int step = 0; step < 400; step++) {
            at = at.plusSeconds(random.nextInt(10) == 0 ? random.nextInt(3_000) : 5);
            boolean restarts = random.nextInt(20) == 0;
            for (int index = 0; index < held.size(); index++) {
                if (random.nextInt(6) == 0) {
                    held.set(index, !held.get(index));
                }
            }
            looks.add(new Look(at, List.copyOf(held), restarts));
            if (restarts) {
                book = new AlertBook(book.open(), lastNumber);
            }
            for (Alert changed : book.look(at, findings(looks.getLast()))) {
                lastNumber = Math.max(lastNumber, changed.number());
                told.add(said(step, changed.kind(), changed.isOpen(), end(changed)));
            }
        }

        List<String> expected = new ArrayList<>();
        for (int step = 0; step < looks.size(); step++) {
            for (int index = 0; index < KINDS.size(); index++) {
                expected.addAll(changes(looks, index).get(step));
            }
        }
        assertThat(told).hasSizeGreaterThan(20).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Instant end(Alert alert) {
        return alert.until().orElse(alert.since());
    }

    private static String said(int step, AlertKind kind, boolean opens, Instant when) {
        return "%d %s %s %s".formatted(step, kind, opens ? "opens since" : "closes until", when);
    }

    /// What happens at each look, from all looks since the last change or start.
    private static List<List<String>> changes(List<Look> looks, int index) {
        AlertKind kind = KINDS.get(index);
        List<List<String>> changes = new ArrayList<>();
        boolean open = false;
        int from = 0;
        for (int now = 0; now < looks.size(); now++) {
            if (looks.get(now).isFirst()) {
                from = now;
            }
            boolean wanted = !open;
            Duration length = open ? kind.closesAfter() : kind.opensAfter();
            int first = now + 1;
            while (first > from && looks.get(first - 1).held().get(index) == wanted) {
                first--;
            }
            List<String> here = new ArrayList<>();
            if (first <= now) {
                Instant since = looks.get(first).at();
                if (!looks.get(now).at().isBefore(since.plus(length))) {
                    open = wanted;
                    from = now;
                    here.add(said(now, kind, open, since));
                }
            }
            changes.add(here);
        }
        return changes;
    }

    @Test
    void anAlertTellsTheNewestThatWasFound() {
        AlertBook book = new AlertBook(List.of(), 0);
        List<Alert> _ = book.look(START, List.of(Finding.of(AlertKind.WRITER, 6)));

        List<Alert> _ = book.look(START.plusSeconds(5), List.of(Finding.of(AlertKind.WRITER, 11)));

        assertThat(book.open())
                .containsExactly(
                        new Alert(
                                1,
                                Finding.of(AlertKind.WRITER, 11),
                                AlertKind.WRITER.limit(),
                                START,
                                Optional.empty()));
    }

    @Test
    void subjectsHaveAlertsOfTheirOwn() {
        AlertBook book = new AlertBook(List.of(), 0);

        assertThat(
                        book.look(
                                START,
                                List.of(
                                        Finding.of(AlertKind.UNCERTAIN, "one", 1),
                                        Finding.of(AlertKind.UNCERTAIN, "two", 1))))
                .extracting(alert -> alert.finding().subject())
                .containsExactly("one", "two");
        assertThat(
                        book.look(
                                START.plusSeconds(5),
                                List.of(Finding.of(AlertKind.UNCERTAIN, "two", 1))))
                .extracting(alert -> alert.finding().subject(), Alert::isOpen)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("one", false));
    }

    @Test
    void aClockThatGoesBackNeitherOpensNorClosesAnything() {
        AlertBook book = new AlertBook(List.of(), 0);
        List<Finding> late = List.of(Finding.of(AlertKind.DUE, 90));
        assertThat(book.look(START, late)).isEmpty();

        assertThat(book.look(START.minusSeconds(86_400), late)).isEmpty();
        assertThat(book.look(START.plus(AlertKind.DUE.opensAfter()), late)).hasSize(1);
        assertThat(book.look(START.minusSeconds(86_400), List.of())).isEmpty();
    }

    @Test
    void thereIsABoundOnWhatIsOpen() {
        AlertBook book = new AlertBook(List.of(), 0);
        List<Finding> many = new ArrayList<>();
        for (int campaign = 0; campaign <= AlertBook.OPEN_MAX; campaign++) {
            many.add(Finding.of(AlertKind.UNCERTAIN, "campaign-" + campaign, 1));
        }

        assertThat(book.look(START, many)).hasSize(AlertBook.OPEN_MAX);
    }
}
