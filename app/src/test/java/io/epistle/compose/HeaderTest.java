package io.epistle.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.Random;

final class HeaderTest {

    @Test
    void textFromAProfileCannotStartAHeaderOfItsOwn() {
        NamedAddress tricked =
                NamedAddress.of("Eve\r\nBcc: all@example.com\r\n\r\nbody", "eve@example.com");

        assertThat(tricked.name()).isEqualTo("Eve Bcc: all@example.com body");
        assertThat(new Header("X-Note", "a\nb\u0085c\u2028d\u0000").value()).isEqualTo("a b c d");
    }

    @Test
    void aSingleLineHoldsNoControlsNoDoubleSpacesAndStaysAsItIsTheSecondTime() {
        Random random = new Random(12);
        String alphabet = "ab \t\r\n\u0000\u0085\u2028\u2029\uD83C\uDF81é";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            int max = 1 + random.nextInt(9);

            String line = HeaderText.singleLine(text.toString(), max);

            assertThat(line.chars()).noneMatch(Character::isISOControl);
            assertThat(line).doesNotContain("  ", "\u2028", "\u2029").isEqualTo(line.strip());
            assertThat(line.codePoints().noneMatch(c -> c >= 0xD800 && c < 0xE000)).isTrue();
            assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(max);
            assertThat(HeaderText.singleLine(line, max)).isEqualTo(line);
        }
    }

    @Test
    void overlongTextIsCutAndMarked() {
        assertThat(HeaderText.singleLine("one two three", 8)).isEqualTo("one two\u2026");
        assertThat(HeaderText.singleLine("one two", 7)).isEqualTo("one two");
        assertThat(HeaderText.singleLine("🎁🎁🎁", 2)).isEqualTo("🎁\u2026");
    }

    @Test
    void aHeaderThatTheMessageSetsItselfCannotBeAdded() {
        List<String> names =
                List.of(
                        "Subject",
                        "BCC",
                        "content-type",
                        "Received",
                        "DKIM-Signature",
                        "Resent-To",
                        "list-id");

        assertThat(names)
                .allSatisfy(name ->
                        assertThatThrownBy(() -> new Header(name, "x"))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContaining(name));
    }

    @Test
    void aHeaderNameIsVisibleAscii() {
        assertThat(List.of("", "A B", "A:B", "A\r\nB", "Ä", "x".repeat(61)))
                .allSatisfy(name ->
                        assertThatThrownBy(() -> new Header(name, "x"))
                                .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void oneClickUnsubscribeNeedsHttpsExceptOnThisMachine() {
        URI mail = URI.create("mailto:leave@shop.example");

        assertThat(new Unsubscribe(URI.create("http://127.0.0.1:8080/e/u/x"), mail).mailto())
                .contains(mail);
        assertThatThrownBy(() -> new Unsubscribe(URI.create("http://shop.example/u"), mail))
                .hasMessageContaining("must be https");
        assertThatThrownBy(() -> new Unsubscribe(URI.create("https:nohost"), mail))
                .hasMessageContaining("must be https");
        assertThatThrownBy(() ->
                        new Unsubscribe(
                                URI.create("https://shop.example/u"),
                                URI.create("https://shop.example/m")))
                .hasMessageContaining("must be mailto");
        assertThatThrownBy(() ->
                        new Unsubscribe(
                                URI.create("https://shop.example/" + "x".repeat(900)), mail))
                .hasMessageContaining("at most 900");
    }

    @Test
    void aListIdIsADottedName() {
        assertThat(new ListId("Our\r\npicks", "picks.shop.example").name()).isEqualTo("Our picks");
        assertThat(List.of("", "picks", ".a.b", "a..b", "a.b>", "a.b\r\nX: y", "é.b"))
                .allSatisfy(id ->
                        assertThatThrownBy(() -> new ListId("", id))
                                .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void aFeedbackIdEndsInTheSender() {
        assertThat(new FeedbackId("spring_24", "", "campaign", "epistle"))
                .hasToString("spring_24::campaign:epistle");
        assertThatThrownBy(() -> new FeedbackId("a:b", "", "", "epistle"))
                .hasMessageContaining("campaign");
        assertThatThrownBy(() -> new FeedbackId("a", "", "", "shop"))
                .hasMessageContaining("5 to 15");
    }
}
