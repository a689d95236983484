package io.epistle.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.jdkim.exceptions.PermFailException;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// What we sign is verified by Apache jDKIM, which shares no code with us.
final class DkimSignerTest {
    private static final int RANDOM_MESSAGES = 500;
    private static final DkimKey KEY = new DkimKey("shop.example", "epistle1", rsa(2_048));
    private static final DkimSigner SIGNER = new DkimSigner(KEY);
    private static final Instant AT = Instant.parse("2011-09-30T08:05:09Z");

    @Test
    void jDkimVerifiesEveryMessageWeSign() throws IOException, FailException {
        RandomMessages messages = new RandomMessages(51);
        for (int i = 0; i < RANDOM_MESSAGES; i++) {
            Message message = messages.next();
            byte[] written = MimeWriter.write(message);

            byte[] signed = SIGNER.sign(written, AT.plusSeconds(i));

            SignatureRecord signature = verified(signed);
            assertThat(signature.getDToken()).hasToString("shop.example");
            assertThat(signature.getSignatureTimestamp()).isEqualTo(AT.getEpochSecond() + i);
            List<String> covered =
                    signature.getHeaders().stream().map(CharSequence::toString).toList();
            assertThat(covered).contains("from", "to", "subject", "date", "message-id");
            switch (message.mailing()) {
                case Mailing.Bulk bulk ->
                        assertThat(covered).contains("list-unsubscribe", "list-unsubscribe-post");
                case Mailing.Transactional transactional ->
                        assertThat(covered).doesNotContain("list-unsubscribe");
            }
            String text = new String(signed, ISO_8859_1);
            assertThat(text).endsWith(new String(written, ISO_8859_1));
            assertThat(text.lines().takeWhile(line -> !line.startsWith("Date:")))
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(76));
        }
    }

    @Test
    void anyBodyVerifiesAndAlsoAfterServersTouchedItsWhiteSpace()
            throws IOException, FailException {
        Random random = new Random(52);
        String alphabet = "ab..  \t\r\n";
        for (int i = 0; i < RANDOM_MESSAGES; i++) {
            StringBuilder body = new StringBuilder("b");
            for (int n = random.nextInt(30); n > 0; n--) {
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                body.append(c == '\r' || c == '\n' ? "\r\n" : String.valueOf(c));
            }
            String message =
                    "From: a@shop.example\r\nSubject:  x \t y\r\n  z\r\n\r\n" + body + "\r\n";

            String signed = new String(SIGNER.sign(message.getBytes(UTF_8), AT), UTF_8);

            verified(signed.getBytes(UTF_8));
            String touched =
                    signed.replace("Subject:  x \t y\r\n  z", "SUBJECT: x y z ")
                                    .replaceAll("(?s)(\r\n\r\n.*a) +", "$1 \t ")
                            + "\r\n\r\n";
            verified(touched.getBytes(UTF_8));
        }
    }

    /// jDKIM hashes a line end here, against the standard, so that the known hash is the judge:
    /// that of nothing.
    @Test
    void aBodyOfEmptyLinesOnlyCountsAsNone() {
        for (String body : List.of("", "\r\n", " \t\r\n\r\n")) {
            byte[] message = ("From: a@shop.example\r\n\r\n" + body).getBytes(UTF_8);

            assertThat(new String(SIGNER.sign(message, AT), UTF_8))
                    .contains(" bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;");
        }
    }

    @Test
    void whateverIsChangedOrAddedIsNoticed() {
        Message message = bulk();
        String signed = new String(SIGNER.sign(MimeWriter.write(message), AT), ISO_8859_1);
        List<String> forged = new ArrayList<>();
        forged.add(signed.replace("From: ", "From: \"Bank\" "));
        forged.add(
                signed.replace("List-Unsubscribe: <https://", "List-Unsubscribe: <https://evil."));
        forged.add(signed.replace("List-Unsubscribe-Post: List", "List-Unsubscribe-Post: Lost"));
        forged.add(signed.replace("\r\nDate: ", "\r\nFrom: forged@bank.example\r\nDate: "));
        forged.add(signed.replace("\r\nDate: ", "\r\nSubject: forged\r\nDate: "));
        forged.add(signed.replace("\r\nDate: ", "\r\nReply-To: forged@bank.example\r\nDate: "));
        forged.add(signed.replace(" t=1317369909", " t=1317369908"));
        forged.add(signed + "more\r\n");
        int body = signed.indexOf("\r\n\r\n") + 4;
        forged.add(signed.substring(0, body) + "more\r\n" + signed.substring(body));

        assertThat(forged).doesNotContain(signed);
        assertThat(forged)
                .allSatisfy(text ->
                        assertThatThrownBy(() -> verified(text.getBytes(ISO_8859_1)))
                                .isInstanceOf(FailException.class));
    }

    @Test
    void signingAgainGivesTheSameBytes() {
        byte[] message = MimeWriter.write(bulk());

        assertThat(SIGNER.sign(message, AT)).isEqualTo(SIGNER.sign(message, AT.plusNanos(5)));
        assertThat(SIGNER.sign(message, AT)).isNotEqualTo(SIGNER.sign(message, AT.plusSeconds(1)));
    }

    @Test
    void aKeyIsReadFromPemAndSaysWhatToPublish() {
        String pem =
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(KEY.privateKey().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n";

        DkimKey read = DkimKey.ofPem("shop.example", "epistle1", pem);

        assertThat(read.recordName()).isEqualTo("epistle1._domainkey.shop.example");
        assertThat(read.recordText())
                .isEqualTo(KEY.recordText())
                .startsWith("v=DKIM1; k=rsa; p=MII");
        assertThat(read.toString()).isEqualTo("DkimKey[epistle1._domainkey.shop.example]");
    }

    @Test
    void whatIsNoGoodKeyIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> new DkimKey("shop.example", "s", rsa(1_024)))
                .hasMessage("a DKIM key has at least 2048 bits, found 1024");
        assertThatThrownBy(() -> new DkimKey("shop.example; x", "s", KEY.privateKey()))
                .hasMessageContaining("domain of a DKIM key");
        assertThatThrownBy(() -> DkimKey.ofPem("shop.example", "s", "secret"))
                .hasMessageContaining("BEGIN PRIVATE KEY")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() ->
                        DkimKey.ofPem(
                                "shop.example",
                                "s",
                                "-----BEGIN PRIVATE KEY-----c2VjcmV0-----END PRIVATE KEY-----"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the DKIM key cannot be read as an RSA key");
        assertThatThrownBy(() -> SIGNER.sign("To: x@y.example\r\n\r\n".getBytes(UTF_8), AT))
                .hasMessage("a message to be signed has a From, found none");
    }

    private static Message bulk() {
        RandomMessages messages = new RandomMessages(53);
        Message message = messages.next();
        while (!(message.mailing() instanceof Mailing.Bulk)) {
            message = messages.next();
        }
        return new Message(
                message.sendId(),
                message.plannedAt(),
                NamedAddress.of("", "news@shop.example"),
                List.of(),
                NamedAddress.of("", "zoe@example.com"),
                "Picks",
                new Content("<p>Hello</p>", "Hello"),
                message.mailing(),
                List.of());
    }

    /// The one valid signature of a message.
    private static SignatureRecord verified(byte[] message) throws IOException, FailException {
        DKIMVerifier verifier =
                new DKIMVerifier((methods, selector, domain) -> {
                    if (!(selector + "._domainkey." + domain).equals(KEY.recordName())) {
                        throw new PermFailException("no key");
                    }
                    return List.of(KEY.recordText());
                });
        List<SignatureRecord> signatures = verifier.verify(new ByteArrayInputStream(message));
        assertThat(signatures).hasSize(1);
        return signatures.getFirst();
    }

    private static RSAPrivateCrtKey rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA, found none", e);
        }
    }
}
