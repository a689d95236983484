package io.epistle.compose;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Makes link tokens texts and reads them back. Whoever lacks the key learns from a text no more
/// than about how long the target is, and cannot make one: neither a link to elsewhere under our
/// name, nor one of somebody else's message.
///
/// Deterministic authenticated encryption (Rogaway and Shrimpton, "Deterministic
/// Authenticated-Encryption", EUROCRYPT 2006: SIV), since composing a message twice must give the
/// same bytes: the first 128 bits of an HMAC-SHA-256 over version and content are both the
/// signature and the counter with which AES-256 encrypts the content. As text: base64url of
/// version, signature and encrypted content, 47 characters and four for every three bytes of the
/// target. One token has exactly one text. Thread-safe.
public final class LinkSeal {
    /// Shortest key in bytes.
    public static final int KEY_BYTES_MIN = 32;

    /// Longest text: that of a target of [LinkToken#TARGET_BYTES_MAX].
    public static final int TEXT_LENGTH_MAX =
            (LinkSeal.HEAD_BYTES + LinkSeal.CONTENT_BYTES_MIN + LinkToken.TARGET_BYTES_MAX + 2)
                    / 3
                    * 4;

    private static final byte VERSION = 1;
    private static final int SIGNATURE_BYTES = 16;
    private static final int HEAD_BYTES = 1 + SIGNATURE_BYTES;
    private static final int CONTENT_BYTES_MIN = SendId.BYTES + 2;
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec signing;
    private final SecretKeySpec encrypting;

    /// A seal under a secret key, from which one key for signing and one for encrypting are made.
    ///
    /// @param key at least {@value #KEY_BYTES_MIN} bytes
    public LinkSeal(byte[] key) {
        if (key.length < KEY_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "a key for links has at least "
                            + KEY_BYTES_MIN
                            + " bytes, found "
                            + key.length);
        }
        SecretKeySpec secret = new SecretKeySpec(key, HMAC);
        signing = new SecretKeySpec(hmac(secret, "signing".getBytes(StandardCharsets.UTF_8)), HMAC);
        encrypting =
                new SecretKeySpec(
                        hmac(secret, "encrypting".getBytes(StandardCharsets.UTF_8)), "AES");
    }

    /// The text of a token, the same each time.
    public String text(LinkToken token) {
        byte[] target = token.target().getBytes(StandardCharsets.UTF_8);
        byte[] content =
                ByteBuffer.allocate(CONTENT_BYTES_MIN + target.length)
                        .put(token.sendId().bytes())
                        .putShort((short) token.link())
                        .put(target)
                        .array();
        byte[] signature = signature(content);
        byte[] sealed =
                ByteBuffer.allocate(HEAD_BYTES + content.length)
                        .put(VERSION)
                        .put(signature)
                        .put(encrypted(signature, content))
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /// The token of a text that was made with the same key; empty for everything else.
    public Optional<LinkToken> read(String text) {
        Optional<byte[]> sealed = decoded(text);
        if (sealed.isEmpty() || sealed.get()[0] != VERSION) {
            return Optional.empty();
        }
        byte[] signature = Arrays.copyOfRange(sealed.get(), 1, HEAD_BYTES);
        // Counter mode is its own inverse.
        byte[] content =
                encrypted(
                        signature,
                        Arrays.copyOfRange(sealed.get(), HEAD_BYTES, sealed.get().length));
        if (!MessageDigest.isEqual(signature, signature(content))) {
            return Optional.empty();
        }
        return Optional.of(
                new LinkToken(
                        SendId.of(Arrays.copyOf(content, SendId.BYTES)),
                        ByteBuffer.wrap(content).getShort(SendId.BYTES) & 0xFFFF,
                        new String(
                                content,
                                CONTENT_BYTES_MIN,
                                content.length - CONTENT_BYTES_MIN,
                                StandardCharsets.UTF_8)));
    }

    /// The bytes of a text that could be ours. Spare bits of the last character make other texts of
    /// the same bytes: those are none of ours.
    private static Optional<byte[]> decoded(String text) {
        if (text.length() > TEXT_LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            boolean ours =
                    bytes.length > HEAD_BYTES + CONTENT_BYTES_MIN
                            && Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(bytes)
                                    .equals(text);
            return ours ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private byte[] signature(byte[] content) {
        byte[] signed = ByteBuffer.allocate(1 + content.length).put(VERSION).put(content).array();
        return Arrays.copyOf(hmac(signing, signed), SIGNATURE_BYTES);
    }

    private byte[] encrypted(byte[] counter, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, encrypting, new IvParameterSpec(counter));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES in counter mode, found none", e);
        }
    }

    private static byte[] hmac(SecretKeySpec key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256, found none", e);
        }
    }
}
