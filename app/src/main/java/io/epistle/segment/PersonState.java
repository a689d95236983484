package io.epistle.segment;

import io.epistle.event.ByteReader;
import io.epistle.event.ByteWriter;
import io.epistle.store.Codec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was last decided about a person, and when it must be decided again.
///
/// @param world the version of the World it was decided under; 0 before the first
/// @param dueAt when the first of the answers lapses; [Instant#MAX] where none ever does by itself
/// @param standings one for each segment of that World, in the order of their ids
/// @param isHistory whether history came in since: what is decided of it next starts no message
public record PersonState(long world, Instant dueAt, List<Standing> standings, boolean isHistory) {
    /// Nothing was decided yet.
    public static final PersonState UNDECIDED = new PersonState(0, Instant.MAX, List.of(), false);

    private static final int VERSION = 2;

    static final Codec<PersonState> CODEC = Codec.of(PersonState::write, PersonState::read);

    public PersonState {
        standings = List.copyOf(standings);
    }

    /// This state, to be decided again at `at` because history came in.
    PersonState ofHistory(Instant at) {
        return new PersonState(world, at, standings, true);
    }

    /// How the person stands to a segment; absent where that was not decided.
    public Optional<Standing> standing(String segment) {
        int low = 0;
        int high = standings.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = standings.get(middle).segment().compareTo(segment);
            if (order == 0) {
                return Optional.of(standings.get(middle));
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return Optional.empty();
    }

    private void write(ByteWriter out) {
        out.writeByte(VERSION).writeByte(isHistory ? 1 : 0).writeVarint(world);
        writeInstant(out, dueAt);
        out.writeVarint(standings.size());
        for (Standing standing : standings) {
            out.writeText(standing.segment()).writeByte(standing.member() ? 1 : 0);
            writeInstant(out, standing.since());
            writeInstant(out, standing.recheckAt());
        }
    }

    private static PersonState read(ByteReader in) {
        int version = in.readByte();
        if (version < 1 || version > VERSION) {
            throw new ByteReader.MalformedBytes("found person state version " + version);
        }
        boolean isHistory = version > 1 && in.readByte() == 1;
        long world = in.readVarint();
        Instant dueAt = readInstant(in);
        List<Standing> standings = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
            standings.add(
                    new Standing(
                            in.readText(), in.readByte() == 1, readInstant(in), readInstant(in)));
        }
        return new PersonState(
                world, dueAt, standings, version == 1 ? isDueEarly(dueAt, standings) : isHistory);
    }

    /// What an import touched before that was noted: it is due although no answer has lapsed.
    private static boolean isDueEarly(Instant dueAt, List<Standing> standings) {
        return !standings.isEmpty()
                && standings.stream().allMatch(standing -> standing.recheckAt().isAfter(dueAt));
    }

    /// Never is the largest number of milliseconds.
    private static void writeInstant(ByteWriter out, Instant instant) {
        out.writeZigzag(instant.equals(Instant.MAX) ? Long.MAX_VALUE : instant.toEpochMilli());
    }

    private static Instant readInstant(ByteReader in) {
        long millis = in.readZigzag();
        return millis == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(millis);
    }
}
