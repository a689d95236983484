package io.epistle.alert;

import io.epistle.event.ByteReader;
import io.epistle.event.ByteReader.MalformedBytes;
import io.epistle.event.ByteWriter;
import io.epistle.store.Codec;

import java.time.Instant;
import java.util.Optional;

/// Something that an operator must know: what was found, since when, and until when. It holds
/// nothing about a person.
///
/// @param number from 1, in the order in which alerts opened
/// @param finding what was found: as long as it is open the newest, then the last
/// @param expected the limit that `finding` was beyond, in the unit of its kind
/// @param since when the condition began to hold
/// @param until when all was well again; absent while it is open
public record Alert(
        long number, Finding finding, double expected, Instant since, Optional<Instant> until) {
    private static final int VERSION = 1;

    static final Codec<Alert> CODEC = Codec.of(Alert::write, Alert::read);

    private static void write(Alert alert, ByteWriter out) {
        out.writeByte(VERSION)
                .writeLong(alert.number)
                .writeVarint(alert.kind().code())
                .writeText(alert.finding.subject())
                .writeLong(Double.doubleToLongBits(alert.finding.found()))
                .writeText(alert.finding.detail())
                .writeLong(Double.doubleToLongBits(alert.expected))
                .writeZigzag(alert.since.toEpochMilli())
                .writeByte(alert.until.isPresent() ? 1 : 0);
        alert.until.ifPresent(at -> out.writeZigzag(at.toEpochMilli()));
    }

    private static Alert read(ByteReader in) {
        int version = in.readByte();
        if (version != VERSION) {
            throw new MalformedBytes("found alert version " + version);
        }
        long number = in.readLong();
        AlertKind kind = AlertKind.of(Math.toIntExact(in.readVarint()));
        String subject = in.readText();
        double found = Double.longBitsToDouble(in.readLong());
        Finding finding = new Finding(kind, subject, found, in.readText());
        double expected = Double.longBitsToDouble(in.readLong());
        Instant since = Instant.ofEpochMilli(in.readZigzag());
        Optional<Instant> until =
                in.readByte() == 1
                        ? Optional.of(Instant.ofEpochMilli(in.readZigzag()))
                        : Optional.empty();
        return new Alert(number, finding, expected, since, until);
    }

    /// What is watched.
    public AlertKind kind() {
        return finding.kind();
    }

    /// Whether it still is so.
    public boolean isOpen() {
        return until.isEmpty();
    }

    Alert with(Finding newest) {
        return new Alert(number, newest, expected, since, until);
    }

    Alert closed(Instant at) {
        return new Alert(number, finding, expected, since, Optional.of(at));
    }
}
