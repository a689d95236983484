package io.epistle.store;

import io.epistle.event.ByteReader;
import io.epistle.event.ByteWriter;

import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// How one type lies in a table as bytes. Keys must encode so that their bytes sort as unsigned
/// numbers the way the product lists them; values start with a version byte of their own where they
/// may ever change.
///
/// @param <T> the type
public interface Codec<T> {
    /// A text as its UTF-8 bytes; as a key it can only be the last part.
    Codec<String> TEXT =
            new Codec<>() {
                @Override
                public byte[] encode(String value) {
                    return value.getBytes(StandardCharsets.UTF_8);
                }

                @Override
                public String decode(byte[] bytes) {
                    return new String(bytes, StandardCharsets.UTF_8);
                }
            };

    /// Bytes as they are.
    Codec<byte[]> BYTES =
            new Codec<>() {
                @Override
                public byte[] encode(byte[] value) {
                    return value;
                }

                @Override
                public byte[] decode(byte[] bytes) {
                    return bytes;
                }
            };

    /// A number as 8 bytes, big-endian.
    Codec<Long> LONG = of((number, out) -> out.writeLong(number), ByteReader::readLong);

    /// The bytes of a value.
    byte[] encode(T value);

    /// The value of bytes that [#encode] made.
    ///
    /// @throws ByteReader.MalformedBytes where they are something else
    T decode(byte[] bytes);

    /// A codec from a writer and a reader; bytes left over are an error.
    static <T> Codec<T> of(BiConsumer<T, ByteWriter> write, Function<ByteReader, T> read) {
        return new Codec<>() {
            @Override
            public byte[] encode(T value) {
                ByteWriter out = new ByteWriter(64);
                write.accept(value, out);
                return out.toBytes();
            }

            @Override
            public T decode(byte[] bytes) {
                ByteReader in = new ByteReader(bytes);
                T value = read.apply(in);
                if (!in.atEnd()) {
                    throw new ByteReader.MalformedBytes(
                            "found %d bytes behind a record".formatted(in.remaining()));
                }
                return value;
            }
        };
    }
}
