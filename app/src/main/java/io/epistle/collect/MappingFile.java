package io.epistle.collect;

import io.epistle.definition.Definitions;
import io.epistle.definition.Kinds;
import io.epistle.definition.Problem;
import io.epistle.definition.Problems;
import io.epistle.definition.Reading;
import io.epistle.definition.Workspace;
import io.epistle.definition.World;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Collections;

/// Reads the file that an import is given with `--mapping`: one [MappingDefinition].
public final class MappingFile {
    private MappingFile() {}

    /// What reading a file gives.
    public sealed interface Content {
        /// A mapping.
        record Read(MappingDefinition definition) implements Content {}

        /// A file that is none, with a sentence for the user.
        record Refused(String sentence) implements Content {}
    }

    /// Reads a file.
    public static Content read(Path file) {
        if (!Files.isRegularFile(file)) {
            return new Content.Refused(
                    "the mapping file %s does not exist: give the path of a YAML file"
                            .formatted(file));
        }
        try {
            return parse(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (IOException _) {
            return new Content.Refused(
                    "the mapping file %s cannot be read: check that it is UTF-8 text and that this user may read it"
                            .formatted(file));
        }
    }

    /// Reads the text of a file.
    ///
    /// @param name the file's name, for sentences
    static Content parse(String name, String text) {
        Reading reading =
                Definitions.read(
                        Workspace.of(name, text, Collections.emptySortedMap()),
                        Kinds.of(MappingDefinition.PARSER),
                        World.empty(ZoneOffset.UTC));
        if (!reading.problems().isEmpty()) {
            Problem first = reading.problems().getFirst();
            int more = reading.problems().size() - 1;
            return new Content.Refused(
                    more == 0 ? first.toString() : "%s (and %d more)".formatted(first, more));
        }
        if (reading.documents().size() != 1) {
            return new Content.Refused(
                    "%s: found %d definitions, expected one of kind %s"
                            .formatted(name, reading.documents().size(), MappingDefinition.KIND));
        }
        return Definitions.parse(
                        reading.documents().getFirst(), MappingDefinition.PARSER, new Problems())
                .<Content>map(Content.Read::new)
                .orElseThrow();
    }
}
