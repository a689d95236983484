package io.epistle.definition;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads settings: a YAML file that is no definition, such as that of the server, by the same forms
/// and with the same words for what is wrong.
public final class Settings {
    private static final Mark BEGINNING = new Mark(1, 1);

    private Settings() {}

    /// What a reader makes of a file's keys; absent where something is wrong, which is added to
    /// `problems`.
    ///
    /// @param file how problems name the file
    /// @param text its text; without any key it is read as one without settings
    public static <T> Optional<T> read(
            String file, String text, Problems problems, Function<Fields, Optional<T>> reader) {
        List<Source> sources = Source.split(file, text);
        if (sources.size() > 1) {
            problems.add(
                    new Problem(
                            file,
                            new Mark(sources.get(1).firstLine(), 1),
                            "a second document behind ---",
                            "one alone"));
            return Optional.empty();
        }
        Source source = sources.isEmpty() ? new Source(file, 1, "") : sources.getFirst();
        int before = problems.count();
        Optional<Node> node = Yaml.read(source, problems);
        if (problems.count() > before) {
            return Optional.empty();
        }
        return switch (node.orElse(new Node.Mapping(BEGINNING, List.of()))) {
            case Node.Mapping root ->
                    reader.apply(new Fields(new Inquiry(source, new TreeMap<>(), problems), root));
            case Node.Scalar other -> refused(file, other, problems);
            case Node.Sequence other -> refused(file, other, problems);
        };
    }

    private static <T> Optional<T> refused(String file, Node node, Problems problems) {
        problems.add(
                new Problem(
                        file, node.mark(), node.described(), "keys and values, as in port: 8600"));
        return Optional.empty();
    }
}
