package io.epistle.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.util.Base64;
import java.util.List;
import java.util.Random;

final class SignedTokenTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    private static final byte[] OTHER_KEY = "0123456789abcdef0123456789abcdeg".getBytes(UTF_8);

    @Test
    void aTokenReadsBackWithItsKeyAndPurposeOnly() {
        Random random = new Random(61);
        for (int i = 0; i < 5_000; i++) {
            SignedToken token = random(random);

            String text = token.text(KEY);

            assertThat(text).hasSize(SignedToken.TEXT_LENGTH).matches("[A-Za-z0-9_-]+");
            assertThat(SignedToken.read(text, token.purpose(), KEY)).contains(token);
            assertThat(SignedToken.read(text, token.purpose(), OTHER_KEY)).isEmpty();
            for (SignedToken.Purpose purpose : SignedToken.Purpose.values()) {
                assertThat(SignedToken.read(text, purpose, KEY).isPresent())
                        .isEqualTo(purpose == token.purpose());
            }
        }
    }

    @Test
    void noOtherTextIsThatToken() {
        SignedToken token = new SignedToken(SignedToken.Purpose.OPEN, new SendId(1, 2));
        String text = token.text(KEY);
        byte[] bytes = Base64.getUrlDecoder().decode(text);

        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] forged = bytes.clone();
            forged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(read(Base64.getUrlEncoder().withoutPadding().encodeToString(forged)))
                    .isFalse();
        }
        for (int i = 0; i < text.length(); i++) {
            assertThat(read(text.substring(0, i))).isFalse();
            assertThat(read(text.substring(0, i) + text.substring(i + 1) + "A")).isFalse();
        }
        assertThat(
                        List.of(
                                text + "A",
                                text + "==",
                                " " + text,
                                text + "\n",
                                text.substring(1) + "=",
                                "é".repeat(48),
                                "A".repeat(48),
                                "_".repeat(48)))
                .noneMatch(SignedTokenTest::read);
    }

    @Test
    void theTextIsAlwaysTheSame() {
        // Computed by Python's hmac and base64 modules.
        SignedToken token = new SignedToken(SignedToken.Purpose.UNSUBSCRIBE, new SendId(1, 2));

        assertThat(token.text(KEY)).isEqualTo("AQEAAAAAAAAAAAABAAAAAAAAAALmp654SbZgJEvZpyhucf6f");
    }

    @Test
    void aShortKeyIsRefused() {
        SignedToken token = new SignedToken(SignedToken.Purpose.OPEN, new SendId(1, 2));

        assertThatThrownBy(() -> token.text(new byte[31]))
                .hasMessageContaining("at least 32 bytes, found 31");
    }

    private static boolean read(String text) {
        return SignedToken.read(text, SignedToken.Purpose.OPEN, KEY).isPresent();
    }

    private static SignedToken random(Random random) {
        SignedToken.Purpose[] purposes = SignedToken.Purpose.values();
        return new SignedToken(
                purposes[random.nextInt(purposes.length)],
                new SendId(random.nextLong(), random.nextLong()));
    }
}
