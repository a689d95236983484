package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.event.Trust;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

final class TextsTest {
    /// Keys made of a prefix and a name that comes from an enumeration or from data.
    private static final List<String> PREFIXES =
            List.of(
                    "alert.",
                    "reason.",
                    "purpose.",
                    "test.",
                    "health.",
                    "unsubscribe.",
                    "error.",
                    "link.",
                    "preferences.",
                    "traffic.",
                    "fact.mail.opened.",
                    "fact.mail.clicked.",
                    "ledger.why.");

    private static final Pattern SAID = Pattern.compile("\"([a-z]+(?:\\.[a-z]+)*)\"");

    private static final Texts ENGLISH = TextsFile.read(TextsFile.ENGLISH);

    private static String sources() throws IOException {
        Path root = Path.of(System.getProperty("epistle.root", ".."), "app/src/main");
        StringBuilder text = new StringBuilder();
        for (String folder : List.of("jte", "java/io/epistle/console")) {
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                files.filter(Files::isRegularFile).forEach(file -> text.append(read(file)));
            }
        }
        return text.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void everyTextIsUsed() throws IOException {
        String sources = sources();
        SortedSet<String> unused = new TreeSet<>(ENGLISH.keys());
        unused.remove("language.tag");
        unused.removeIf(key -> sources.contains('"' + key + '"'));
        unused.removeIf(key -> PREFIXES.stream().anyMatch(key::startsWith));
        unused.removeIf(key ->
                key.indexOf('.') > 0
                        && sources.contains(
                                '"' + key.substring(0, key.lastIndexOf('.') + 1) + "\" +"));

        assertThat(unused).isEmpty();
    }

    @Test
    void everyTextThatIsSaidIsThere() throws IOException {
        Matcher said =
                Pattern.compile("(?:say|name)\\(\\s*(?:[a-z()]+ [<>!=]+ [0-9a-z().]+ \\? )?" + SAID)
                        .matcher(sources());
        SortedSet<String> missing = new TreeSet<>();
        int found = 0;
        while (said.find()) {
            found++;
            String key = said.group(1);
            if (!ENGLISH.has(key) && !PREFIXES.contains(key + ".")) {
                missing.add(key);
            }
        }

        assertThat(found).isGreaterThan(150);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyNameOfAnEnumerationHasItsText() {
        for (MessageState state : MessageState.values()) {
            String name = state.name().toLowerCase(Locale.ROOT);
            assertThat(ENGLISH.keys()).contains("state." + name, "balance." + name);
        }
        for (CampaignState state : CampaignState.values()) {
            assertThat(ENGLISH.keys())
                    .contains("campaign.state." + state.name().toLowerCase(Locale.ROOT));
        }
        for (Section section : Section.values()) {
            assertThat(ENGLISH.keys()).contains(section.text());
        }
        for (MailPart part : MailPart.values()) {
            assertThat(ENGLISH.keys())
                    .contains("mail.part." + part.name().toLowerCase(Locale.ROOT));
        }
        for (Health.Part part : Health.Part.values()) {
            assertThat(ENGLISH.keys()).contains("health." + part.name().toLowerCase(Locale.ROOT));
        }
        for (Trust trust : Trust.values()) {
            assertThat(ENGLISH.keys()).contains("trust." + trust.name().toLowerCase(Locale.ROOT));
        }
        for (Why.Join join : Why.Join.values()) {
            if (join != Why.Join.CONDITION && join != Why.Join.OTHER) {
                assertThat(ENGLISH.keys())
                        .contains("why.join." + join.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    @Test
    void noTextLosesItsApostrophe() {
        assertThat(ENGLISH.keys())
                .allSatisfy(key -> assertThat(ENGLISH.say(key)).doesNotContain("'"));
        String patterns =
                read(
                        Path.of(
                                System.getProperty("epistle.root", ".."),
                                "app/src/main/resources/io/epistle/console/texts/en.properties"));
        assertThat(patterns.lines().filter(line -> !line.startsWith("#")))
                .noneMatch(line -> line.contains("'"));
    }

    @Test
    void aMissingOrBrokenTextIsAnErrorOfTheProgram() {
        assertThatThrownBy(() -> ENGLISH.say("no.such.text"))
                .hasMessage("found no text under no.such.text");
        assertThatThrownBy(() ->
                        new Texts(
                                Locale.UK, new TreeMap<>(java.util.Map.of("broken", "{0,choice"))))
                .hasMessageStartingWith("text broken:");
        assertThat(ENGLISH.name("reason", "some_new_reason")).isEqualTo("some new reason");
    }
}
