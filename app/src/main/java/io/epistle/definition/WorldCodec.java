package io.epistle.definition;

import io.epistle.event.ByteReader;
import io.epistle.event.ByteReader.MalformedBytes;
import io.epistle.event.ByteWriter;
import io.epistle.store.Codec;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A World as bytes: definitions as their texts, cut points as exact decimal texts. Golden files
/// pin every version that was ever written.
public final class WorldCodec implements Codec<World> {
    private static final int VERSION = 1;

    /// The codec; it has no state.
    public WorldCodec() {}

    @Override
    public byte[] encode(World world) {
        ByteWriter out = new ByteWriter(4096);
        out.writeByte(VERSION)
                .writeVarint(world.version())
                .writeZigzag(world.publishedAt().toEpochMilli())
                .writeText(world.zone().getId())
                .writeVarint(world.documents().size());
        world.documents().forEach(document -> write(document, out));
        out.writeVarint(world.cuts().size());
        for (Map.Entry<String, Cuts> entry : world.cuts().entrySet()) {
            List<BigDecimal> points = entry.getValue().points();
            out.writeText(entry.getKey()).writeVarint(points.size());
            points.forEach(point -> out.writeText(point.toString()));
        }
        return out.toBytes();
    }

    /// @throws MalformedBytes where the bytes are not a World of a known version
    @Override
    public World decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int version = in.readByte();
        if (version != VERSION) {
            throw new MalformedBytes(
                    "found a World of format %d, expected %d: it was written by a newer program"
                            .formatted(version, VERSION));
        }
        try {
            World world = read(in);
            if (!in.atEnd()) {
                throw new MalformedBytes(
                        "found %d bytes after the World, expected none".formatted(in.remaining()));
            }
            return world;
        } catch (IllegalArgumentException | DateTimeException failure) {
            throw new MalformedBytes("found a World that is none: " + failure.getMessage());
        }
    }

    private static World read(ByteReader in) {
        long version = in.readVarint();
        Instant publishedAt = Instant.ofEpochMilli(in.readZigzag());
        ZoneId zone = ZoneId.of(in.readText());
        List<Document> documents = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
            documents.add(readDocument(in));
        }
        SortedMap<String, Cuts> cuts = new TreeMap<>();
        for (int left = in.readCount(); left > 0; left--) {
            String figure = in.readText();
            List<BigDecimal> points = new ArrayList<>();
            for (int count = in.readCount(); count > 0; count--) {
                points.add(new BigDecimal(in.readText()));
            }
            cuts.put(figure, new Cuts(points));
        }
        return new World(version, publishedAt, zone, documents, cuts);
    }

    private static void write(Document document, ByteWriter out) {
        out.writeText(document.kind())
                .writeText(document.id())
                .writeVarint(document.version())
                .writeVarint(document.base())
                .writeText(document.source().file())
                .writeVarint(document.source().firstLine())
                .writeText(document.source().text())
                .writeVarint(document.attachments().size());
        document.attachments().forEach((path, text) -> out.writeText(path).writeText(text));
    }

    private static Document readDocument(ByteReader in) {
        DocumentKey key = new DocumentKey(in.readText(), in.readText());
        long version = in.readVarint();
        long base = in.readVarint();
        Source source = new Source(in.readText(), Math.toIntExact(in.readVarint()), in.readText());
        SortedMap<String, String> attachments = new TreeMap<>();
        for (int left = in.readCount(); left > 0; left--) {
            attachments.put(in.readText(), in.readText());
        }
        return Definitions.restored(key, version, base, source, attachments);
    }
}
