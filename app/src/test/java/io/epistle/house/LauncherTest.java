package io.epistle.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// The launcher, in a project of its own with a Java and a Maven that only say what they were told.
final class LauncherTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant SINCE = Instant.parse("2021-01-01T00:00:00Z");
    private static final List<String> TOOLS =
            List.of("dirname", "find", "grep", "head", "mkdir", "readlink", "sed", "tail", "touch");

    @TempDir private Path folder;
    private Path project;
    private Path tools;
    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void lay() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the launcher needs a POSIX shell");
        project = Files.createDirectories(folder.resolve("a project"));
        Files.copy(Sources.root().resolve("epistle"), project.resolve("epistle"));
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            script(tools.resolve(tool), "exec %s \"$@\"\n".formatted(installed(tool)));
        }
        environment.put("PATH", tools.toString());
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("EPISTLE_JVMS", folder.resolve("jvms").toString());
    }

    @Test
    void theNamedJdkRunsTheJarWithItsArgumentsUntouched() throws IOException {
        environment.put("JAVA_HOME", jdk("named jdk", "25.0.1").toString());
        jar(SINCE);

        Run run = launch("segment", "preview", "two words", "*");

        assertThat(run.exit).isZero();
        assertThat(run.errors).isEmpty();
        assertThat(run.output)
                .startsWith("named jdk\n")
                .contains("-XX:+UseParallelGC\n")
                .endsWith(
                        "-jar\n%s/app/target/epistle.jar\nsegment\npreview\ntwo words\n*\n"
                                .formatted(project.toRealPath()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.1", "26-ea", "31.4.2"})
    void aNewEnoughJdkIsTaken(String version) throws IOException {
        environment.put("JAVA_HOME", jdk("named", version).toString());
        jar(SINCE);

        assertThat(launch().output).startsWith("named\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_392", "9", "17.0.15", "24.0.2", "nonsense"})
    void anOldJdkIsPassedOverForOneInTheUsualPlaces(String version) throws IOException {
        environment.put("JAVA_HOME", jdk("named", version).toString());
        jdk("jvms/a", "21");
        jdk("jvms/b", "25");
        jar(SINCE);

        assertThat(launch().output).startsWith("b\n");
    }

    @Test
    void aJdkWithoutAReleaseFileIsAskedForItsVersion() throws IOException {
        Path home = jdk("named", "25.0.1");
        Files.delete(home.resolve("release"));
        environment.put("JAVA_HOME", home.toString());
        jar(SINCE);

        assertThat(launch().output).startsWith("named\n");
    }

    @Test
    void theJavaOnThePathIsTakenWhenItIsNewEnough() throws IOException {
        Files.createSymbolicLink(tools.resolve("java"), jdk("elsewhere", "26").resolve("bin/java"));
        jdk("jvms/b", "25");
        jar(SINCE);

        assertThat(launch().output).startsWith("elsewhere\n");
    }

    @Test
    void withoutAJdkItSaysSoInOneSentence() throws IOException {
        jdk("jvms/a", "17.0.15");
        jar(SINCE);

        Run run = launch("serve");

        assertThat(run.exit).isEqualTo(1);
        assertThat(run.output).isEmpty();
        assertThat(run.errors)
                .isEqualTo(
                        "epistle: Epistle needs a JDK 25 or newer and found none: install one, or"
                                + " point JAVA_HOME at it.\n");
    }

    @Test
    void withoutAJarItBuildsAndSaysSoInOneLine() throws IOException {
        environment.put("JAVA_HOME", jdk("named", "25").toString());
        maven("mkdir -p app/target; echo built >app/target/epistle.jar; echo noise; echo more >&2");
        Files.createFile(project.resolve("pom.xml"));

        Run run = launch();

        assertThat(run.exit).isZero();
        assertThat(run.output).startsWith("named\n").doesNotContain("noise");
        assertThat(run.errors)
                .isEqualTo("epistle: first start, building (this takes a minute) ...\n");
    }

    @Test
    void itBuildsAgainOnlyWhenASourceIsNewerThanTheJar() throws IOException {
        environment.put("JAVA_HOME", jdk("named", "25").toString());
        maven("echo again >>app/target/builds");
        jar(SINCE);
        Path source = project.resolve("app/src/main/java/Main.java");
        Files.createDirectories(source.getParent());
        Files.createFile(source);
        Files.createFile(project.resolve("pom.xml"));
        Files.setLastModifiedTime(project.resolve("pom.xml"), FileTime.from(LONG_AGO));
        for (String path : List.of("", "/main", "/main/java", "/main/java/Main.java")) {
            Files.setLastModifiedTime(project.resolve("app/src" + path), FileTime.from(LONG_AGO));
        }

        Run unchanged = launch();
        Files.setLastModifiedTime(source, FileTime.from(SINCE.plusSeconds(5)));
        Run changed = launch();
        Run again = launch();

        assertThat(unchanged.errors).isEmpty();
        assertThat(changed.errors)
                .isEqualTo("epistle: the sources changed, building (this takes a minute) ...\n");
        assertThat(again.errors).isEmpty();
        assertThat(project.resolve("app/target/builds")).hasContent("again");
    }

    @Test
    void withoutMavenAMissingJarIsSaidInOneSentence() throws IOException {
        environment.put("JAVA_HOME", jdk("named", "25").toString());

        Run run = launch();

        assertThat(run.exit).isEqualTo(1);
        assertThat(run.output).isEmpty();
        assertThat(run.errors)
                .isEqualTo(
                        "epistle: Epistle is not built yet and Maven is not on the PATH: install"
                                + " Maven 3.8 or newer, then try again.\n");
    }

    @Test
    void aFailedBuildShowsItsErrorsAndStartsNothing() throws IOException {
        environment.put("JAVA_HOME", jdk("named", "25").toString());
        maven("echo '[INFO] fine'; echo '[ERROR] a semicolon is missing'; exit 1");
        Files.createFile(project.resolve("pom.xml"));

        Run run = launch();

        assertThat(run.exit).isEqualTo(1);
        assertThat(run.output).isEmpty();
        assertThat(run.errors)
                .contains("[ERROR] a semicolon is missing", "epistle: the build failed")
                .doesNotContain("fine");
    }

    @Test
    void aLinkToItFindsTheProject() throws IOException {
        environment.put("JAVA_HOME", jdk("named", "25").toString());
        jar(SINCE);
        Path link = folder.resolve("bin/epistle");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of("../a project/epistle"));

        Run run = launch(link, "doctor");

        assertThat(run.errors).isEmpty();
        assertThat(run.output).endsWith("doctor\n");
    }

    @Test
    void itsOptionsForJavaComeAfterTheDefaults() throws IOException {
        environment.put("JAVA_HOME", jdk("named", "25").toString());
        environment.put("EPISTLE_JAVA_OPTS", "-Xmx3g -XX:+UseSerialGC");
        jar(SINCE);

        assertThat(launch().output).contains("\n-Xmx3g\n-XX:+UseSerialGC\n-jar\n");
    }

    /// What a start of the launcher said.
    private record Run(int exit, String output, String errors) {}

    private Run launch(String... arguments) throws IOException {
        return launch(project.resolve("epistle"), arguments);
    }

    private Run launch(Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interruption);
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    /// A folder like a JDK's, whose Java prints the folder's name and its arguments, one a line.
    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path java = home.resolve("bin/java");
        Files.createDirectories(java.getParent());
        script(
                java,
                """
                if [ "${1:-}" = -version ]; then
                    echo 'openjdk version "%s" 2025-09-16' >&2
                    exit 0
                fi
                echo '%s'
                for argument in "$@"; do
                    printf '%%s\\n' "$argument"
                done
                """
                        .formatted(version, home.getFileName()));
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        return home;
    }

    private void maven(String body) throws IOException {
        script(tools.resolve("mvn"), body + "\n");
    }

    private void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void jar(Instant written) throws IOException {
        Path jar = project.resolve("app/target/epistle.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);
        Files.setLastModifiedTime(jar, FileTime.from(written));
    }

    private static Path installed(String tool) {
        for (String place : List.of("/usr/bin", "/bin")) {
            Path file = Path.of(place, tool);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        throw new AssertionError("expected " + tool + " in /usr/bin or /bin");
    }
}
