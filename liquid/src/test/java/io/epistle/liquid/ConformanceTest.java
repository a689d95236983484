package io.epistle.liquid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Texts;
import io.epistle.liquid.value.Value;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Runs the golden-liquid cases of every JSON file in the folder named by `liquid.cases`, by
/// default the folder `liquid` of the real data.
class ConformanceTest {
    private static final Instant NOW = Instant.parse("2026-07-01T06:00:00Z");

    /// Cases that fail, by name, each with its reason.
    private static final Map<String, String> KNOWN_FAILURES = Map.of();

    /// How a group of cases went.
    private record Tally(int passed, int failed) {
        Tally plus(boolean pass) {
            return pass ? new Tally(passed + 1, failed) : new Tally(passed, failed + 1);
        }
    }

    @Test
    void everyCaseButTheKnownFailuresGivesTheResultOfTheReference() throws IOException {
        Path folder = folder();
        assumeTrue(Files.isDirectory(folder), "no conformance cases in " + folder);
        var tallies = new TreeMap<String, Tally>();
        var failures = new ArrayList<String>();

        for (Path file : files(folder)) {
            Value read = Json.read(Files.readString(file));
            if (read instanceof Mapping suite && suite.get("tests") instanceof Sequence tests) {
                for (int i = 0; i < tests.size(); i++) {
                    run((Mapping) tests.get(i), tallies, failures);
                }
            }
        }

        int passed = tallies.values().stream().mapToInt(Tally::passed).sum();
        int failed = tallies.values().stream().mapToInt(Tally::failed).sum();
        assumeTrue(passed + failed > 0, "no conformance cases in " + folder);
        report(tallies, passed, failed);
        assertThat(failures).isEmpty();
    }

    private static Path folder() {
        String named = System.getProperty("liquid.cases", "");
        String data = System.getProperty("epistle.data", "../../shared/data");
        return Path.of(named.isEmpty() ? data + "/liquid" : named);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    private static void run(Mapping test, Map<String, Tally> tallies, List<String> failures) {
        String name = Texts.of(test.get("name"));
        String outcome = outcome(test);
        boolean pass = expected(test, outcome);
        tallies.merge(group(name), new Tally(0, 0).plus(pass), (a, b) -> a.plus(pass));
        if (pass == KNOWN_FAILURES.containsKey(name)) {
            failures.add(
                    (pass ? "passes now: " : "fails: ")
                            + name
                            + "\n  template: "
                            + Texts.inspect(test.get("template"))
                            + "\n  data: "
                            + Texts.inspect(test.get("data"))
                            + "\n  expected: "
                            + Texts.inspect(test.get("result"))
                            + "\n  found: "
                            + Texts.inspect(Value.of(outcome)));
        }
    }

    private static String group(String name) {
        String[] parts = name.split(", ", -1);
        return parts.length > 2 ? parts[0] + ", " + parts[1] : parts[0];
    }

    /// The output, or `invalid` where parsing or rendering fails.
    private static String outcome(Mapping test) {
        try {
            LiquidOptions options = LiquidOptions.standard();
            var partials = new TreeMap<String, String>();
            if (test.get("templates") instanceof Mapping templates) {
                templates.keys().forEach(key -> partials.put(key, Texts.of(templates.get(key))));
            }
            Mapping data = test.get("data") instanceof Mapping given ? given : Value.map(Map.of());
            RenderContext context =
                    RenderContext.of(data, NOW).withPartials(Partials.of(partials, options));
            return "output "
                    + Template.parse("case", Texts.of(test.get("template")), options)
                            .render(context);
        } catch (LiquidException invalid) {
            return "invalid";
        }
    }

    private static boolean expected(Mapping test, String outcome) {
        if (test.get("invalid").truthy()) {
            return outcome.equals("invalid");
        }
        if (test.get("results") instanceof Sequence results) {
            for (int i = 0; i < results.size(); i++) {
                if (outcome.equals("output " + Texts.of(results.get(i)))) {
                    return true;
                }
            }
            return false;
        }
        return test.get("result") instanceof Text result
                && outcome.equals("output " + result.value());
    }

    @SuppressWarnings("SystemOut") // the count is what this test is run for
    private static void report(Map<String, Tally> tallies, int passed, int failed) {
        tallies.forEach((group, tally) ->
                System.out.println(
                        group + ": " + tally.passed() + " passed, " + tally.failed() + " failed"));
        KNOWN_FAILURES.forEach((name, why) -> System.out.println("known: " + name + ": " + why));
        System.out.println(
                "liquid conformance: "
                        + passed
                        + " passed, "
                        + failed
                        + " failed of "
                        + (passed + failed));
    }
}
