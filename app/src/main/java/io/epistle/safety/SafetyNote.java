package io.epistle.safety;

import io.epistle.event.ByteReader;
import io.epistle.event.ByteWriter;
import io.epistle.event.StemId;
import io.epistle.privacy.AddressHash;
import io.epistle.privacy.Suppressions.Suppression;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerEntry;
import io.epistle.store.Codec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One thing that must not be forgotten by the restoring of an older backup. No note holds an
/// address or a name: people are stems, addresses keyed hashes.
public sealed interface SafetyNote {
    /// An address was put on the suppression list.
    record Suppressed(AddressHash address, Suppression why) implements SafetyNote {}

    /// A person chose to get less: took a consent back, or said how they want mail.
    ///
    /// @param fact the name of the fact by which they did
    /// @param at when that was known
    /// @param stems the person's stems, of which an older backup may know only some
    /// @param address the person's address then; absent where none was known
    /// @param said the properties that say what, such as `purpose`
    record Chosen(
            String fact,
            Instant at,
            List<StemId> stems,
            Optional<AddressHash> address,
            SortedMap<String, String> said)
            implements SafetyNote {
        public Chosen {
            stems = List.copyOf(stems);
            said = new TreeMap<>(said);
        }
    }

    /// A message came to a state that it can be in only since it was about to be handed over.
    ///
    /// @param entry its row
    record Moved(LedgerEntry entry) implements SafetyNote {}

    /// What waited of a campaign does not go out any more.
    ///
    /// @param at by when it was planned
    record Cancelled(String campaign, Instant at) implements SafetyNote {}

    /// The notes of one record of the journal.
    Codec<List<SafetyNote>> CODEC = Codec.of(SafetyNote::write, SafetyNote::read);

    private static void write(List<SafetyNote> notes, ByteWriter out) {
        for (SafetyNote note : notes) {
            switch (note) {
                case Suppressed(AddressHash address, Suppression(String reason, Instant since)) -> {
                    out.writeByte(1);
                    address.write(out);
                    out.writeText(reason).writeZigzag(since.toEpochMilli());
                }
                case Chosen chosen -> write(chosen, out.writeByte(2));
                case Cancelled(String campaign, Instant at) ->
                        out.writeByte(4).writeText(campaign).writeZigzag(at.toEpochMilli());
                case Moved(LedgerEntry entry) ->
                        out.writeByte(3).writeBytes(Ledger.ENTRIES.values().encode(entry));
            }
        }
    }

    private static void write(Chosen chosen, ByteWriter out) {
        out.writeText(chosen.fact())
                .writeZigzag(chosen.at().toEpochMilli())
                .writeVarint(chosen.stems().size());
        chosen.stems().forEach(out::writeStem);
        out.writeByte(chosen.address().isPresent() ? 1 : 0);
        chosen.address().ifPresent(address -> address.write(out));
        out.writeVarint(chosen.said().size());
        chosen.said().forEach((name, text) -> out.writeText(name).writeText(text));
    }

    private static List<SafetyNote> read(ByteReader in) {
        List<SafetyNote> notes = new ArrayList<>();
        while (!in.atEnd()) {
            int kind = in.readByte();
            notes.add(
                    switch (kind) {
                        case 1 ->
                                new Suppressed(
                                        AddressHash.read(in),
                                        new Suppression(
                                                in.readText(),
                                                Instant.ofEpochMilli(in.readZigzag())));
                        case 2 -> readChosen(in);
                        case 4 ->
                                new Cancelled(in.readText(), Instant.ofEpochMilli(in.readZigzag()));
                        case 3 -> new Moved(Ledger.ENTRIES.values().decode(in.readBytes()));
                        default ->
                                throw new ByteReader.MalformedBytes(
                                        "found a note of the safety journal of kind " + kind);
                    });
        }
        return notes;
    }

    private static Chosen readChosen(ByteReader in) {
        String fact = in.readText();
        Instant at = Instant.ofEpochMilli(in.readZigzag());
        List<StemId> stems = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
            stems.add(in.readStem());
        }
        Optional<AddressHash> address =
                in.readByte() == 1 ? Optional.of(AddressHash.read(in)) : Optional.empty();
        SortedMap<String, String> said = new TreeMap<>();
        for (int left = in.readCount(); left > 0; left--) {
            said.put(in.readText(), in.readText());
        }
        return new Chosen(fact, at, stems, address, said);
    }
}
