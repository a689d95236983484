package io.epistle.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

final class WorkspaceStoreTest {
    @TempDir private Path folder;

    @Test
    void definitionsAndTheFilesTheyMayNameAreRead() throws IOException {
        write("segments/b.yaml", "b: 1\n---\nc: 2\n");
        write("segments/a.yml", "a: 1\n");
        write("templates/x.html", "\u00E9");
        write("templates/x.liquid", "{{ y }}");
        write("templates/x.png", "no");
        write("README.md", "no");
        write(".git/config.yaml", "no: 1\n");
        write("segments/.hidden.yaml", "no: 1\n");

        Workspace workspace = WorkspaceStore.read(folder);

        assertThat(workspace.problems()).isEmpty();
        assertThat(workspace.sources())
                .containsExactly(
                        new Source("segments/a.yml", 1, "a: 1\n"),
                        new Source("segments/b.yaml", 1, "b: 1\n"),
                        new Source("segments/b.yaml", 3, "c: 2\n"));
        assertThat(workspace.files())
                .containsExactly(
                        entry("templates/x.html", "\u00E9"),
                        entry("templates/x.liquid", "{{ y }}"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfAnyFile() throws IOException {
        write("a.yaml", "\uFEFFa: 1\n");
        write("templates/x.html", "\uFEFF<p>\uFEFF{{ y }}</p>");

        Workspace workspace = WorkspaceStore.read(folder);

        assertThat(workspace.sources()).containsExactly(new Source("a.yaml", 1, "a: 1\n"));
        assertThat(workspace.files())
                .containsExactly(entry("templates/x.html", "<p>\uFEFF{{ y }}</p>"));
    }

    @Test
    void aMissingFolderIsAProblem() {
        Path missing = folder.resolve("missing");

        assertThat(complaints(missing))
                .containsExactly(missing + ": found nothing, expected a folder with definitions");
    }

    @Test
    void aFileInsteadOfAFolderIsAProblem() throws IOException {
        Path file = write("a.yaml", "a: 1\n");

        assertThat(complaints(file))
                .containsExactly(file + ": found a file, expected a folder with definitions");
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.md"), "a: 1\n");
        Path inside = Files.createDirectories(folder.resolve("inside"));
        Files.createSymbolicLink(inside.resolve("a.yaml"), secret);
        Files.createSymbolicLink(inside.resolve("around"), folder);

        assertThat(complaints(inside))
                .containsExactly("a.yaml: found a link, expected a file of its own");
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        write("a.yaml", "x".repeat(WorkspaceStore.FILE_BYTES_MAX + 1));

        assertThat(complaints(folder))
                .containsExactly(
                        "a.yaml: found 2,000,001 bytes, expected at most 2,000,000 in one file");
    }

    @Test
    void bytesThatAreNotUtf8AreAProblemAtTheirPlace() throws IOException {
        Files.write(
                folder.resolve("a.yaml"),
                "a: 1\nb: \u00E9\u00FC\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(complaints(folder))
                .containsExactly(
                        "a.yaml:2:4: found bytes that are not UTF-8, expected UTF-8 text; save the"
                                + " file as UTF-8");
    }

    @Test
    void aCharacterCutOffAtTheEndIsAProblemToo() throws IOException {
        byte[] whole = "a: \u00E9".getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("a.yaml"), Arrays.copyOf(whole, whole.length - 1));

        assertThat(complaints(folder)).singleElement().asString().startsWith("a.yaml:1:4: found");
    }

    @Test
    void aFolderNamedLikeADefinitionIsAProblem() throws IOException {
        Files.createDirectories(folder.resolve("a.yaml"));

        assertThat(complaints(folder))
                .containsExactly("a.yaml: found a folder, expected a file of its own");
    }

    private List<String> complaints(Path path) {
        return WorkspaceStore.read(path).problems().stream().map(Problem::toString).toList();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
