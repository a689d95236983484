package io.epistle.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

/// Every package of every module says in a few words what it is for and is null-marked.
final class PackagesTest {

    @Test
    void everyPackageIsNullMarkedAndSaysWhatItIsFor() {
        List<Path> packages =
                Sources.modules().stream()
                        .map(module -> module.resolve("src/main/java"))
                        .flatMap(folder -> Sources.files(folder, ".java").stream())
                        .map(Path::getParent)
                        .distinct()
                        .toList();

        assertThat(packages).hasSizeGreaterThan(15);
        assertThat(packages)
                .allSatisfy(folder ->
                        assertThat(folder.resolve("package-info.java"))
                                .content()
                                .startsWith("/// ")
                                .contains("\n@NullMarked\n"));
    }
}
