package io.epistle.house;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whatever the documents name, exists.
final class DocsTest {
    private static final Path CODE = Path.of("app/src/main/java/io/epistle");

    /// Options that every command has without saying so.
    private static final Set<String> EVERYWHERE = Set.of("--help", "--version");

    /// Words in backticks that look like a class and are none of ours.
    private static final Set<String> WORDS = Set.of();

    private static final Pattern DECLARED =
            Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)");
    private static final Pattern COMMAND =
            Pattern.compile(
                    "(?:Command\\((?:[^\"]*,)?\\s*name = |addSubcommand\\(|\\.name\\(|named\\(\\s*)"
                            + "\"([a-z][a-z-]*)\"");
    private static final Pattern FOLDER = Pattern.compile("(?m)^\\| `([a-z]+)/` \\|");

    @Test
    void whateverTheDocumentsNameExists() {
        List<Path> documents = documents();
        NavigableMap<String, String> classes = classes();
        NavigableSet<String> commands = commands();
        String written = written();

        List<String> complaints = new ArrayList<>();
        for (Path document : documents) {
            Docs.Known known =
                    new Docs.Known(
                            path -> exists(path, document),
                            (name, member) -> knows(classes, name, member, written),
                            commands::contains,
                            text -> EVERYWHERE.contains(text) || written.contains(text));
            Docs.complaints(Sources.text(document), known).stream()
                    .map(complaint -> Sources.root().relativize(document) + " " + complaint)
                    .forEach(complaints::add);
        }

        assertThat(documents).hasSizeGreaterThanOrEqualTo(4);
        assertThat(complaints).isEmpty();
    }

    @Test
    void theArchitectureListsThePackagesInTheirOrder() {
        List<String> there =
                Arrows.ORDER.stream()
                        .filter(name -> !name.isEmpty())
                        .filter(name -> Files.isDirectory(root().resolve(CODE).resolve(name)))
                        .toList();

        List<String> listed =
                FOLDER.matcher(Sources.text(root().resolve("ARCHITECTURE.md")))
                        .results()
                        .map(match -> match.group(1))
                        .toList();

        assertThat(listed).isEqualTo(there);
    }

    @Test
    void whatExistsIsNotComplainedAbout() {
        String document =
                """
                The `Fact` of `Timeline.asOf` lies in `event/`, see `app/pom.xml` and [it](README.md).
                Run `epistle import FILE --as orders`; `--data` and `rfm.frequency` are known, as are
                `EPISTLE_JAVA_OPTS`, `mvn verify -Pproof -Depistle.data=DIR`, `java.lang.classfile`
                and `example.com`. Prose is `anything else`, `1.5 ms` or `POST`.

                ```sh
                ./epistle import orders.csv --as orders
                ```
                """;

        assertThat(Docs.complaints(document, SMALL)).isEmpty();
    }

    @Test
    void whateverDoesNotExistIsComplainedAboutOnce() {
        String document =
                """
                The `Fabel` of `Timeline.since` lies in `fable/`, see `app/pom.yaml` and [it](READYOU.md).
                Run `epistle export FILE --like orders`; `--date` and `rfm.frequent` are unknown, as are
                `EPISTLE_JAVA_OPTIONS` and `mvn verify -Pprove -Depistle.date=DIR`.

                ```sh
                ./epistle explode --now
                mvn -Pproved
                ```
                """;

        assertThat(Docs.complaints(document, SMALL))
                .containsExactly(
                        "names the Maven profile proved, which the build does not know",
                        "names the command epistle explode, which does not exist",
                        "names the option --now, which does not exist",
                        "names the class Fabel, which does not exist",
                        "names the class Timeline.since, which does not exist",
                        "names the path fable/, which does not exist",
                        "names the path app/pom.yaml, which does not exist",
                        "names the command epistle export, which does not exist",
                        "names the option --like, which does not exist",
                        "names the option --date, which does not exist",
                        "names the key rfm.frequent, which no source knows",
                        "names the variable EPISTLE_JAVA_OPTIONS, which no source knows",
                        "names the Maven profile prove, which the build does not know",
                        "names the Maven property epistle.date, which the build does not know",
                        "links to READYOU.md, which does not exist");
    }

    private static final Docs.Known SMALL =
            new Docs.Known(
                    path ->
                            Set.of("event", "app/pom.xml", "README.md", "pom.xml")
                                    .contains(path.toString()),
                    (name, member) ->
                            name.equals("Fact") && member.isEmpty()
                                    || name.equals("Timeline") && member.equals("asOf"),
                    "import"::equals,
                    Set.of(
                                    "--as",
                                    "--data",
                                    "rfm.frequency",
                                    "EPISTLE_JAVA_OPTS",
                                    "<id>proof</id>",
                                    "<epistle.data>")
                            ::contains);

    private static Path root() {
        return Sources.root();
    }

    /// The documents at the root and below `docs`.
    private static List<Path> documents() {
        try (Stream<Path> files = Files.list(root())) {
            return Stream.concat(
                            files.filter(file -> file.toString().endsWith(".md")),
                            Sources.files(root().resolve("docs"), ".md").stream())
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Whether a path exists from the root, from the folder of packages, or from the document.
    private static boolean exists(Path path, Path document) {
        return Stream.of(root(), root().resolve(CODE), document.resolveSibling("."))
                .anyMatch(folder -> Files.exists(folder.resolve(path)));
    }

    /// The simple names of our classes, nested ones too, each with the text that declares it, and
    /// of the JDK's, without.
    private static NavigableMap<String, String> classes() {
        NavigableMap<String, String> classes = new TreeMap<>();
        try (Stream<Path> files =
                Files.walk(
                        FileSystems.getFileSystem(URI.create("jrt:/"))
                                .getPath("modules/java.base/java"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(name.lastIndexOf('$') + 1, name.lastIndexOf('.')))
                    .forEach(name -> classes.put(name, ""));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        for (Path file : Sources.java()) {
            String text = Sources.text(file);
            Matcher declaration = DECLARED.matcher(text);
            while (declaration.find()) {
                classes.merge(declaration.group(1), text, String::concat);
            }
        }
        return classes;
    }

    private static boolean knows(
            NavigableMap<String, String> classes, String name, String member, String written) {
        String text = classes.get(name);
        if (text == null) {
            return WORDS.contains(name) || member.isEmpty() && written.contains("\"" + name + "\"");
        }
        return member.isEmpty()
                || text.isEmpty()
                || Pattern.compile("\\b" + Pattern.quote(member) + "\\b").matcher(text).find();
    }

    /// The names of all commands and their subcommands.
    private static NavigableSet<String> commands() {
        return Sources.files(root().resolve(CODE), ".java").stream()
                .filter(file -> file.toString().matches(".*(Command|/Main)\\.java"))
                .flatMap(file -> COMMAND.matcher(Sources.text(file)).results())
                .map(match -> match.group(1))
                .collect(toCollection(TreeSet::new));
    }

    /// All text in which an option, a key or a variable can be written: sources without their
    /// tests, pages, samples, the launcher and the build.
    private static String written() {
        Stream<Path> modules =
                Sources.modules().stream()
                        .flatMap(module ->
                                Stream.concat(
                                        Stream.of(module.resolve("pom.xml")),
                                        Sources.files(module.resolve("src/main"), "").stream()));
        Stream<Path> examples =
                Sources.files(root().resolve("examples"), "").stream()
                        .filter(file -> file.toString().matches(".*\\.(yaml|liquid|html|json)"));
        Stream<Path> top = Stream.of("pom.xml", "epistle").map(root()::resolve);
        return Stream.of(modules, examples, top)
                .flatMap(files -> files)
                .filter(file -> file.toString().matches(".*(\\.\\w{2,6}|/epistle)"))
                .filter(file -> !file.toString().matches(".*\\.(png|ico|woff2?|gz|jar|parquet)"))
                .map(Sources::text)
                .collect(joining("\n"));
    }
}
