package io.epistle.definition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads a workspace from a folder. Hidden files and other endings are passed over; links are not
/// followed, so that nothing outside the folder is read.
public final class WorkspaceStore {
    /// Bytes of one file: twice what a definition may have in characters covers most scripts.
    static final int FILE_BYTES_MAX = 2 * Source.CHARACTERS_MAX;

    /// Files of one workspace; a folder with more is probably not a workspace.
    static final int FILES_MAX = 10_000;

    /// Folders within folders.
    private static final int DEPTH_MAX = 16;

    private static final Pattern DEFINITION = Pattern.compile(".*\\.ya?ml");
    private static final Pattern ATTACHMENT = Pattern.compile(".*\\.(liquid|html|txt|mjml)");

    private WorkspaceStore() {}

    /// Reads the folder. What is wrong with it or with a file is a problem of the result.
    public static Workspace read(Path folder) {
        Problems problems = new Problems();
        List<Source> sources = new ArrayList<>();
        SortedMap<String, String> attachments = new TreeMap<>();
        for (Path file : files(folder, problems)) {
            String name = name(folder, file);
            Optional<String> text = text(file, name, problems);
            if (text.isPresent() && DEFINITION.matcher(name).matches()) {
                sources.addAll(Source.split(name, text.get()));
            } else {
                text.ifPresent(content -> attachments.put(name, content));
            }
        }
        return new Workspace(sources, attachments, problems.sorted());
    }

    private static List<Path> files(Path folder, Problems problems) {
        if (!Files.isDirectory(folder)) {
            problems.add(
                    new Problem(
                            folder.toString(),
                            Mark.WHOLE_FILE,
                            Files.exists(folder) ? "a file" : "nothing",
                            "a folder with definitions"));
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder, DEPTH_MAX)) {
            List<Path> files =
                    walk.filter(file -> isRead(name(folder, file)))
                            .limit(FILES_MAX + 1L)
                            .sorted((a, b) -> name(folder, a).compareTo(name(folder, b)))
                            .toList();
            if (files.size() > FILES_MAX) {
                problems.add(
                        new Problem(
                                folder.toString(),
                                Mark.WHOLE_FILE,
                                "more than %,d files".formatted(FILES_MAX),
                                "a folder with definitions only"));
                return List.of();
            }
            return files;
        } catch (IOException | java.io.UncheckedIOException failure) {
            problems.add(unreadable(folder.toString(), failure));
            return List.of();
        }
    }

    private static boolean isRead(String name) {
        boolean hidden = name.startsWith(".") || name.contains("/.");
        return !hidden
                && (DEFINITION.matcher(name).matches() || ATTACHMENT.matcher(name).matches());
    }

    private static Optional<String> text(Path file, String name, Problems problems) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                problems.add(
                        new Problem(
                                name,
                                Mark.WHOLE_FILE,
                                Files.isSymbolicLink(file) ? "a link" : "a folder",
                                "a file of its own"));
                return Optional.empty();
            }
            long size = Files.size(file);
            if (size > FILE_BYTES_MAX) {
                problems.add(
                        new Problem(
                                name,
                                Mark.WHOLE_FILE,
                                "%,d bytes".formatted(size),
                                "at most %,d in one file".formatted(FILE_BYTES_MAX)));
                return Optional.empty();
            }
            return decoded(Files.readAllBytes(file), name, problems);
        } catch (IOException failure) {
            problems.add(unreadable(name, failure));
            return Optional.empty();
        }
    }

    private static Optional<String> decoded(byte[] bytes, String name, Problems problems) {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer characters = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), characters, true);
        String text = characters.flip().toString();
        if (!result.isError()) {
            return Optional.of(Source.unmarked(text));
        }
        int lineStart = text.lastIndexOf('\n') + 1;
        int line = 1 + (int) text.chars().filter(character -> character == '\n').count();
        int column = 1 + text.codePointCount(lineStart, text.length());
        problems.add(
                new Problem(
                        name,
                        new Mark(line, column),
                        "bytes that are not UTF-8",
                        "UTF-8 text",
                        "save the file as UTF-8"));
        return Optional.empty();
    }

    private static Problem unreadable(String name, Exception failure) {
        return new Problem(
                name,
                Mark.WHOLE_FILE,
                "that it cannot be read (%s)".formatted(failure.getClass().getSimpleName()),
                "a file that this user may read");
    }

    private static String name(Path folder, Path file) {
        StringBuilder name = new StringBuilder();
        for (Path part : folder.relativize(file)) {
            name.append(name.isEmpty() ? "" : "/").append(part);
        }
        return name.toString();
    }
}
