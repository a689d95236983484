package io.epistle.rule.runs;

import io.epistle.profile.Person;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Numbers drawn once for a person and a name, the same for ever.
final class Buckets {
    /// They are numbered from 0 to one less.
    private static final int COUNT = 10_000;

    private Buckets() {}

    /// A number from 0 to 9999, the same on every machine: the first eight bytes of the SHA-256 of
    /// the name, a line feed and the person's id, in UTF-8, modulo the number of buckets.
    static int of(Person person, String name) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest((name + "\n" + person.id()).getBytes(StandardCharsets.UTF_8));
            return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), COUNT);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
