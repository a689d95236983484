package io.epistle.alert;

import io.epistle.event.ByteReader;
import io.epistle.event.ByteReader.MalformedBytes;
import io.epistle.event.ByteWriter;
import io.epistle.store.Codec;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the counters said at one moment.
///
/// @param at the moment
/// @param counters by name, such as `failed/picks-for-you`; one that is missing was 0
record Sample(Instant at, SortedMap<String, Long> counters) {
    private static final int VERSION = 1;

    static final Codec<Sample> CODEC = Codec.of(Sample::write, Sample::read);

    Sample {
        counters = Collections.unmodifiableSortedMap(new TreeMap<>(counters));
    }

    private static void write(Sample sample, ByteWriter out) {
        out.writeByte(VERSION)
                .writeZigzag(sample.at.toEpochMilli())
                .writeVarint(sample.counters.size());
        sample.counters.forEach((name, count) -> out.writeText(name).writeZigzag(count));
    }

    private static Sample read(ByteReader in) {
        int version = in.readByte();
        if (version != VERSION) {
            throw new MalformedBytes("found sample version " + version);
        }
        Instant at = Instant.ofEpochMilli(in.readZigzag());
        SortedMap<String, Long> counters = new TreeMap<>();
        for (long left = in.readVarint(); left > 0; left--) {
            counters.put(in.readText(), in.readZigzag());
        }
        return new Sample(at, counters);
    }

    /// What a counter said.
    long count(String name) {
        return counters.getOrDefault(name, 0L);
    }
}
