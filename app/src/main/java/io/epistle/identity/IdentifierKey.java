package io.epistle.identity;

import io.epistle.event.ByteReader;
import io.epistle.event.ByteWriter;
import io.epistle.store.Codec;
import io.epistle.vault.HashPurpose;
import io.epistle.vault.Vault;

/// What stands for one identifier in the index: its kind and 128 bits of a keyed hash of its
/// normalised value. Without the vault's key nobody can tell whose it is.
public record IdentifierKey(String kind, long high, long low) implements Comparable<IdentifierKey> {
    static final Codec<IdentifierKey> CODEC = Codec.of(IdentifierKey::write, IdentifierKey::read);

    /// The key of a normalised value.
    static IdentifierKey of(Vault vault, String kind, String normalised) {
        ByteReader hash = new ByteReader(vault.hash(HashPurpose.IDENTIFIER, kind, normalised));
        return new IdentifierKey(kind, hash.readLong(), hash.readLong());
    }

    void write(ByteWriter out) {
        out.writeLong(high).writeLong(low).writeText(kind);
    }

    static IdentifierKey read(ByteReader in) {
        long high = in.readLong();
        long low = in.readLong();
        return new IdentifierKey(in.readText(), high, low);
    }

    @Override
    public int compareTo(IdentifierKey other) {
        int byKind = kind.compareTo(other.kind);
        int byHigh = byKind != 0 ? byKind : Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }
}
