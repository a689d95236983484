package io.epistle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// `bench/run QUESTION [--json FILE]`. Exit codes: 0 answered, 1 not, 2 not understood.
public final class Main {
    private static final List<Question> QUESTIONS =
            List.of(
                    new ImportQuestion(),
                    new IngestQuestion(),
                    new TriggerQuestion(),
                    new SendQuestion(),
                    new LiquidQuestion());

    private Main() {}

    /// Asks one question.
    public static void main(String[] arguments) throws IOException {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws IOException {
        boolean json = arguments.size() == 3 && arguments.get(1).equals("--json");
        Optional<Question> question =
                arguments.isEmpty() ? Optional.empty() : named(arguments.getFirst());
        if (question.isEmpty() || (arguments.size() != 1 && !json)) {
            System.err.println(
                    "Found %s, expected bench/run QUESTION [--json FILE] with one of the questions: %s."
                            .formatted(
                                    arguments.isEmpty() ? "nothing" : String.join(" ", arguments),
                                    QUESTIONS.stream()
                                            .map(Question::name)
                                            .collect(Collectors.joining(", "))));
            return 2;
        }
        Path scratch = Files.createTempDirectory("epistle-bench");
        try {
            Machine machine = Machine.now();
            Path home = Path.of(System.getProperty("epistle.home", "."));
            Path data =
                    Path.of(
                            System.getProperty(
                                    "epistle.data", home.resolve("../shared/data").toString()));
            Report report =
                    new Report(
                            question.get(),
                            machine,
                            question.get().ask(new Place(home, data, scratch)));
            report.lines().forEach(System.out::println);
            if (json) {
                Files.writeString(Path.of(arguments.get(2)), report.json());
            }
            return 0;
        } catch (Unanswered why) {
            System.err.println(why.getMessage());
            return 1;
        } finally {
            Place.delete(scratch);
        }
    }

    private static Optional<Question> named(String name) {
        return QUESTIONS.stream().filter(question -> question.name().equals(name)).findFirst();
    }
}
