package io.epistle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// The disk under a data folder.
///
/// @param folder the folder
record DiskStore(Path folder) {
    /// The bytes that may still be written; absent where the system does not say.
    OptionalLong usableBytes() {
        try {
            return OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }
}
