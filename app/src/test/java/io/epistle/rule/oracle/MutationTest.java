package io.epistle.rule.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.rule.oracle.Mutant.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The comparison with the oracle is worth something: it notices each of these faults.
final class MutationTest {
    static List<Mutant> mutants() {
        return List.of(
                new Mutant("windows end a millisecond late", "Active", "end", 0, Kind.LATER),
                new Mutant("windows start a millisecond late", "Active", "start", 0, Kind.LATER),
                new Mutant(
                        "a fact of this instant is unseen",
                        "Sightings",
                        "countUntil",
                        1,
                        Kind.BOUNDARY),
                new Mutant("at least n wants n + 1", "Presence", "isCount", 0, Kind.BOUNDARY),
                new Mutant("at most n allows n - 1", "Presence", "isCount", 1, Kind.BOUNDARY),
                new Mutant("a true count never lapses", "Presence", "lapse", 0, Kind.NEVER),
                new Mutant("a false count forgets what comes", "Presence", "begin", 0, Kind.NEVER),
                new Mutant(
                        "all stands until its last lapse, any until its last begins",
                        "Evaluation",
                        "joined",
                        0,
                        Kind.MINIMUM_AND_MAXIMUM),
                new Mutant(
                        "one dissenter is not enough",
                        "Evaluation",
                        "joined",
                        1,
                        Kind.MINIMUM_AND_MAXIMUM),
                new Mutant("RFM never changes", "RfmScores", "nextChange", 0, Kind.NEVER),
                new Mutant(
                        "sums wait for the later edge",
                        "Totals",
                        "at",
                        0,
                        Kind.MINIMUM_AND_MAXIMUM),
                new Mutant("funnels end a millisecond late", "Funnels", "missed", 2, Kind.BOUNDARY),
                new Mutant("the last stays the last", "Reigns", "end", 0, Kind.NEVER),
                new Mutant("spells that touch are apart", "Spells", "at", 1, Kind.BOUNDARY),
                new Mutant("traits never change", "Traits", "nextChange", 0, Kind.NEVER));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void everyPlantedFaultIsNoticed(Mutant mutant) throws ReflectiveOperationException {
        assertThat(trial(Optional.of(mutant))).as(mutant.fault()).isNotEmpty();
    }

    @Test
    void nothingIsNoticedWithoutAFault() throws ReflectiveOperationException {
        assertThat(trial(Optional.empty())).isEmpty();
    }

    private static String trial(Optional<Mutant> mutant) throws ReflectiveOperationException {
        Class<?> trial = new Planting(mutant).loadClass(Trial.class.getName());
        Object started = trial.getDeclaredConstructor().newInstance();
        return started instanceof Supplier<?> supplier ? String.valueOf(supplier.get()) : "";
    }

    /// Loads the rule language and the oracle anew, with the fault in its place.
    private static final class Planting extends ClassLoader {
        private final Optional<Mutant> mutant;

        Planting(Optional<Mutant> mutant) {
            super(MutationTest.class.getClassLoader());
            this.mutant = mutant;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.epistle.rule.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] sound = file.readAllBytes();
                byte[] code =
                        mutant.filter(planted -> planted.fullName().equals(name))
                                .map(planted -> planted.plantedIn(sound))
                                .orElse(sound);
                return defineClass(name, code, 0, code.length);
            } catch (IOException failure) {
                throw new ClassNotFoundException(name, failure);
            }
        }
    }
}
