package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.console.ConsoleReading;
import io.epistle.console.Paging;
import io.epistle.console.PeopleOrder;
import io.epistle.console.PeopleQuery;
import io.epistle.console.PeopleView;
import io.epistle.console.PeopleView.Reach;
import io.epistle.console.PersonRow;
import io.epistle.console.QuarantineRow;
import io.epistle.console.ReasonCount;
import io.epistle.console.SegmentRow;
import io.epistle.console.SegmentView;
import io.epistle.send.Routing;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;

/// What the console reads from a real store, by two ways that must agree: with everyone folded, and
/// with nobody folded, where pages and searches read only what they show.
class ConsoleOverStoreTest {
    private static final int SEARCHED = 100;

    @TempDir static Path folder;

    private static Engine engine;
    private static ConsoleReading folded;
    private static ConsoleReading unfolded;

    @BeforeAll
    static void theSmallShopIsThere() throws IOException {
        Path data = folder.resolve("data");
        Path dirty = folder.resolve("dirty.csv");
        Files.writeString(
                dirty,
                """
                Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID
                1,A,GOOD,1,2011-01-01 10:00,1.00,70001
                2,B,WORSE,2,2011-01-02 10:00,-2.00,70001
                3,C,WORST,3,2011-01-03 10:00,-3.00,70002
                4,D,ODD,-1,2011-01-04 10:00,1.00,70002
                """);
        assertThat(Run.of("demo", "--exit", "--data", data).code()).isZero();
        assertThat(Run.of("import", dirty, "--as", "orders", "--data", data).code()).isZero();
        engine = Command.open(data);
        folded = reading(Runnable::run);
        unfolded = reading(_ -> {});
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static ConsoleReading reading(Executor beside) {
        return engine.console(Routing.NONE, Optional::empty, SEARCHED, beside);
    }

    private static PeopleQuery query(String text, Optional<String> segment) {
        return new PeopleQuery(
                text,
                segment,
                Optional.empty(),
                Optional.empty(),
                PeopleOrder.ID,
                false,
                Optional.empty(),
                Paging.page(1));
    }

    /// Everyone a query asks for, page by page, each behind the last one.
    private static List<PersonRow> walk(ConsoleReading reading, PeopleQuery query) {
        List<PersonRow> walked = new ArrayList<>();
        PeopleView view = reading.people().people(query);
        for (int page = 2; view.last().isPresent(); page++) {
            walked.addAll(view.people().items());
            view =
                    reading.people()
                            .people(query.after(view.last().orElseThrow(), Paging.page(page)));
        }
        return walked;
    }

    @Test
    void pagesThatReadOnlyWhomTheyShowAreThoseOfEveryoneFolded() {
        List<PersonRow> everyone = walk(folded, PeopleQuery.everyone());

        assertThat(everyone).hasSizeGreaterThan(300);
        assertThat(everyone).isSortedAccordingTo(Comparator.comparing(PersonRow::id));
        assertThat(walk(unfolded, PeopleQuery.everyone())).isEqualTo(everyone);
        for (int page = 1; page < 5; page++) {
            PeopleQuery numbered = PeopleQuery.everyone().on(Paging.page(page));
            assertThat(unfolded.people().people(numbered).people().items())
                    .isEqualTo(everyone.subList(50 * (page - 1), 50 * page));
        }
    }

    @Test
    void theMembersOfASegmentAreTheSameByBothWays() {
        for (SegmentRow segment : folded.segments().segments().segments()) {
            PeopleQuery members = query("", Optional.of(segment.id()));

            assertThat(walk(unfolded, members)).as(segment.id()).isEqualTo(walk(folded, members));
        }
    }

    @Test
    void anAddressANumberOrAnIdIsFoundAtOnce() {
        List<PersonRow> reachable =
                walk(folded, PeopleQuery.everyone()).stream()
                        .filter(row -> row.email().isPresent())
                        .toList();
        for (PersonRow row : reachable.subList(0, 20)) {
            String email = row.email().orElseThrow();
            for (String text : List.of(email, email.toUpperCase(Locale.ROOT), " " + row.id())) {
                PeopleView found = unfolded.people().people(query(text, Optional.empty()));

                assertThat(found.people().items()).as(text).containsExactly(row);
                assertThat(found.reach()).isEqualTo(new Reach.Exact());
            }
        }
        String number = customer(walk(folded, PeopleQuery.everyone()).getFirst());
        assertThat(unfolded.people().people(query(number, Optional.empty())).reach())
                .isEqualTo(new Reach.Exact());
    }

    private static String customer(PersonRow row) {
        return row.email().orElseThrow().replace("customer-", "").replace("@example.com", "");
    }

    @Test
    void aSearchByPartSaysWhereItStoppedAndGoesOnFromThere() {
        PeopleQuery part = query("1@example", Optional.empty());
        List<PersonRow> whole = new ArrayList<>();
        PeopleView view = unfolded.people().people(part);
        int stops = 0;
        while (view.reach() instanceof Reach.Stopped(long looked, var last)) {
            assertThat(looked).isEqualTo(SEARCHED);
            whole.addAll(view.people().items());
            view = unfolded.people().people(part.after(last, Paging.page(1)));
            stops++;
        }
        whole.addAll(view.people().items());

        assertThat(stops).isGreaterThan(2);
        assertThat(whole).isNotEmpty();
        PeopleView oracle = folded.people().people(part);
        assertThat(oracle.reach()).isEqualTo(new Reach.Whole());
        assertThat(walk(folded, part)).isEqualTo(whole);
    }

    @Test
    void aSegmentThatWasComputedOnceHasOneDayOfHistoryThatEndsAtItsSize() {
        for (SegmentRow segment : folded.segments().segments().segments()) {
            List<SegmentView.SizeAt> history =
                    folded.segments().segment(segment.id()).orElseThrow().history();

            assertThat(history).as(segment.id()).hasSizeLessThanOrEqualTo(1);
            assertThat(history.stream().mapToLong(SegmentView.SizeAt::size).sum())
                    .as(segment.id())
                    .isEqualTo(segment.size());
        }
    }

    @Test
    void aPersonIsTheirRowInTheListAndKnowsTheirMessages() {
        for (PersonRow row : walk(folded, PeopleQuery.everyone()).subList(0, 30)) {
            assertThat(unfolded.person().person(row.id()).orElseThrow().row()).isEqualTo(row);
        }
    }

    @Test
    void whatWasSetAsideIsListedByReasonWithFileLineAndText() {
        List<ReasonCount> reasons = unfolded.quarantine().reasons();

        for (ReasonCount reason : reasons) {
            assertThat(
                            unfolded.quarantine()
                                    .rows(reason.reason(), new Paging(1, 1_000))
                                    .orElseThrow()
                                    .items())
                    .hasSize((int) reason.count());
        }
        List<QuarantineRow> negative =
                unfolded
                        .quarantine()
                        .rows("negative_price", new Paging(1, 1_000))
                        .orElseThrow()
                        .items()
                        .stream()
                        .filter(row -> row.file().equals("dirty.csv"))
                        .toList();
        assertThat(negative).extracting(QuarantineRow::line).containsExactly(3L, 4L);
        assertThat(negative.getFirst().text())
                .isEqualTo("2,B,WORSE,2,2011-01-02 10:00,-2.00,70001");
        assertThat(negative.getFirst().found()).isEqualTo("-2");
        assertThat(unfolded.quarantine().rows("none", Paging.page(1))).isEmpty();
    }
}
