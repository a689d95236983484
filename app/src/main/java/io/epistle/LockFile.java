package io.epistle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Proof that one process alone works on a data folder. The system frees it when the process ends,
/// however it does.
final class LockFile implements AutoCloseable {
    private final FileChannel channel;

    private LockFile(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes the lock of a folder to work on it, making the folder where there is none.
    ///
    /// @throws Command.Refusal where another process has it, the folder cannot be written, or its
    ///   restoring was interrupted
    static LockFile take(DataFolder folder) {
        if (Files.exists(folder.restoring())) {
            throw new Command.Refusal(
                    "Restoring the data folder %s was interrupted; do epistle restore again."
                            .formatted(folder.path()));
        }
        return takeToRestore(folder);
    }

    /// Takes the lock of a folder to restore it.
    ///
    /// @throws Command.Refusal where another process has it, or the folder cannot be written
    static LockFile takeToRestore(DataFolder folder) {
        Path data = folder.path();
        try {
            Files.createDirectories(data);
            FileChannel channel =
                    FileChannel.open(
                            data.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (isTaken(channel)) {
                channel.close();
                throw new Command.Refusal(
                        "The data folder %s is in use by another Epistle; stop that one or name another folder with --data."
                                .formatted(data));
            }
            return new LockFile(channel);
        } catch (IOException refused) {
            throw new Command.Refusal(
                    "The data folder %s cannot be used (%s); expected a folder that this user may write, or name another with --data."
                            .formatted(data, refused.getClass().getSimpleName()));
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException ownProcess) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException broken) {
            throw new IllegalStateException("a lock could not be given back", broken);
        }
    }
}
