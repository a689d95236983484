package io.epistle.send;

import io.epistle.compose.LinkSeal;
import io.epistle.compose.LinkToken;
import io.epistle.compose.MessageLinks;
import io.epistle.compose.SendId;
import io.epistle.compose.SignedToken;
import io.epistle.compose.SignedToken.Purpose;
import io.epistle.compose.Unsubscribe;
import io.epistle.privacy.MailTracking;
import io.epistle.privacy.TrackingLevel;
import io.epistle.vault.HashPurpose;
import io.epistle.vault.Vault;

import java.net.URI;
import java.util.Optional;

/// The links in mails that lead back to us: opaque tokens that carry a send id, where the link
/// leads and a signature, and nothing that tells others about the person.
public final class MailLinks {
    /// Where links that withdraw begin.
    public static final String UNSUBSCRIBE = "/e/u/";

    /// Where the links to the preference page begin.
    public static final String PREFERENCES = "/e/p/";

    /// Where links to elsewhere begin.
    public static final String CLICK = "/e/c/";

    /// Where the images begin that tell of an opening.
    public static final String OPEN = "/e/o/";

    private final byte[] key;
    private final LinkSeal seal;
    private final URI base;
    private final String clicks;

    /// Links under `base`, such as `https://mail.example.com`.
    public MailLinks(Vault vault, URI base) {
        this.key = vault.purposeKey(HashPurpose.TOKEN);
        this.seal = new LinkSeal(vault.purposeKey(HashPurpose.LINK));
        this.base = base;
        this.clicks = base.resolve(CLICK).toASCIIString();
    }

    /// The links of one message to a person who lets us know so much.
    public MessageLinks of(SendId sendId, MailTracking tracking) {
        return new MessageLinks(
                new Unsubscribe(base.resolve(UNSUBSCRIBE + token(sendId)), Optional.empty()),
                base.resolve(PREFERENCES + new SignedToken(Purpose.PREFERENCES, sendId).text(key)),
                tracking.links() == TrackingLevel.NONE
                        ? MessageLinks.LinkTracking.NONE
                        : (link, target) -> wrapped(sendId, link, target),
                tracking.opens() == TrackingLevel.NONE
                        ? Optional.empty()
                        : Optional.of(
                                base.resolve(
                                        OPEN + new SignedToken(Purpose.OPEN, sendId).text(key))));
    }

    /// What carries no token leads straight to where it says.
    private String wrapped(SendId sendId, int link, String target) {
        return link <= LinkToken.LINK_MAX && LinkToken.fits(target)
                ? clicks + seal.text(new LinkToken(sendId, link, target))
                : target;
    }

    /// What a link to elsewhere says; absent where it is none of ours.
    public Optional<LinkToken> click(String token) {
        return seal.read(token);
    }

    /// The send id of a preference page's token; absent where it is none of ours.
    public Optional<SendId> preferences(String token) {
        return SignedToken.read(token, Purpose.PREFERENCES, key).map(SignedToken::sendId);
    }

    /// The send id of an image's token; absent where it is none of ours.
    public Optional<SendId> open(String token) {
        return SignedToken.read(token, Purpose.OPEN, key).map(SignedToken::sendId);
    }

    /// The token of a send's unsubscribe link, the same each time.
    public String token(SendId sendId) {
        return new SignedToken(Purpose.UNSUBSCRIBE, sendId).text(key);
    }

    /// The send id of an unsubscribe token of ours; absent for anything else.
    public Optional<SendId> sendId(String token) {
        return SignedToken.read(token, Purpose.UNSUBSCRIBE, key).map(SignedToken::sendId);
    }
}
