package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.console.Choice;
import io.epistle.console.ConsoleReading;
import io.epistle.console.LedgerQuery;
import io.epistle.console.LedgerRow;
import io.epistle.console.MailQuery;
import io.epistle.console.MailRow;
import io.epistle.console.MessageState;
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
import io.epistle.console.TemplatePreview;
import io.epistle.console.TemplateRow;
import io.epistle.console.TemplateView;
import io.epistle.console.TemplatesQuery;
import io.epistle.identity.PersonId;
import io.epistle.predict.Models;
import io.epistle.send.MailboxStore;
import io.epistle.send.Routing;
import io.epistle.store.TimelineStore;

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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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
    void theTemplatesInForceAreShownWithWhatTheyUseAndNothingIsWrongWithThem() {
        List<TemplateRow> rows = folded.templates().templates(TemplatesQuery.all()).items();
        TemplateView picks = folded.templates().template("picks-for-you").orElseThrow();

        assertThat(rows)
                .extracting(TemplateRow::id)
                .containsExactly("basket-reminder", "picks-for-you");
        assertThat(rows)
                .allSatisfy(row -> {
                    assertThat(row.errors() + row.warnings()).isZero();
                    assertThat(row.campaigns()).isEqualTo(1);
                });
        assertThat(picks.variables())
                .extracting(TemplateView.Variable::path)
                .contains("recommendations[].name", "user.first_name", "why", "brand.address[]")
                .doesNotContain("figure", "ground");
        assertThat(picks.slots())
                .extracting(slot -> slot.name().orElseThrow())
                .containsExactly("masthead", "greeting", "footer");
        assertThat(picks.slots().get(1).blocks())
                .extracting(TemplateView.Candidate::id)
                .containsExactly(
                        "greeting-vip", "greeting-new", "greeting-at-risk", "greeting-everyone");
        assertThat(picks.offers()).hasSize(2);
        for (TemplateView.Variable variable : picks.variables()) {
            for (TemplateView.Place place : variable.places()) {
                TemplateView.Text text =
                        picks.texts().stream()
                                .filter(one -> one.id().equals(place.text()))
                                .findFirst()
                                .orElseThrow();
                assertThat(text.source().lines().skip(place.line() - 1L).findFirst())
                        .hasValueSatisfying(line ->
                                assertThat(line.length()).isGreaterThanOrEqualTo(place.column()));
            }
        }
        assertThat(folded.templates().template("none")).isEmpty();
        assertThat(folded.templates().preview("none", Optional.empty())).isEmpty();
    }

    /// The demonstration's clock stands, so a preview is what was sent, but for the links.
    @Test
    void aPreviewIsTheMailThatThePersonGotAndStoresNothing() {
        Models models = Models.train(engine.store, engine.reader, engine.now(), 1);
        ConsoleReading reading =
                engine.console(Routing.NONE, () -> Optional.of(models), SEARCHED, _ -> {});
        Map<PersonId, MailRow> mails = new TreeMap<>();
        reading.mailbox()
                .mailbox(new MailQuery("", new Paging(1, 1_000)))
                .items()
                .forEach(mail -> mail.person().ifPresent(person -> mails.put(person, mail)));
        List<LedgerRow> sent =
                reading
                        .campaigns()
                        .ledger(
                                "picks-for-you",
                                new LedgerQuery(
                                        List.of(MessageState.SENT),
                                        Optional.empty(),
                                        new Paging(1, 1_000)))
                        .orElseThrow()
                        .items()
                        .stream()
                        .filter(row -> mails.containsKey(row.person()))
                        .toList();
        long before = TimelineStore.facts(engine.store);
        long version = engine.world().version();

        for (LedgerRow row : sent) {
            TemplatePreview preview =
                    reading.templates()
                            .preview("picks-for-you", Optional.of(row.person()))
                            .orElseThrow();
            assertThat(preview.variant()).map(Choice::id).contains(row.variant());
            assertThat(preview.outcome())
                    .isInstanceOfSatisfying(
                            TemplatePreview.Mail.class,
                            mail -> {
                                MailRow got = Objects.requireNonNull(mails.get(row.person()));
                                assertThat(mail.subject()).isEqualTo(got.subject());
                                assertThat(mail.html()).contains("https://preview.invalid/");
                            });
        }

        assertThat(sent).hasSizeGreaterThan(100);
        assertThat(sent).extracting(LedgerRow::variant).contains("for-you", "popular");
        assertThat(TimelineStore.facts(engine.store)).isEqualTo(before);
        assertThat(MailboxStore.count(engine.store)).isGreaterThanOrEqualTo(sent.size());
        assertThat(engine.world().version()).isEqualTo(version);
        assertThat(reading.templates().preview("picks-for-you", Optional.empty()))
                .isEqualTo(reading.templates().preview("picks-for-you", Optional.empty()))
                .hasValueSatisfying(preview -> {
                    assertThat(preview.isMeant()).isTrue();
                    assertThat(preview.outcome()).isInstanceOf(TemplatePreview.Mail.class);
                });
        assertThat(reading.templates().preview("basket-reminder", Optional.empty()))
                .hasValueSatisfying(preview -> assertThat(preview.isMeant()).isFalse());
        assertThat(unfolded.templates().preview("picks-for-you", Optional.empty()))
                .hasValueSatisfying(preview -> {
                    assertThat(preview.isLearning()).isTrue();
                    assertThat(preview.outcome())
                            .isEqualTo(new TemplatePreview.Skipped("fewer than four picks"));
                });
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
