package io.epistle.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.compose.ComposeDefinitions;
import io.epistle.compose.ComposeInput;
import io.epistle.compose.Composer;
import io.epistle.compose.Composition;
import io.epistle.compose.Condition;
import io.epistle.compose.Finding;
import io.epistle.compose.HtmlPage;
import io.epistle.compose.Message;
import io.epistle.compose.MimeWriter;
import io.epistle.compose.OfferDefinition;
import io.epistle.compose.TemplateChecks;
import io.epistle.definition.Definitions;
import io.epistle.definition.World;
import io.epistle.profile.Person;
import io.epistle.rule.Rules;
import io.epistle.rule.runs.Program;
import io.epistle.segment.DefinedRules;
import io.epistle.segment.SegmentDefinition;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/// The example workspace, applied and sent to people made up here.
final class GiftShopTest {
    private static final List<Person> PEOPLE = GiftShop.people(20110930, 400);
    private static final World WORLD = GiftShop.world(PEOPLE);
    private static final CampaignDefinition CAMPAIGN =
            Objects.requireNonNull(
                    Definitions.all(WORLD, CampaignDefinition.PARSER).get("picks-for-you"));

    @Test
    void theWorkspaceHasNoProblems() {
        assertThat(GiftShop.reading().problems()).isEmpty();
        assertThat(WorldChecks.problems(WORLD)).isEmpty();
    }

    @Test
    void everySegmentSaysWhatItIsForAndHoldsSomePeopleButNotAll() {
        SortedMap<String, SegmentDefinition> segments =
                Definitions.all(WORLD, SegmentDefinition.PARSER);

        assertThat(segments).hasSizeGreaterThanOrEqualTo(10);
        assertThat(segments.values())
                .allSatisfy(segment -> {
                    assertThat(segment.description()).hasSizeBetween(40, 300);
                    assertThat(members(segment.rule().text()))
                            .as(segment.id())
                            .isBetween(1L, PEOPLE.size() * 2L / 3);
                });
        assertThat(segments.values())
                .extracting(SegmentDefinition::priority)
                .doesNotHaveDuplicates();
    }

    @Test
    void everybodyIsInExactlyOneStageOfTheLifecycleAndNoStageIsEmpty() {
        List<String> stages =
                DefinedRules.of(WORLD).lifecycle().stream().map(stage -> stage.name()).toList();
        Map<String, Long> sizes = new TreeMap<>();
        stages.forEach(stage -> sizes.put(stage, members("lifecycle is \"%s\"".formatted(stage))));

        assertThat(stages)
                .containsExactly(
                        "new subscriber",
                        "new customer",
                        "re-engaged",
                        "active",
                        "at risk",
                        "churned");
        assertThat(sizes.values()).allMatch(size -> size > 0);
        assertThat(sizes.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(PEOPLE.size());
    }

    @Test
    void theCampaignComparesARecommenderWithWhatIsPopular() {
        assertThat(CAMPAIGN.variants())
                .extracting(CampaignVariant::recommender)
                .containsExactly("item_knn", "popularity");
        assertThat(CAMPAIGN.cap()).isPresent();
        assertThat(CAMPAIGN.purpose()).isEqualTo("marketing_email");
        assertThat(members(CAMPAIGN.audience().text())).isGreaterThan(PEOPLE.size() / 2L);
    }

    @Test
    void everyLetterIsAPageThatMailProgramsAndOutlookCanRead() {
        Composer composer = Composer.of(WORLD);
        SortedMap<String, Integer> greetings = new TreeMap<>();
        SortedMap<String, Integer> offers = new TreeMap<>();

        for (Person person : PEOPLE) {
            Composition.Composed composed = composed(composer, person, 6);

            assertThat(HtmlPage.complaints(composed.message().content().html())).isEmpty();
            greetings.merge(composed.blocks().get(1), 1, Integer::sum);
            offers.merge(composed.offer().map(OfferDefinition::id).orElse(""), 1, Integer::sum);
        }

        assertThat(greetings)
                .containsOnlyKeys(
                        "greeting-at-risk", "greeting-everyone", "greeting-new", "greeting-vip");
        assertThat(offers).containsOnlyKeys("", "autumn-carriage", "welcome-back");
    }

    @Test
    void everyMessageReadsBackAsItWasComposed() throws Exception {
        Composer composer = Composer.of(WORLD);
        for (Person person : PEOPLE.subList(0, 100)) {
            Message message = composed(composer, person, 6).message();

            MimeMessage read =
                    new MimeMessage(
                            Session.getInstance(new Properties()),
                            new ByteArrayInputStream(MimeWriter.write(message)));

            MimeMultipart parts = (MimeMultipart) read.getContent();
            assertThat(read.getSubject()).isEqualTo(message.subject());
            assertThat(read.getAllRecipients()[0]).hasToString(message.to().address().text());
            assertThat(read.getHeader("List-Unsubscribe-Post", null))
                    .isEqualTo("List-Unsubscribe=One-Click");
            assertThat(text(parts, 0)).isEqualTo(message.content().text());
            assertThat(text(parts, 1)).isEqualTo(message.content().html());
        }
    }

    @Test
    void equalInputsGiveEqualBytesWhateverTheOrderOfTheDefinitions() {
        ComposeDefinitions definitions = ComposeDefinitions.of(WORLD);
        DefinedRules rules = DefinedRules.of(WORLD);
        Composer forward = Composer.of(WORLD);
        Composer backward =
                new Composer(
                        new ComposeDefinitions(
                                definitions.brands().reversed(),
                                definitions.templates().reversed(),
                                definitions.blocks().reversed(),
                                definitions.offers().reversed()),
                        rule -> Condition.of(rule, rules));
        List<Person> again = GiftShop.people(20110930, PEOPLE.size());

        for (int number = 0; number < PEOPLE.size(); number++) {
            byte[] one = MimeWriter.write(composed(forward, PEOPLE.get(number), 6).message());
            byte[] other = MimeWriter.write(composed(backward, again.get(number), 6).message());

            assertThat(one).isEqualTo(other);
        }
    }

    @Test
    void fourToSixPicksAreShownAndPeopleWithFewerAreSkipped() {
        Composer composer = Composer.of(WORLD);
        Person person = PEOPLE.getFirst();

        assertThat(composer.compose(letter(person, 3)))
                .isEqualTo(new Composition.Aborted("fewer than four picks"));
        assertThat(shown(composer, person, 4)).isEqualTo(4);
        assertThat(shown(composer, person, 5)).isEqualTo(4);
        assertThat(shown(composer, person, 6)).isEqualTo(6);
        assertThat(shown(composer, person, 9)).isEqualTo(6);
    }

    @Test
    void theChecksBeforeASendFindNothing() {
        List<ComposeInput> letters = new ArrayList<>();
        PEOPLE.forEach(person -> letters.add(letter(person, 6)));

        TemplateChecks checks =
                new TemplateChecks(Composer.of(WORLD), letters.getFirst().template());
        letters.forEach(letter -> checks.add(checks.compose(letter)));
        assertThat(checks.findings())
                .noneMatch(finding -> finding.severity() != Finding.Severity.NOTE);
    }

    @Test
    void theTextPartSaysWhatThePageSays() {
        Message message = composed(Composer.of(WORLD), PEOPLE.getFirst(), 6).message();

        assertThat(message.content().text())
                .contains("Thimble & Pine", "Because you bought", "£", "Unsubscribe (https://")
                .contains("1 Example Yard, London EX1 2MP, United Kingdom")
                .doesNotContain("\nS\n", "<div", "&nbsp;");
    }

    private static long members(String rule) {
        Program program = Rules.ready(rule, DefinedRules.of(WORLD)).orThrow();
        return PEOPLE.stream()
                .filter(person -> program.evaluate(person, GiftShop.NOW).member())
                .count();
    }

    private static int shown(Composer composer, Person person, int picks) {
        String page = composed(composer, person, picks).message().content().html();
        return page.split("class=\"pick\"", -1).length - 1;
    }

    private static Composition.Composed composed(Composer composer, Person person, int picks) {
        Composition composition = composer.compose(letter(person, picks));
        assertThat(composition).isInstanceOf(Composition.Composed.class);
        return (Composition.Composed) composition;
    }

    private static ComposeInput letter(Person person, int picks) {
        return GiftShop.letter(person, CAMPAIGN.variants().getFirst(), picks);
    }

    private static String text(MimeMultipart parts, int index) throws Exception {
        return ((String) parts.getBodyPart(index).getContent()).replace("\r\n", "\n");
    }
}
