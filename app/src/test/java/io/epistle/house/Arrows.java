package io.epistle.house;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a compiled class may know: which packages, which libraries, and whether clock, network,
/// disk and randomness.
///
/// It reads the constant pool, in which everything that a class names stands once, whether the
/// source named it in a call, a signature, a pattern or a method reference.
final class Arrows {
    /// The packages of the product in the order data flows: each uses only those before it. The
    /// last, empty one is that of `Main`.
    static final List<String> ORDER =
            List.of(
                    "event",
                    "vault",
                    "store",
                    "definition",
                    "identity",
                    "profile",
                    "rule",
                    "privacy",
                    "collect",
                    "enrich",
                    "catalogue",
                    "segment",
                    "predict",
                    "experiment",
                    "compose",
                    "trigger",
                    "send",
                    "safety",
                    "measure",
                    "connect",
                    "alert",
                    "console",
                    "demo",
                    "");

    /// Which packages may use which library. To use one somewhere else, add the package here: the
    /// line is where a reviewer sees it.
    static final List<Library> LIBRARIES =
            List.of(
                    new Library("org.rocksdb", "store"),
                    new Library("org.duckdb", "collect", "measure", ""),
                    new Library("java.sql", "collect", "measure", ""),
                    new Library(
                            "tools.jackson",
                            "definition",
                            "rule",
                            "privacy",
                            "collect",
                            "catalogue",
                            "predict",
                            "send",
                            "safety",
                            "measure",
                            "connect",
                            "console",
                            "demo",
                            ""),
                    new Library("org.snakeyaml", "definition"),
                    new Library("com.networknt", "collect"),
                    new Library("io.helidon", "collect", "send", "measure", "console", ""),
                    new Library("gg.jte", "console"),
                    new Library("picocli", ""),
                    new Library("org.ejml", "predict"),
                    new Library("org.apache.commons.statistics", "predict", "experiment"),
                    new Library("com.google.re2j", "definition", "rule"),
                    new Library(
                            "org.apache.commons.text", "definition", "identity", "rule", "compose"),
                    new Library("com.google.i18n.phonenumbers", "identity", "profile"),
                    new Library("jakarta.mail", "send"),
                    new Library("io.epistle.liquid", "compose", "console"),
                    new Library("org.jspecify", ORDER.toArray(String[]::new)));

    /// A class with such a name is a shell, the others decide.
    static final Pattern SHELL =
            Pattern.compile(
                    ".*(Endpoint|Store|Worker|Channel|Connector|Command|Server|File|Client)"
                            + "|Vault|Main");

    /// A class with such a name may write to the terminal.
    static final Pattern SPEAKER = Pattern.compile(".*Command|Main");

    /// What only a shell may call: `owner.member`, or `owner.member descriptor` where another form
    /// of the same member is pure.
    private static final Pattern OUTSIDE =
            Pattern.compile(
                    String.join(
                            "|",
                            // clock
                            "java/time/\\w+\\.now .*",
                            "java/time/(Clock|InstantSource)\\.(system|tick).*",
                            "java/lang/System\\.(currentTimeMillis|nanoTime) .*",
                            "java/lang/Thread\\.sleep .*",
                            "java/util/Date\\.<init> \\(\\)V",
                            "java/util/(Gregorian)?Calendar\\.(getInstance|<init>) .*",
                            // where it happens to run
                            "java/lang/System\\.(getenv|getProperty|getProperties) .*",
                            "java/time/ZoneId\\.systemDefault .*",
                            "java/util/(TimeZone|Locale)\\.getDefault .*",
                            "java/nio/charset/Charset\\.defaultCharset .*",
                            // randomness
                            "java/util/(Random|SplittableRandom)\\.<init> \\(\\)V",
                            "java/util/concurrent/ThreadLocalRandom\\..*",
                            "java/util/random/RandomGenerator\\.getDefault .*",
                            "java/security/SecureRandom\\..*",
                            "java/util/UUID\\.randomUUID .*",
                            "java/lang/(Strict)?Math\\.random .*",
                            "java/util/Collections\\.shuffle \\(Ljava/util/List;\\)V",
                            // disk
                            "java/nio/file/Files\\..*",
                            "java/nio/file/Path\\.(toRealPath|register) .*",
                            "java/nio/file/FileSystem\\w*\\..*",
                            "java/nio/channels/\\w*FileChannel\\..*",
                            "java/io/(File|RandomAccessFile)(\\w*(Stream|Reader|Writer))?\\..*",
                            "java/util/(zip|jar)/(Zip|Jar)File\\..*",
                            "java/lang/Class(Loader)?\\.(getResource|getSystemResource).*",
                            // network
                            "java/net/(?!URI\\.|URLEncoder\\.|URLDecoder\\.|IDN\\.|\\w*Exception\\."
                                + "|InetAddress\\.ofLiteral|InetSocketAddress\\.createUnresolved)"
                                + ".*",
                            "java/nio/channels/\\w*(Socket|Datagram)\\w*\\..*",
                            "javax/net/.*",
                            "java/sql/DriverManager\\..*",
                            // other processes
                            "java/lang/(ProcessBuilder|Process|ProcessHandle)\\..*",
                            "java/lang/Runtime\\.(exec|halt|exit) .*",
                            "java/lang/System\\.exit .*"));

    /// What a class that is neither a command nor `Main` leaves alone.
    private static final Pattern TERMINAL = Pattern.compile("java/lang/System\\.(out|err|in) .*");

    /// What nobody calls.
    private static final Pattern NEVER =
            Pattern.compile(
                    String.join(
                            "|",
                            "java/util/(Map|Set)\\.copyOf .*",
                            "java/lang/reflect/(?!Array\\.).*",
                            "java/lang/Class\\.(forName|newInstance|getDeclared\\w+|getMethods?"
                                    + "|getFields?|getConstructors?) .*"));

    private static final Pattern NAMED = Pattern.compile("L((?:\\w+/)+[\\w$]+)[;<]");

    private Arrows() {}

    /// Who may use a third party's code, or one of the JDK's doors to the outside.
    ///
    /// @param prefix the first words of its package names
    /// @param packages those of [#ORDER] that may use it
    record Library(String prefix, List<String> packages) {
        Library(String prefix, String... packages) {
            this(prefix, List.of(packages));
        }

        boolean holds(String className) {
            return className.startsWith(prefix + ".");
        }
    }

    /// What is wrong with a class, one sentence each, sorted; nothing where all is well.
    static List<String> complaints(ClassModel model) {
        String name = model.thisClass().asInternalName().replace('/', '.');
        SortedSet<String> complaints = new TreeSet<>();
        int own = ORDER.indexOf(home(name));
        if (own < 0) {
            return List.of(
                    "%s: the package %s has no place in the order; add it to Arrows.ORDER and ARCHITECTURE.md"
                            .formatted(name, home(name)));
        }
        for (String other : named(model)) {
            unwelcome(name, own, other).ifPresent(complaints::add);
        }
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof MemberRefEntry member) {
                forbidden(name, member).ifPresent(complaints::add);
            }
        }
        return List.copyOf(complaints);
    }

    private static Optional<String> unwelcome(String name, int own, String other) {
        if (other.startsWith("io.epistle.") && !other.startsWith("io.epistle.liquid.")) {
            return ORDER.indexOf(home(other)) <= own
                    ? Optional.empty()
                    : Optional.of(
                            "%s uses %s, which comes later: put an interface here and let Main wire it"
                                    .formatted(name, other));
        }
        for (Library library : LIBRARIES) {
            if (library.holds(other)) {
                return library.packages().contains(ORDER.get(own))
                        ? Optional.empty()
                        : Optional.of(
                                "%s uses %s, which only %s may: see Arrows.LIBRARIES"
                                        .formatted(name, library.prefix(), library.packages()));
            }
        }
        return other.startsWith("java.") || other.startsWith("javax.")
                ? Optional.empty()
                : Optional.of(
                        "%s uses %s, a library that nobody is listed for: see Arrows.LIBRARIES"
                                .formatted(name, other));
    }

    private static Optional<String> forbidden(String name, MemberRefEntry member) {
        String use =
                member.owner().asInternalName()
                        + "."
                        + member.name().stringValue()
                        + " "
                        + member.type().stringValue();
        String called = use.substring(0, use.indexOf(' ')).replace('/', '.');
        String shell = outermost(name);
        if (NEVER.matcher(use).matches()) {
            return Optional.of(
                    "%s calls %s, which nobody does: its order or its effect differs from run to run"
                            .formatted(name, called));
        }
        if (TERMINAL.matcher(use).matches() && !SPEAKER.matcher(shell).matches()) {
            return Optional.of(
                    "%s uses %s: only a Command and Main speak to the terminal"
                            .formatted(name, called));
        }
        if (OUTSIDE.matcher(use).matches() && !SHELL.matcher(shell).matches()) {
            return Optional.of(
                    "%s calls %s: take the instant, seed or bytes as an argument, or move the call to a shell"
                            .formatted(name, called));
        }
        return Optional.empty();
    }

    /// Every class that this one names, with dots.
    static SortedSet<String> named(ClassModel model) {
        SortedSet<String> names = new TreeSet<>();
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry type && !type.asInternalName().startsWith("[")) {
                names.add(type.asInternalName().replace('/', '.'));
            } else if (entry instanceof Utf8Entry text) {
                Matcher matcher = NAMED.matcher(text.stringValue());
                while (matcher.find()) {
                    names.add(matcher.group(1).replace('/', '.'));
                }
            }
        }
        return names;
    }

    /// The package of the order that a class lies in; empty for that of `Main`.
    private static String home(String className) {
        String[] parts = className.split("\\.");
        return parts.length > 3 ? parts[2] : "";
    }

    private static String outermost(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        int dollar = simple.indexOf('$');
        return dollar < 0 ? simple : simple.substring(0, dollar);
    }
}
