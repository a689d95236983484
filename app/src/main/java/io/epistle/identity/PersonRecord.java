package io.epistle.identity;

import io.epistle.event.ByteReader;
import io.epistle.event.ByteWriter;
import io.epistle.event.StemId;
import io.epistle.store.Codec;

import java.util.ArrayList;
import java.util.List;

/// What the index keeps about a person: which stems are linked and which identifiers map to them.
/// No personal data.
///
/// @param stems the linked stems, earliest first; the first gives the person's id
/// @param mappings the identifiers seen, in the order they came
public record PersonRecord(List<Link> stems, List<IdentifierKey> mappings) {
    private static final int VERSION = 1;

    static final Codec<PersonRecord> CODEC = Codec.of(PersonRecord::write, PersonRecord::read);

    /// One linked stem.
    ///
    /// @param stem its id
    /// @param born the sequence of its first fact
    /// @param keySlot its key in the vault
    public record Link(StemId stem, long born, long keySlot) {}

    public PersonRecord {
        stems = List.copyOf(stems);
        mappings = List.copyOf(mappings);
        if (stems.isEmpty()) {
            throw new IllegalArgumentException("found a person without a stem");
        }
    }

    /// Who this is.
    public PersonId id() {
        return new PersonId(stems.getFirst().stem());
    }

    /// The link of a stem.
    ///
    /// @throws IllegalArgumentException where the stem is not linked here
    public Link link(StemId stem) {
        for (Link link : stems) {
            if (link.stem().equals(stem)) {
                return link;
            }
        }
        throw new IllegalArgumentException(
                "found stem %s, expected one of person %s".formatted(stem, id()));
    }

    private void write(ByteWriter out) {
        out.writeByte(VERSION).writeVarint(stems.size());
        stems.forEach(link ->
                out.writeStem(link.stem()).writeVarint(link.born()).writeVarint(link.keySlot()));
        out.writeVarint(mappings.size());
        mappings.forEach(key -> key.write(out));
    }

    private static PersonRecord read(ByteReader in) {
        int version = in.readByte();
        if (version != VERSION) {
            throw new ByteReader.MalformedBytes("found person version " + version);
        }
        List<Link> stems = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
            stems.add(new Link(in.readStem(), in.readVarint(), in.readVarint()));
        }
        List<IdentifierKey> mappings = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
            mappings.add(IdentifierKey.read(in));
        }
        return new PersonRecord(stems, mappings);
    }
}
