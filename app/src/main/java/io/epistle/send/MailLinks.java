package io.epistle.send;

import io.epistle.compose.MessageLinks;
import io.epistle.compose.SendId;
import io.epistle.compose.Unsubscribe;
import io.epistle.vault.HashPurpose;
import io.epistle.vault.Vault;

import java.net.URI;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// The links in mails that lead back to us: opaque tokens that carry a send id and a signature, and
/// nothing about the person.
public final class MailLinks {
    private static final byte VERSION = 1;
    private static final int SIGNATURE_BYTES = 16;
    private static final int TOKEN_BYTES = 1 + SendId.BYTES + SIGNATURE_BYTES;

    private final Vault vault;
    private final URI base;
    private final String mailDomain;

    /// Links under `base`, such as `https://mail.example.com`; `mailDomain` receives unsubscribing
    /// mails.
    public MailLinks(Vault vault, URI base, String mailDomain) {
        this.vault = vault;
        this.base = base;
        this.mailDomain = mailDomain;
    }

    /// The links of one message.
    public MessageLinks of(SendId sendId) {
        String token = token(sendId);
        return new MessageLinks(
                new Unsubscribe(
                        base.resolve("/e/u/" + token),
                        URI.create("mailto:unsubscribe+%s@%s".formatted(token, mailDomain))),
                base.resolve("/e/u/" + token),
                MessageLinks.LinkTracking.NONE);
    }

    /// The token of a send: 44 characters, the same each time.
    public String token(SendId sendId) {
        byte[] token = new byte[TOKEN_BYTES];
        token[0] = VERSION;
        System.arraycopy(sendId.bytes(), 0, token, 1, SendId.BYTES);
        System.arraycopy(signature(sendId), 0, token, 1 + SendId.BYTES, SIGNATURE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /// The send id of a token of ours; absent for anything else. Compares in constant time.
    public Optional<SendId> sendId(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != TOKEN_BYTES || bytes[0] != VERSION) {
            return Optional.empty();
        }
        SendId sendId = SendId.of(Arrays.copyOfRange(bytes, 1, 1 + SendId.BYTES));
        byte[] signature = Arrays.copyOfRange(bytes, 1 + SendId.BYTES, TOKEN_BYTES);
        return MessageDigest.isEqual(signature, signature(sendId))
                ? Optional.of(sendId)
                : Optional.empty();
    }

    private byte[] signature(SendId sendId) {
        return Arrays.copyOf(
                vault.hash(HashPurpose.TOKEN, "unsubscribe", sendId.toString()), SIGNATURE_BYTES);
    }
}
