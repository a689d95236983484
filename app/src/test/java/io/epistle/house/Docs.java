package io.epistle.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a document names between backticks or links to, checked against what there is.
///
/// Recognised are: a path (`app/pom.xml`, `event/`, `pom.xml`), a class with or without a member
/// (`Fact`, `Timeline.asOf`), a command with its options (`epistle import --as`), an option alone
/// (`--data`), a call of Maven with its properties and profiles, a variable of the environment
/// (`JAVA_HOME`), and a dotted key (`rfm.frequency`). Anything else is prose.
final class Docs {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]+)(#[^)]*)?\\)");
    private static final Pattern SHELL_COMMAND =
            Pattern.compile("(?m)^\\s*(?:\\$ )?\\./epistle (.+)$");

    private static final Pattern COMMAND = Pattern.compile("(?:\\./)?epistle ([a-z].*|--.*)");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");
    private static final Pattern PATH =
            Pattern.compile(
                    "\\.?[\\w-]+(/[\\w.-]+)*/|\\.?[\\w-]+(/[\\w.-]+)+|[\\w-]+\\.[a-z]{2,4}");
    private static final Pattern CLASS =
            Pattern.compile("((?:[A-Z][a-z0-9]+)+)(?:[.#](\\w+)(?:\\(.*\\))?)?");
    private static final Pattern MAVEN = Pattern.compile("-([DP])([\\w.]+)");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");
    private static final Pattern ELSEWHERE =
            Pattern.compile(
                    "(java|javax|jdk)\\..*|.*\\.(com|org|net|test|example)|(.*/)?target/.*");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");

    private Docs() {}

    /// What exists, so that this class can be tried without the project.
    ///
    /// @param path whether a path, relative to the root or to a package, exists
    /// @param classMember whether a class (first) has a member (second); an empty member asks for
    ///   the class alone
    /// @param command whether a word is a command of the launcher
    /// @param written whether the text occurs in a source, a definition or a sample
    record Known(
            Predicate<Path> path,
            BiPredicate<String, String> classMember,
            Predicate<String> command,
            Predicate<String> written) {}

    /// What a document names that does not exist, one sentence each, in the order of the document.
    static List<String> complaints(String markdown, Known known) {
        List<String> complaints = new ArrayList<>();
        Matcher fence = FENCE.matcher(markdown);
        while (fence.find()) {
            maven(fence.group(2), known, complaints);
            Matcher command = SHELL_COMMAND.matcher(fence.group(2));
            while (command.find()) {
                command(command.group(1), known, complaints);
            }
        }
        String prose = FENCE.matcher(markdown).replaceAll("");
        Matcher code = CODE.matcher(prose);
        while (code.find()) {
            named(code.group(1).strip(), known, complaints);
        }
        Matcher link = LINK.matcher(prose);
        while (link.find()) {
            String target = link.group(1);
            if (!target.contains(":") && !known.path().test(Path.of(target))) {
                complaints.add("links to %s, which does not exist".formatted(target));
            }
        }
        return complaints;
    }

    private static void named(String text, Known known, List<String> complaints) {
        Matcher command = COMMAND.matcher(text);
        Matcher type = CLASS.matcher(text);
        if (command.matches()) {
            command(command.group(1), known, complaints);
        } else if (text.startsWith("mvn ") || text.startsWith("-D") || text.startsWith("-P")) {
            maven(text, known, complaints);
        } else if (ELSEWHERE.matcher(text).matches()) {
            return;
        } else if (VARIABLE.matcher(text).matches() && !known.written().test(text)) {
            complaints.add("names the variable %s, which no source knows".formatted(text));
        } else if (OPTION.matcher(text).matches()) {
            options(text, known, complaints);
        } else if (type.matches()) {
            String member = type.group(2) == null ? "" : type.group(2);
            if (!known.classMember().test(type.group(1), member)) {
                complaints.add("names the class %s, which does not exist".formatted(text));
            }
        } else if (PATH.matcher(text).matches() && !known.written().test(text)) {
            if (!known.path().test(Path.of(text))) {
                complaints.add("names the path %s, which does not exist".formatted(text));
            }
        } else if (KEY.matcher(text).matches() && !known.written().test(text)) {
            complaints.add("names the key %s, which no source knows".formatted(text));
        }
    }

    private static void command(String rest, Known known, List<String> complaints) {
        String first = rest.split("\\s+", 2)[0];
        if (!first.startsWith("-") && !known.command().test(first)) {
            complaints.add("names the command epistle %s, which does not exist".formatted(first));
        }
        options(rest, known, complaints);
    }

    private static void maven(String text, Known known, List<String> complaints) {
        Matcher argument = MAVEN.matcher(text);
        while (argument.find()) {
            String name = argument.group(2);
            if (name.equals("test") || name.startsWith("surefire.")) {
                continue;
            }
            boolean property = argument.group(1).equals("D");
            String declaration = property ? "<%s>" : "<id>%s</id>";
            if (!known.written().test(declaration.formatted(name))) {
                complaints.add(
                        "names the Maven %s %s, which the build does not know"
                                .formatted(property ? "property" : "profile", name));
            }
        }
    }

    private static void options(String text, Known known, List<String> complaints) {
        Matcher option = OPTION.matcher(text);
        while (option.find()) {
            if (!known.written().test(option.group())) {
                complaints.add(
                        "names the option %s, which does not exist".formatted(option.group()));
            }
        }
    }
}
