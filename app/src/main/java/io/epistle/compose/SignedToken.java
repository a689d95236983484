package io.epistle.compose;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a link of a mail to ourselves says when somebody follows it: which send, to what end.
/// Signed, so that nobody can make one up or turn one into another; nothing in it is personal or
/// can be guessed. Links to elsewhere carry a [LinkToken].
///
/// As text it is {@value #TEXT_LENGTH} characters of base64url: a version, the purpose, two zeros
/// that fill the last character, the send id, and the first 128 bits of an HMAC-SHA-256 over those
/// (RFC 2104 section 5 allows half). One token has exactly one text.
///
/// @param purpose what following the link may do
/// @param sendId the message that carries it
public record SignedToken(Purpose purpose, SendId sendId) {
    /// The length of the text.
    public static final int TEXT_LENGTH = 48;

    /// Shortest key in bytes.
    public static final int KEY_BYTES_MIN = 32;

    private static final byte VERSION = 1;
    private static final int SIGNATURE_BYTES = 16;
    private static final int FILL_END = 4;
    private static final int SIGNED_BYTES = FILL_END + SendId.BYTES;

    /// What a token is for. One for reading cannot be used to withdraw, and the other way round.
    public enum Purpose {
        /// Withdraws consent.
        UNSUBSCRIBE(1),
        /// Opens the preference page.
        PREFERENCES(2),
        /// Counts an opening.
        OPEN(4);

        private final byte code;

        Purpose(int code) {
            this.code = (byte) code;
        }
    }

    /// Reads a token that was signed with the key for the purpose; empty for everything else. What
    /// is not ours takes as long as what is.
    ///
    /// @param key at least {@value #KEY_BYTES_MIN} bytes
    public static Optional<SignedToken> read(String text, Purpose purpose, byte[] key) {
        Optional<byte[]> decoded = decoded(text);
        if (decoded.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = decoded.get();
        byte[] signed = Arrays.copyOf(bytes, SIGNED_BYTES);
        byte[] signature = Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length);
        boolean genuine = MessageDigest.isEqual(signature, signature(signed, key));
        if (!genuine || signed[0] != VERSION || signed[1] != purpose.code) {
            return Optional.empty();
        }
        SendId sendId = SendId.of(Arrays.copyOfRange(signed, FILL_END, SIGNED_BYTES));
        return Optional.of(new SignedToken(purpose, sendId));
    }

    /// The token's text, signed.
    ///
    /// @param key at least {@value #KEY_BYTES_MIN} bytes
    public String text(byte[] key) {
        byte[] signed =
                ByteBuffer.allocate(SIGNED_BYTES)
                        .put(VERSION)
                        .put(purpose.code)
                        .position(FILL_END)
                        .put(sendId.bytes())
                        .array();
        byte[] bytes = Arrays.copyOf(signed, SIGNED_BYTES + SIGNATURE_BYTES);
        System.arraycopy(signature(signed, key), 0, bytes, SIGNED_BYTES, SIGNATURE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// The bytes of a text of the right length; 36 bytes fill 48 characters, so that no bit is
    /// spare.
    private static Optional<byte[]> decoded(String text) {
        if (text.length() != TEXT_LENGTH || text.indexOf('=') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] signature(byte[] signed, byte[] key) {
        if (key.length < KEY_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "a key for tokens has at least "
                            + KEY_BYTES_MIN
                            + " bytes, found "
                            + key.length);
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(signed), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256, found none", e);
        }
    }
}
