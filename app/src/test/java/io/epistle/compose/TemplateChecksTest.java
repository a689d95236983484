package io.epistle.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Struct;
import io.epistle.event.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

/// The checks before a send: each finding is a sentence, and a good template has none.
final class TemplateChecksTest {
    private static final String FOOTER =
            "<p>{{ brand.address | join: ', ' }} <a href=\"{{ links.unsubscribe }}\">Leave</a></p>";

    @Test
    void aGoodTemplateHasNoFindings() {
        assertThat(findings("<p>Hello {{ user.first_name | default: 'you' }}</p>" + FOOTER))
                .isEmpty();
    }

    @Test
    void variablesThatDoNotExistAreCountedOverTheAudienceInOnePass() {
        String page =
                "{{ user.first_name }}{{ user.firstname }}{{ usr.first_name }}"
                        + "{% if user.maybe %}x{% endif %}{{ user.city | default: 'there' }}"
                        + FOOTER;

        assertThat(findings(page))
                .containsExactly(
                        "The variable user.first_name does not exist for 1 of 2 people; give it a"
                                + " default or ask for it in an if.",
                        "The variable user.firstname does not exist for 2 of 2 people (did you mean"
                                + " user.first_name?); give it a default or ask for it in an if.",
                        "The variable usr.first_name does not exist for 2 of 2 people; give it a"
                                + " default or ask for it in an if.",
                        "The branch at letter.html:1:62 is taken for none of 2 people.");
    }

    @Test
    void aMissingWayOutOrAddressForbidsSending() {
        List<Finding> findings = check(Letters.composer("<p>Buy</p>"), List.of(letter("Ada")));

        assertThat(findings).extracting(Finding::severity).containsOnly(Finding.Severity.ERROR);
        assertThat(findings)
                .extracting(Finding::sentence)
                .containsExactly(
                        "The page has no link to {{ links.unsubscribe }} in 1 of 1 messages; every"
                                + " marketing mail needs one.",
                        "The page does not show the brand's postal address in 1 of 1 messages;"
                                + " print every line of {{ brand.address }}.");
    }

    @Test
    void aHiddenAddressIsNotShown() {
        String page = FOOTER.replace("<p>", "<p style=\"display:none\">");

        assertThat(findings(page)).hasSize(1).first().asString().contains("postal address");
    }

    @Test
    void aPageThatGmailCutsIsMeasured() {
        String page = "<p>" + "x".repeat(TemplateChecks.PAGE_BYTES_MAX) + "</p>" + FOOTER;

        assertThat(findings(page))
                .singleElement()
                .asString()
                .startsWith("The page is over 102 KB in 2 of 2 messages, at most 10")
                .endsWith("Gmail cuts it there, so shorten it.");
    }

    @Test
    void aLongSubjectIsMeasured() {
        ComposeInput letter = letter("A".repeat(80));

        assertThat(check(Letters.composer(FOOTER), List.of(letter)))
                .extracting(Finding::sentence)
                .containsExactly(
                        "The subject has more than 70 characters in 1 of 1 messages, at most 84;"
                                + " mail programs cut it, so shorten it.");
    }

    @Test
    void faultsDeadLinksAndAbortsAreSaid() {
        assertThat(findings("{% if user.first_name %}{% abort_message 'x' %}{% endif %}" + FOOTER))
                .containsExactly("The template gives up 1 of 2 people with abort_message.");
        assertThat(findings("<a href=\"\">x</a>" + FOOTER))
                .containsExactly("A link leads nowhere in 2 of 2 messages; give every a its href.");
        assertThat(findings("{{ 'x' | money }}" + FOOTER))
                .singleElement()
                .asString()
                .startsWith(
                        "The template letter cannot be rendered for 2 of 2 people: letter.html:1:");
    }

    @Test
    void branchesThatNobodyTakesAreNamedByTheirPlace() {
        String page =
                "{% if user.first_name == 'Ada' %}A{% elsif user.first_name == 'Bob' %}B{% else"
                        + " %}C{% endif %}\n{% case user.tier %}{% when 'gold' %}G{% endcase %}"
                        + FOOTER;

        assertThat(findings(page))
                .containsExactly(
                        "The branch at letter.html:1:35 is taken for none of 2 people.",
                        "The branch at letter.html:2:21 is taken for none of 2 people.");
    }

    private static List<String> findings(String page) {
        ComposeInput nameless = Letters.input(Struct.empty());
        return check(Letters.composer(page), List.of(letter("Ada"), nameless)).stream()
                .map(Finding::sentence)
                .toList();
    }

    private static List<Finding> check(Composer composer, List<ComposeInput> samples) {
        TemplateChecks checks = new TemplateChecks(composer, samples.getFirst().template());
        samples.forEach(sample -> checks.add(checks.compose(sample)));
        return checks.findings();
    }

    private static ComposeInput letter(String firstName) {
        return Letters.input(Struct.of("first_name", Value.of(firstName)));
    }
}
