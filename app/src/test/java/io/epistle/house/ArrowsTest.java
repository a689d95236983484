package io.epistle.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// The arrows between packages point one way, and only shells touch the world outside.
final class ArrowsTest {
    private static final MethodTypeDesc NOTHING_TO_NOTHING = MethodTypeDesc.ofDescriptor("()V");

    @Test
    void arrowsPointOneWayAndOnlyShellsTouchTheWorld() {
        List<ClassModel> classes = compiled("app/target/classes/io");

        List<String> complaints =
                classes.stream().flatMap(model -> Arrows.complaints(model).stream()).toList();

        assertThat(classes).hasSizeGreaterThan(20);
        assertThat(complaints).isEmpty();
    }

    @Test
    void liquidStandsAlone() {
        List<String> libraries =
                compiled("liquid/target/classes").stream()
                        .flatMap(model -> Arrows.named(model).stream())
                        .filter(name -> !name.startsWith("java."))
                        .filter(name -> !name.startsWith("io.epistle.liquid."))
                        .filter(name -> !name.startsWith("org.jspecify."))
                        .distinct()
                        .toList();

        assertThat(libraries).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    java.time.Instant                        | now               | ()Ljava/time/Instant;
                    java.time.LocalDate                      | now               | (Ljava/time/ZoneId;)Ljava/time/LocalDate;
                    java.lang.System                         | currentTimeMillis | ()J
                    java.lang.System                         | nanoTime          | ()J
                    java.lang.System                         | getenv            | (Ljava/lang/String;)Ljava/lang/String;
                    java.time.ZoneId                         | systemDefault     | ()Ljava/time/ZoneId;
                    java.lang.Thread                         | sleep             | (J)V
                    java.lang.Math                           | random            | ()D
                    java.util.UUID                           | randomUUID        | ()Ljava/util/UUID;
                    java.util.Collections                    | shuffle           | (Ljava/util/List;)V
                    java.util.concurrent.ThreadLocalRandom   | current           | ()Ljava/util/concurrent/ThreadLocalRandom;
                    java.util.random.RandomGenerator         | getDefault        | ()Ljava/util/random/RandomGenerator;
                    java.nio.file.Files                      | readString        | (Ljava/nio/file/Path;)Ljava/lang/String;
                    java.nio.channels.FileChannel            | open              | ()V
                    java.io.File                             | exists            | ()Z
                    java.io.FileInputStream                  | read              | ()I
                    java.net.InetAddress                     | getByName         | (Ljava/lang/String;)Ljava/net/InetAddress;
                    java.net.http.HttpClient                 | newHttpClient     | ()Ljava/net/http/HttpClient;
                    java.nio.channels.SocketChannel          | open              | ()Ljava/nio/channels/SocketChannel;
                    javax.net.ssl.SSLContext                 | getDefault        | ()Ljavax/net/ssl/SSLContext;
                    java.lang.ProcessBuilder                 | start             | ()V
                    java.lang.System                         | exit              | (I)V
                    """)
    void aDecisionThatTouchesTheWorldIsReportedAndAShellIsNot(
            String owner, String method, String descriptor) {
        ClassModel decision = calling("io.epistle.rule.Verdict", owner, method, descriptor);
        ClassModel shell = calling("io.epistle.rule.VerdictStore", owner, method, descriptor);
        ClassModel nested = calling("io.epistle.rule.VerdictStore$Row", owner, method, descriptor);
        ClassModel alike = calling("io.epistle.rule.Storekeeper", owner, method, descriptor);

        assertThat(Arrows.complaints(decision))
                .singleElement()
                .asString()
                .contains("io.epistle.rule.Verdict", owner + "." + method);
        assertThat(Arrows.complaints(shell)).isEmpty();
        assertThat(Arrows.complaints(nested)).isEmpty();
        assertThat(Arrows.complaints(alike)).hasSize(1);
    }

    @Test
    void chanceNeedsASeed() {
        ClassModel seeded = making("java.util.Random", "(J)V");
        ClassModel unseeded = making("java.util.Random", "()V");
        ClassModel secure = making("java.security.SecureRandom", "()V");

        assertThat(Arrows.complaints(seeded)).isEmpty();
        assertThat(Arrows.complaints(unseeded)).hasSize(1);
        assertThat(Arrows.complaints(secure)).hasSize(1);
    }

    @Test
    void parsingAnAddressIsNotTouchingTheNetwork() {
        ClassModel model =
                calling(
                        "io.epistle.compose.Link",
                        "java.net.URI",
                        "create",
                        "(Ljava/lang/String;)Ljava/net/URI;");

        assertThat(Arrows.complaints(model)).isEmpty();
    }

    @Test
    void onlyACommandAndMainSpeak() {
        assertThat(Arrows.complaints(speaking("io.epistle.collect.ImportWorker"))).hasSize(1);
        assertThat(Arrows.complaints(speaking("io.epistle.ImportCommand"))).isEmpty();
        assertThat(Arrows.complaints(speaking("io.epistle.Main"))).isEmpty();
    }

    @Test
    void mapsThatChangeTheirOrderAndReflectionAreReportedEvenInShells() {
        ClassModel copying =
                calling(
                        "io.epistle.store.FactStore",
                        "java.util.Map",
                        "copyOf",
                        "(Ljava/util/Map;)Ljava/util/Map;");
        ClassModel reflecting =
                calling(
                        "io.epistle.store.FactStore",
                        "java.lang.Class",
                        "forName",
                        "(Ljava/lang/String;)Ljava/lang/Class;");

        assertThat(Arrows.complaints(copying)).hasSize(1);
        assertThat(Arrows.complaints(reflecting)).hasSize(1);
    }

    @Test
    void anArrowAgainstTheOrderIsReported() {
        ClassModel against =
                calling("io.epistle.event.Fact", "io.epistle.store.FactStore", "put", "()V");
        ClassModel along =
                calling("io.epistle.store.FactStore", "io.epistle.event.Fact", "put", "()V");
        ClassModel toMain = calling("io.epistle.console.Page", "io.epistle.Main", "main", "()V");

        assertThat(Arrows.complaints(against))
                .containsExactly(
                        "io.epistle.event.Fact uses io.epistle.store.FactStore, which comes later:"
                                + " put an interface here and let Main wire it");
        assertThat(Arrows.complaints(along)).isEmpty();
        assertThat(Arrows.complaints(toMain)).hasSize(1);
    }

    @Test
    void anArrowInASignatureAloneIsReported() {
        ClassModel model =
                ClassFile.of()
                        .parse(
                                ClassFile.of()
                                        .build(
                                                ClassDesc.of("io.epistle.event.Fact"),
                                                type ->
                                                        type.withField(
                                                                "rows",
                                                                ClassDesc.of(
                                                                        "io.epistle.store.FactStore"),
                                                                0)));

        assertThat(Arrows.complaints(model)).hasSize(1);
    }

    @Test
    void aPackageWithoutAPlaceIsReported() {
        ClassModel model = calling("io.epistle.misc.Thing", "java.lang.Object", "wait", "()V");

        assertThat(Arrows.complaints(model))
                .singleElement()
                .asString()
                .contains("has no place in the order");
    }

    @Test
    void aLibraryInTheWrongPackageOrInNoListIsReported() {
        ClassModel wrong =
                calling("io.epistle.event.FactStore", "org.rocksdb.RocksDB", "open", "()V");
        ClassModel right =
                calling("io.epistle.store.FactStore", "org.rocksdb.RocksDB", "open", "()V");
        ClassModel unknown = calling("io.epistle.store.FactStore", "org.left.Pad", "pad", "()V");

        assertThat(Arrows.complaints(wrong)).hasSize(1);
        assertThat(Arrows.complaints(right)).isEmpty();
        assertThat(Arrows.complaints(unknown)).hasSize(1);
    }

    /// A class with one method that calls one static method.
    private static ClassModel calling(String name, String owner, String method, String descriptor) {
        MethodTypeDesc arguments = MethodTypeDesc.ofDescriptor(descriptor);
        return withCode(
                name,
                code -> {
                    arguments
                            .parameterList()
                            .forEach(parameter -> {
                                switch (parameter.descriptorString()) {
                                    case "I" -> code.iconst_0();
                                    case "J" -> code.lconst_0();
                                    default -> code.aconst_null();
                                }
                            });
                    code.invokestatic(ClassDesc.of(owner), method, arguments).return_();
                });
    }

    /// A class with one method that makes one object and drops it.
    private static ClassModel making(String type, String constructor) {
        MethodTypeDesc arguments = MethodTypeDesc.ofDescriptor(constructor);
        return withCode(
                "io.epistle.experiment.Assignment",
                code -> {
                    code.new_(ClassDesc.of(type));
                    arguments.parameterList().forEach(_ -> code.lconst_0());
                    code.invokespecial(ClassDesc.of(type), "<init>", arguments).return_();
                });
    }

    /// A class with one method that prints an empty line.
    private static ClassModel speaking(String name) {
        return withCode(
                name,
                code ->
                        code.getstatic(
                                        ClassDesc.of("java.lang.System"),
                                        "out",
                                        ClassDesc.of("java.io.PrintStream"))
                                .invokevirtual(
                                        ClassDesc.of("java.io.PrintStream"),
                                        "println",
                                        NOTHING_TO_NOTHING)
                                .return_());
    }

    private static ClassModel withCode(String name, Consumer<CodeBuilder> code) {
        return ClassFile.of()
                .parse(
                        ClassFile.of()
                                .build(
                                        ClassDesc.of(name),
                                        type ->
                                                type.withMethodBody(
                                                        "act",
                                                        NOTHING_TO_NOTHING,
                                                        ClassFile.ACC_STATIC,
                                                        code)));
    }

    /// The classes below a folder of the project.
    private static List<ClassModel> compiled(String folder) {
        return Sources.files(Sources.root().resolve(folder), ".class").stream()
                .map(ArrowsTest::parsed)
                .toList();
    }

    private static ClassModel parsed(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
