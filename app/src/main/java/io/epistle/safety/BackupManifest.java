package io.epistle.safety;

import io.epistle.event.ByteWriter;
import io.epistle.vault.HashPurpose;
import io.epistle.vault.Vault;

import java.time.Instant;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a backup says about itself: of which moment it is, where the safety journal stood then, and
/// what each of its files must be.
///
/// @param takenAt the moment it is of
/// @param facts how many facts it holds
/// @param journal which safety journal stood beside the store
/// @param position the position in that journal in front of which everything is in the backup
/// @param files the SHA-256 of each file, as digits, by its path in the backup
public record BackupManifest(
        Instant takenAt, long facts, long journal, long position, SortedMap<String, String> files) {
    public BackupManifest {
        files = new TreeMap<>(files);
    }

    /// What only the keys of the folder make of this manifest: proof that nobody changed it and
    /// that it is this folder's.
    public String seal(Vault vault) {
        ByteWriter said =
                new ByteWriter()
                        .writeZigzag(takenAt.toEpochMilli())
                        .writeZigzag(facts)
                        .writeLong(journal)
                        .writeLong(position);
        files.forEach((path, digest) -> said.writeText(path).writeText(digest));
        return HexFormat.of()
                .formatHex(
                        vault.hash(
                                HashPurpose.JOURNAL,
                                "backup",
                                HexFormat.of().formatHex(said.toBytes())));
    }
}
