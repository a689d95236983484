package io.epistle.event;

import io.epistle.event.ByteReader.MalformedBytes;

import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// The bytes of a piece: the facts of one stem in one batch. Versioned, self-contained, covered by
/// golden files; sealed by the vault before they are written anywhere.
///
/// Layout: a version byte; a form byte (0 plain, 1 deflated behind the plain length); the number of
/// facts; each fact with its sequence and times as differences from the one before. Names go
/// through [Names] or the piece's own table. [FactEncoder] and [FactDecoder] mirror each other.
public final class FactCodec {
    /// The version this program writes; it reads all up to it.
    public static final int VERSION = 1;

    /// A body beyond this was not written by us: the largest batch of one stem is far below.
    public static final int PLAIN_BYTES_MAX = 256 << 20;

    /// Deeper nesting than any event may have; it bounds the recursion here.
    public static final int DEPTH_MAX = 32;

    /// Smaller bodies do not shrink.
    private static final int DEFLATE_BYTES_MIN = 256;

    private static final int PLAIN = 0;
    private static final int DEFLATED = 1;

    private FactCodec() {}

    /// The piece of one or more facts of one stem.
    public static byte[] encode(List<Fact> facts) {
        byte[] body = new FactEncoder().piece(facts);
        if (body.length < DEFLATE_BYTES_MIN) {
            return new ByteWriter(body.length + 2)
                    .writeByte(VERSION)
                    .writeByte(PLAIN)
                    .writeRaw(body)
                    .toBytes();
        }
        return new ByteWriter(body.length)
                .writeByte(VERSION)
                .writeByte(DEFLATED)
                .writeVarint(body.length)
                .writeRaw(deflate(body))
                .toBytes();
    }

    /// The facts of a piece, in the order they were encoded.
    ///
    /// @throws MalformedBytes where the bytes are no piece, or one of a newer version
    public static List<Fact> decode(byte[] piece) {
        ByteReader head = new ByteReader(piece);
        int version = head.readByte();
        if (version != VERSION) {
            throw new MalformedBytes(
                    "found piece version %d, expected %d".formatted(version, VERSION));
        }
        int form = head.readByte();
        byte[] body =
                switch (form) {
                    case PLAIN -> head.readRaw(head.remaining());
                    case DEFLATED -> {
                        long length = head.readVarint();
                        yield inflate(head.readRaw(head.remaining()), length);
                    }
                    default -> throw new MalformedBytes("found piece form " + form);
                };
        try {
            return new FactDecoder(body).piece();
        } catch (IllegalArgumentException broken) {
            throw new MalformedBytes("found a fact that cannot be: " + broken.getMessage());
        }
    }

    private static byte[] deflate(byte[] body) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(body);
            deflater.finish();
            ByteWriter out = new ByteWriter(body.length);
            byte[] chunk = new byte[8_192];
            while (!deflater.finished()) {
                int count = deflater.deflate(chunk);
                out.writeRaw(count == chunk.length ? chunk : Arrays.copyOf(chunk, count));
            }
            return out.toBytes();
        }
    }

    private static byte[] inflate(byte[] deflated, long length) {
        if (length < 0 || length > PLAIN_BYTES_MAX) {
            throw new MalformedBytes("found a piece of %d bytes".formatted(length));
        }
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(deflated);
            byte[] body = new byte[(int) length];
            int count = inflater.inflate(body);
            boolean ended = inflater.inflate(new byte[1]) == 0 && inflater.finished();
            if (count != length || !ended || inflater.getRemaining() != 0) {
                throw new MalformedBytes(
                        "found %d inflated bytes, expected %d".formatted(count, length));
            }
            return body;
        } catch (DataFormatException broken) {
            throw new MalformedBytes("found a piece that does not inflate: " + broken.getMessage());
        }
    }
}
