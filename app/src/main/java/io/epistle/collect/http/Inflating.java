package io.epistle.collect.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// From the bytes of a request to the bytes of its JSON. Whether they are compressed is told by how
/// they begin, because proxies inflate and leave the header, and SDKs compress without one; the
/// content type says nothing.
final class Inflating {
    /// The contract's limit of a batch, measured after inflating.
    static final int BODY_BYTES_MAX = 500 * 1024;

    /// Batches of real events shrink to a tenth or a thirtieth; deflate can reach 1,000.
    static final int RATIO_MAX = 300;

    private static final List<String> ZIPPED = List.of("gzip", "x-gzip");

    /// Encodings of which nothing may be left to undo.
    private static final List<String> PLAIN = List.of("", "identity", "gzip", "x-gzip");

    private static final int CHUNK_BYTES = 16 * 1024;

    private Inflating() {}

    /// The plain bytes, at most [#BODY_BYTES_MAX].
    ///
    /// @param body as received, at most so many
    /// @param encoding the header `Content-Encoding`; empty without one
    static byte[] plain(byte[] body, String encoding) throws Refused {
        boolean zipped = body.length > 1 && body[0] == 0x1F && body[1] == (byte) 0x8B;
        if (zipped) {
            return inflated(body);
        }
        String named = encoding.strip().toLowerCase(Locale.ROOT);
        if (!PLAIN.contains(named)) {
            throw Refused.malformed(
                    "Content-Encoding", "an encoding that is not known here", "gzip or none");
        }
        if (ZIPPED.contains(named) && !beginsAsJson(body)) {
            throw Refused.malformed(
                    "body",
                    "bytes that are no gzip, under Content-Encoding: %s".formatted(named),
                    "one whole gzip stream");
        }
        return body;
    }

    /// Whether a body may be the JSON of an object or list, which a proxy inflated on its way.
    private static boolean beginsAsJson(byte[] body) {
        for (byte each : body) {
            if (each > ' ') {
                return each == '{' || each == '[';
            }
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] inflated(byte[] body) throws Refused {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(body.length * 4);
        byte[] chunk = new byte[CHUNK_BYTES];
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                plain.write(chunk, 0, read);
                if (plain.size() > BODY_BYTES_MAX) {
                    throw tooLarge("more than %,d bytes after inflating".formatted(BODY_BYTES_MAX));
                }
                if (plain.size() > (long) RATIO_MAX * body.length) {
                    throw tooLarge("bytes that inflate to more than %d times".formatted(RATIO_MAX));
                }
            }
            return plain.toByteArray();
        } catch (IOException broken) {
            throw Refused.malformed(
                    "body", "gzip that is cut off or damaged", "one whole gzip stream");
        }
    }

    /// A refusal for the size of the whole body.
    static Refused tooLarge(String found) {
        return Refused.tooLarge(
                "body", found, "at most %,d bytes after inflating".formatted(BODY_BYTES_MAX));
    }
}
