package io.epistle.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Event;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A small import and what became of it, for tests.
record Imported(MemoryIntake intake, ImportResult result) {
    /// The header of the first UCI set.
    static final String HEADER =
            "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n";

    /// Imports rows under [#HEADER].
    static Imported rows(Path folder, String... rows) {
        return text(folder, HEADER + String.join("\n", rows) + "\n");
    }

    /// Imports a whole text as a CSV file.
    static Imported text(Path folder, String text) {
        return bytes(folder, "orders.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    static Imported bytes(Path folder, String name, byte[] content) {
        return mapped(folder, name, content, Mapping.GUESSED);
    }

    static Imported mapped(Path folder, String name, byte[] content, Mapping mapping) {
        try {
            Path file = folder.resolve(name);
            Files.write(file, content);
            return request(
                    new MemoryIntake(),
                    ImportRequest.orders(file, folder.resolve("temporary")).with(mapping));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /// A mapping of orders that says `yaml`.
    static Mapping mapping(String yaml) {
        String text = "kind: mapping\nid: shop\nof: orders\n" + yaml;
        return ((MappingFile.Content.Read) MappingFile.parse("m.yaml", text))
                .definition()
                .mapping();
    }

    static Imported request(MemoryIntake intake, ImportRequest request) {
        ImportResult result = OrderImport.run(request, intake, Progress.UNWATCHED);
        if (Files.exists(request.temporary())) {
            assertThat(request.temporary()).isEmptyDirectory();
        }
        intake.told();
        return new Imported(intake, result);
    }

    /// The counts of an import that was completed.
    ImportCounts counts() {
        assertThat(result).isInstanceOf(ImportResult.Completed.class);
        return ((ImportResult.Completed) result).counts();
    }

    MappingReport report() {
        assertThat(result).isInstanceOf(ImportResult.Completed.class);
        return ((ImportResult.Completed) result).report();
    }

    /// The sentence of an import that was refused; nothing of it may be stored.
    String refusal() {
        assertThat(result).isInstanceOf(ImportResult.Refused.class);
        assertThat(intake.events).isEmpty();
        assertThat(intake.rows).isEmpty();
        String sentence = ((ImportResult.Refused) result).sentence();
        assertThat(sentence).doesNotContain("Exception", "\n");
        return sentence;
    }

    List<Event> events() {
        return intake.facts();
    }

    /// The only event.
    Event event() {
        assertThat(intake.events).hasSize(1);
        return intake.facts().getFirst();
    }

    /// The bad rows as `line rule`, in the order they came.
    List<String> bad() {
        return intake.rows.values().stream()
                .map(row -> row.line() + " " + row.reason().rule())
                .toList();
    }
}
