package io.epistle.compose;

import io.epistle.compose.Finding.Severity;
import io.epistle.definition.Suggestion;
import io.epistle.liquid.Template;
import io.epistle.liquid.analysis.BranchTally;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is looked at before a template goes to an audience: it is composed for everyone, or for a
/// sample, and what is found is said once, with counts.
public final class TemplateChecks {
    /// Gmail cuts longer pages and hides the rest, the unsubscribe link first.
    public static final int PAGE_BYTES_MAX = 102 * 1024;

    /// Phones show about 40 characters of a subject, desktop programs about 70.
    public static final int SUBJECT_CODE_POINTS_MAX = 70;

    private static final Pattern FIELD = Pattern.compile("(user|profile)\\.([^.\\[]+)");

    private final Composer composer;
    private final String template;
    private final SortedMap<String, Integer> undefined = new TreeMap<>();

    /// What is known of anybody for whom something was missing.
    private final Set<String> fields = new TreeSet<>();

    private final SortedMap<String, Integer> broken = new TreeMap<>();
    private final BranchTally branches = new BranchTally();
    private final List<Integer> longSubjects = new ArrayList<>();
    private final List<Integer> heavyPages = new ArrayList<>();
    private int samples;
    private int composed;
    private int aborted;
    private int withoutUnsubscribe;
    private int withoutAddress;
    private int withDeadLink;

    /// Checks of a template for which nobody was looked at yet.
    public TemplateChecks(Composer composer, String template) {
        this.composer = composer;
        this.template = template;
    }

    /// How a message looks, for one of the audience.
    public static final class Look {
        private final Composition composition;
        private final Set<String> undefined;
        private final List<String> fields;
        private final BranchTally branches;
        private final Optional<Shown> shown;

        private Look(
                Composition composition,
                Set<String> undefined,
                List<String> fields,
                BranchTally branches,
                Optional<Shown> shown) {
            this.composition = composition;
            this.undefined = undefined;
            this.fields = fields;
            this.branches = branches;
            this.shown = shown;
        }
    }

    /// What a page shows.
    private record Shown(
            boolean hasWayOut, boolean hasAddress, boolean hasDeadLink, int bytes, int subject) {}

    /// Composes the message for one of the audience. Any number of threads may.
    ///
    /// @param sample of this template
    public Look compose(ComposeInput sample) {
        Set<String> missing = new TreeSet<>();
        BranchTally taken = new BranchTally();
        Composition composition =
                composer.compose(sample, new Listening((_, path, _) -> missing.add(path), taken));
        Optional<Shown> shown =
                composition instanceof Composition.Composed done
                        ? Optional.of(shown(sample, done.message()))
                        : Optional.empty();
        List<String> fields = missing.isEmpty() ? List.of() : new ProfileValue(sample).keys();
        return new Look(composition, missing, fields, taken, shown);
    }

    private Shown shown(ComposeInput sample, Message message) {
        String page = message.content().html();
        String unsubscribe = sample.links().unsubscribe().oneClick().toASCIIString();
        String text = PlainText.of(page);
        List<String> address = composer.brand(template).address();
        return new Shown(
                sample.campaign().transactional()
                        || page.contains("href=\"" + unsubscribe.replace("&", "&amp;") + "\""),
                !address.isEmpty() && address.stream().allMatch(text::contains),
                page.contains("href=\"\"") || page.contains("href=\"#\""),
                page.getBytes(StandardCharsets.UTF_8).length,
                message.subject().codePointCount(0, message.subject().length()));
    }

    /// Counts a look; by one thread at a time.
    public void add(Look look) {
        samples++;
        look.undefined.forEach(path -> undefined.merge(path, 1, Integer::sum));
        fields.addAll(look.fields);
        branches.add(look.branches);
        look.shown.ifPresent(this::add);
        switch (look.composition) {
            case Composition.Composed _ -> composed++;
            case Composition.Aborted _ -> aborted++;
            case Composition.Broken(String reason) -> broken.merge(reason, 1, Integer::sum);
        }
    }

    private void add(Shown shown) {
        withoutUnsubscribe += shown.hasWayOut() ? 0 : 1;
        withoutAddress += shown.hasAddress() ? 0 : 1;
        withDeadLink += shown.hasDeadLink() ? 1 : 0;
        if (shown.bytes() > PAGE_BYTES_MAX) {
            heavyPages.add(shown.bytes());
        }
        if (shown.subject() > SUBJECT_CODE_POINTS_MAX) {
            longSubjects.add(shown.subject());
        }
    }

    /// What is wrong with the template, worst first; nothing where all is well, or nobody was
    /// looked at.
    public List<Finding> findings() {
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
                                "The variable %s does not exist for %d of %d people%s; give it a default or ask for it in an if."
                                        .formatted(path, count, samples, meant(path)))));
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
        unusedBranches(findings);
        return findings;
    }

    /// What was probably meant by a field of the person that nobody has; empty where that is
    /// unknown.
    private String meant(String path) {
        Matcher field = FIELD.matcher(path);
        if (!field.matches() || fields.contains(field.group(2))) {
            return "";
        }
        return Suggestion.nearest(field.group(2), fields)
                .map(near -> " (did you mean %s.%s?)".formatted(field.group(1), near))
                .orElse("");
    }

    /// Branches that nobody takes; where nobody got as far, nothing is known of them.
    private void unusedBranches(List<Finding> findings) {
        if (composed == 0) {
            return;
        }
        for (Template part : composer.parts(template)) {
            for (BranchTally.Taken branch : branches.branches(part)) {
                if (branch.count() == 0) {
                    findings.add(
                            note(
                                    "The branch at %s:%d:%d is taken for none of %d people."
                                            .formatted(
                                                    branch.template(),
                                                    branch.line(),
                                                    branch.column(),
                                                    composed)));
                }
            }
        }
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

    private static Finding note(String sentence) {
        return new Finding(Severity.NOTE, sentence);
    }
}
