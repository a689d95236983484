package io.epistle.privacy;

import io.epistle.event.ByteReader;
import io.epistle.event.ByteWriter;
import io.epistle.vault.HashPurpose;
import io.epistle.vault.Vault;

import java.util.Locale;

/// What stands for an email address in the ledger and on the suppression list: 128 bits of a keyed
/// hash. It outlives the erasure of the person, so that nobody erased is mailed again, and tells
/// nobody whose it is.
public record AddressHash(long high, long low) implements Comparable<AddressHash> {
    /// The size in keys.
    public static final int BYTES = 16;

    /// The hash of an address; upper and lower case are the same address.
    public static AddressHash of(Vault vault, String address) {
        return read(
                new ByteReader(
                        vault.hash(HashPurpose.ADDRESS, address.strip().toLowerCase(Locale.ROOT))));
    }

    /// Writes the 16 bytes.
    public void write(ByteWriter out) {
        out.writeLong(high).writeLong(low);
    }

    /// Reads 16 bytes.
    public static AddressHash read(ByteReader in) {
        return new AddressHash(in.readLong(), in.readLong());
    }

    @Override
    public int compareTo(AddressHash other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }
}
