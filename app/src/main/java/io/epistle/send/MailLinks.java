package io.epistle.send;

import io.epistle.compose.MessageLinks;
import io.epistle.compose.SendId;
import io.epistle.compose.SignedToken;
import io.epistle.compose.SignedToken.Purpose;
import io.epistle.compose.Unsubscribe;
import io.epistle.vault.HashPurpose;
import io.epistle.vault.Vault;

import java.net.URI;
import java.util.Optional;

/// The links in mails that lead back to us: opaque tokens that carry a send id and a signature, and
/// nothing about the person.
public final class MailLinks {
    private final byte[] key;
    private final URI base;
    private final String mailDomain;

    /// Links under `base`, such as `https://mail.example.com`; `mailDomain` receives unsubscribing
    /// mails.
    public MailLinks(Vault vault, URI base, String mailDomain) {
        this.key = vault.purposeKey(HashPurpose.TOKEN);
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

    /// The token of a send's unsubscribe link, the same each time.
    public String token(SendId sendId) {
        return SignedToken.of(Purpose.UNSUBSCRIBE, sendId).text(key);
    }

    /// The send id of an unsubscribe token of ours; absent for anything else.
    public Optional<SendId> sendId(String token) {
        return SignedToken.read(token, Purpose.UNSUBSCRIBE, key).map(SignedToken::sendId);
    }
}
