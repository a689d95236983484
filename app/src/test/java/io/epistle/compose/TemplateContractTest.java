package io.epistle.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Struct;
import io.epistle.liquid.filter.FilterDefinition;
import io.epistle.liquid.tag.TagDefinition;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Value;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// The reference of templates names what there is, and nothing else.
final class TemplateContractTest {
    private static final String REFERENCE = reference();

    @Test
    void everyNameOfTheContractIsInTheReference() {
        Map<String, Value> values = values();
        TreeSet<String> names = new TreeSet<>(values.keySet());
        names.add("subject");
        names.add("preheader");
        names.add(EmailTags.BLOCKS);

        assertThat(TemplateContract.NAMES).containsExactlyElementsOf(names);
        assertThat(names)
                .allSatisfy(name -> assertThat(REFERENCE).containsPattern("`" + name + "[`.]"));
    }

    @Test
    void everyFieldOfTheContractIsInTheReference() {
        Map<String, Value> values = values();

        for (String name : List.of("offer", "campaign", "brand", "links")) {
            assertThat(((Mapping) Objects.requireNonNull(values.get(name))).keys())
                    .as(name)
                    .allSatisfy(field -> assertThat(REFERENCE).contains("`" + field + "`"));
        }
        assertThat(
                        ((Mapping)
                                        ((Sequence)
                                                        Objects.requireNonNull(
                                                                values.get("recommendations")))
                                                .get(0))
                                .keys())
                .allSatisfy(field -> assertThat(REFERENCE).contains("`" + field + "`"));
    }

    @Test
    void everyFilterAndTagIsInTheReference() {
        assertThat(EmailFilters.definitions())
                .extracting(FilterDefinition::name)
                .allSatisfy(name -> assertThat(REFERENCE).contains("| " + name));
        assertThat(List.of(EmailTags.abortMessage(), EmailTags.block()))
                .extracting(TagDefinition::name)
                .allSatisfy(name -> assertThat(REFERENCE).contains("{% " + name));
    }

    private static Map<String, Value> values() {
        ComposeInput input =
                Letters.input(
                        Letters.person(Struct.empty()), "ada@example.com", Letters.picks("Bell"));
        OfferDefinition offer =
                new OfferDefinition(
                        "o",
                        "O",
                        "Text",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Instant.EPOCH),
                        Optional.empty(),
                        1);
        return TemplateContract.values(input, Letters.brand(), Optional.of(offer));
    }

    private static String reference() {
        Path file =
                Path.of(System.getProperty("epistle.root", ".."))
                        .resolve("docs/reference/templates.md");
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new AssertionError("expected the reference of templates", failure);
        }
    }
}
