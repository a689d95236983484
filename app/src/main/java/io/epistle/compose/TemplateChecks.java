package io.epistle.compose;

import io.epistle.compose.Finding.Severity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is looked at before a template goes to an audience: it is composed for a sample of people,
/// or for all of them, and what is found is said once, with counts.
public final class TemplateChecks {
    /// Gmail cuts longer pages and hides the rest, the unsubscribe link first.
    public static final int PAGE_BYTES_MAX = 102 * 1024;

    /// Phones show about 40 characters of a subject, desktop programs about 70.
    public static final int SUBJECT_CODE_POINTS_MAX = 70;

    private final String template;
    private final SortedMap<String, Integer> undefined = new TreeMap<>();
    private final SortedMap<String, Integer> broken = new TreeMap<>();
    private final List<Integer> longSubjects = new ArrayList<>();
    private final List<Integer> heavyPages = new ArrayList<>();
    private int composed;
    private int aborted;
    private int withoutUnsubscribe;
    private int withoutAddress;
    private int withDeadLink;

    private TemplateChecks(String template) {
        this.template = template;
    }

    /// Composes every sample and says what is wrong with the template, worst first. Nothing where
    /// all is well.
    ///
    /// @param samples at least one, all of the same template
    public static List<Finding> check(Composer composer, List<ComposeInput> samples) {
        TemplateChecks checks = new TemplateChecks(samples.getFirst().template());
        for (ComposeInput sample : samples) {
            SortedMap<String, Integer> here = new TreeMap<>();
            Composition composition = composer.compose(sample, (_, path, _) -> here.put(path, 1));
            here.keySet().forEach(path -> checks.undefined.merge(path, 1, Integer::sum));
            switch (composition) {
                case Composition.Composed done ->
                        checks.look(sample, done.message(), composer.brand(sample.template()));
                case Composition.Aborted _ -> checks.aborted++;
                case Composition.Broken(String reason) ->
                        checks.broken.merge(reason, 1, Integer::sum);
            }
        }
        return checks.findings(samples.size());
    }

    private void look(ComposeInput sample, Message message, BrandDefinition brand) {
        composed++;
        String page = message.content().html();
        String unsubscribe = sample.links().unsubscribe().oneClick().toASCIIString();
        if (!page.contains("href=\"" + unsubscribe.replace("&", "&amp;") + "\"")) {
            withoutUnsubscribe++;
        }
        String shown = PlainText.of(page);
        if (brand.address().isEmpty() || !brand.address().stream().allMatch(shown::contains)) {
            withoutAddress++;
        }
        if (page.contains("href=\"\"") || page.contains("href=\"#\"")) {
            withDeadLink++;
        }
        int bytes = page.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > PAGE_BYTES_MAX) {
            heavyPages.add(bytes);
        }
        int subject = message.subject().codePointCount(0, message.subject().length());
        if (subject > SUBJECT_CODE_POINTS_MAX) {
            longSubjects.add(subject);
        }
    }

    private List<Finding> findings(int samples) {
        List<Finding> findings = new ArrayList<>();
        broken.forEach((reason, count) ->
                findings.add(
                        error(
                                "The template %s cannot be rendered for %d of %d people: %s."
                                        .formatted(template, count, samples, reason))));
        if (withoutUnsubscribe > 0) {
            findings.add(
                    error(
                            "The page has no link to {{ links.unsubscribe }} in %d of %d messages; every marketing mail needs one."
                                    .formatted(withoutUnsubscribe, composed)));
        }
        if (withoutAddress > 0) {
            findings.add(
                    error(
                            "The page does not show the brand's postal address in %d of %d messages; print every line of {{ brand.address }}."
                                    .formatted(withoutAddress, composed)));
        }
        undefined.forEach((path, count) ->
                findings.add(
                        warning(
                                "The variable %s does not exist for %d of %d people; give it a default or ask for it in an if."
                                        .formatted(path, count, samples))));
        if (!heavyPages.isEmpty()) {
            findings.add(
                    warning(
                            "The page is over 102 KB in %d of %d messages, at most %d bytes; Gmail cuts it there, so shorten it."
                                    .formatted(heavyPages.size(), composed, max(heavyPages))));
        }
        if (!longSubjects.isEmpty()) {
            findings.add(
                    warning(
                            "The subject has more than %d characters in %d of %d messages, at most %d; mail programs cut it, so shorten it."
                                    .formatted(
                                            SUBJECT_CODE_POINTS_MAX,
                                            longSubjects.size(),
                                            composed,
                                            max(longSubjects))));
        }
        if (withDeadLink > 0) {
            findings.add(
                    warning(
                            "A link leads nowhere in %d of %d messages; give every a its href."
                                    .formatted(withDeadLink, composed)));
        }
        if (aborted > 0) {
            findings.add(
                    warning(
                            "The template gives up %d of %d people with abort_message."
                                    .formatted(aborted, samples)));
        }
        return findings;
    }

    private static int max(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private static Finding error(String sentence) {
        return new Finding(Severity.ERROR, sentence);
    }

    private static Finding warning(String sentence) {
        return new Finding(Severity.WARNING, sentence);
    }
}
