package io.epistle.experiment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Who gets which arm: sticky without a memory, because the arm is a keyed hash of person and
/// experiment. The same key gives the same arm after a restart, in a replay and on every machine;
/// without the key nobody can choose their arm; different experiments shuffle people independently.
///
/// ```
/// digest = HMAC-SHA-256(key, "epistle.assignment.1" 0x00 length(experiment) experiment person)
/// bucket = the first 8 bytes of digest as an unsigned number, modulo 10,000
/// ```
///
/// Texts are UTF-8; the length is that of the experiment's bytes, in 4 bytes, the highest first.
/// The remainder favours the lowest buckets by less than one in 10^15.
///
/// HMAC is RFC 2104. Hashing for assignment: Kohavi, Tang and Xu, Trustworthy Online Controlled
/// Experiments, 2020, chapter 4.
public final class Assignment {
    /// The number of buckets: shares of one basis point.
    public static final int BUCKETS = 10_000;

    /// A shorter key could be guessed.
    public static final int KEY_BYTES_MIN = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] DOMAIN = "epistle.assignment.1\0".getBytes(StandardCharsets.UTF_8);

    private final SecretKeySpec key;

    /// Assignments under a secret key of the workspace, at least [#KEY_BYTES_MIN] bytes.
    public Assignment(byte[] key) {
        if (key.length < KEY_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "found a key of %d bytes, expected at least %d"
                            .formatted(key.length, KEY_BYTES_MIN));
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /// The person's bucket in an experiment, 0 to 9,999. Costs about a microsecond.
    ///
    /// @param person a stable key of the person, such as the person id
    public int bucket(String person, String experiment) {
        byte[] experimentBytes = experiment.getBytes(StandardCharsets.UTF_8);
        byte[] personBytes = person.getBytes(StandardCharsets.UTF_8);
        ByteBuffer message =
                ByteBuffer.allocate(
                                DOMAIN.length
                                        + Integer.BYTES
                                        + experimentBytes.length
                                        + personBytes.length)
                        .put(DOMAIN)
                        .putInt(experimentBytes.length)
                        .put(experimentBytes)
                        .put(personBytes);
        long first = ByteBuffer.wrap(hash(message.array())).getLong();
        return (int) Long.remainderUnsigned(first, BUCKETS);
    }

    /// The person's arm in an experiment.
    ///
    /// @param person a stable key of the person, such as the person id
    public Arm arm(String person, Experiment experiment) {
        return experiment.arm(bucket(person, experiment.id()));
    }

    private byte[] hash(byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, failure);
        }
    }
}
