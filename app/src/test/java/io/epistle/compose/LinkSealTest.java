package io.epistle.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Links to elsewhere: what comes out of a sealed link is what the page had, and nothing but a
/// sealed link comes out.
final class LinkSealTest {
    private static final LinkSeal SEAL =
            new LinkSeal("0123456789abcdef0123456789abcdef".getBytes(UTF_8));
    private static final LinkSeal OTHER =
            new LinkSeal("0123456789abcdef0123456789abcdeg".getBytes(UTF_8));
    private static final MessageLinks PLAIN = Letters.links("ada@example.com");

    /// What addresses are made of, the odd ones above all.
    private static final List<String> PIECES =
            List.of(
                    "a",
                    "Z",
                    "0",
                    "-",
                    "_",
                    ".",
                    "~",
                    "/",
                    "//",
                    "/../",
                    "?",
                    "&",
                    "=",
                    "+",
                    "#",
                    "%20",
                    "%2f",
                    "%C3%A4",
                    "%",
                    "%%",
                    "%zz",
                    "&amp;",
                    "&lt;",
                    "&copy=",
                    "&copy;",
                    "&#38;",
                    "ä",
                    "ß",
                    "漢字",
                    "😀",
                    "\u00A0",
                    " ",
                    "'",
                    "\"",
                    "<",
                    ">",
                    "\\",
                    "|",
                    "^",
                    "`",
                    "{",
                    "}",
                    "[",
                    "]",
                    "(",
                    ")",
                    "!",
                    "$",
                    "*",
                    ",",
                    ";",
                    ":",
                    "@",
                    "utm_source=mail",
                    "q=1&r=2",
                    "https://other.example/",
                    "javascript:alert(1)",
                    "\t",
                    "\n",
                    "\r\nSet-Cookie: x=1",
                    "\u0001",
                    "\u007F");

    private static String address(Random random) {
        List<String> starts =
                List.of(
                        "https://shop.example/",
                        "http://shop.example",
                        "HTTPS://Shop.Example:8443/x",
                        "https://user:pass@shop.example/",
                        "https://[2001:db8::1]/",
                        "https://shop.example?",
                        "https://shop.example#");
        StringBuilder address = new StringBuilder(starts.get(random.nextInt(starts.size())));
        for (int piece = random.nextInt(20); piece > 0; piece--) {
            address.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return address.toString();
    }

    /// An address as an author may write it in a page, in one of the ways that mean the same.
    private static String written(String address, Random random) {
        StringBuilder written = new StringBuilder();
        address.chars()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> written.append(random.nextBoolean() ? "&amp;" : "&#38;");
                        case '"' -> written.append("&quot;");
                        case '<' -> written.append(random.nextBoolean() ? "&lt;" : "<");
                        case '>' -> written.append(random.nextBoolean() ? "&gt;" : ">");
                        default -> {
                            boolean reference = c < 128 && c > ' ' && random.nextInt(20) == 0;
                            written.append(
                                    reference ? "&#x%x;".formatted(c) : Character.toString(c));
                        }
                    }
                });
        return written.toString();
    }

    /// What a browser asks for, told character by character.
    private static String asked(String target) {
        StringBuilder asked = new StringBuilder();
        target.codePoints()
                .forEach(c -> {
                    if (c > ' ' && c < 127) {
                        asked.appendCodePoint(c);
                    } else if (c != '\t' && c != '\n' && c != '\r') {
                        asked.append(
                                URLEncoder.encode(Character.toString(c), UTF_8)
                                        .replace("+", "%20"));
                    }
                });
        return asked.toString();
    }

    @Test
    void tenThousandAddressesComeBackAsThePageHadThem() {
        Random random = new Random(11);
        MessageLinks links =
                new MessageLinks(
                        PLAIN.unsubscribe(),
                        PLAIN.preferences(),
                        (link, target) ->
                                "https://mail.example/e/c/"
                                        + SEAL.text(new LinkToken(new SendId(1, 2), link, target)),
                        Optional.empty());
        Set<String> different = new HashSet<>();
        for (int round = 0; round < 10_000; round++) {
            String address = address(random);
            String page = "<p><a href=\"%s\">x</a>".formatted(written(address, random));

            List<HtmlToken> seen = HtmlReader.read(TrackedLinks.in(page, links));

            String href = ((HtmlToken.Open) seen.get(1)).attribute("href").orElseThrow();
            assertThat(href).matches("https://mail\\.example/e/c/[A-Za-z0-9_-]+");
            LinkToken token =
                    SEAL.read(href.substring("https://mail.example/e/c/".length())).orElseThrow();
            assertThat(token.target()).isEqualTo(address);
            assertThat(token.location()).isEqualTo(asked(address)).matches("[!-~]+");
            different.add(address);
        }
        assertThat(different).hasSizeGreaterThan(9_000);
    }

    @Test
    void noOtherTextIsThatToken() {
        LinkToken token = new LinkToken(new SendId(1, 2), 3, "https://shop.example/a?b=1#c");
        String text = SEAL.text(token);
        byte[] bytes = Base64.getUrlDecoder().decode(text);

        for (int at = 0; at < bytes.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] forged = bytes.clone();
                forged[at] = (byte) value;
                String other = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
                assertThat(SEAL.read(other).isPresent()).isEqualTo(other.equals(text));
            }
        }
        List<String> letters =
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= é\n"
                        .codePoints()
                        .mapToObj(Character::toString)
                        .toList();
        for (int at = 0; at < text.length(); at++) {
            for (String letter : letters) {
                String other = text.substring(0, at) + letter + text.substring(at + 1);
                assertThat(SEAL.read(other).isPresent()).isEqualTo(other.equals(text));
            }
            assertThat(SEAL.read(text.substring(0, at))).isEmpty();
            assertThat(SEAL.read(text.substring(at + 1))).isEmpty();
        }
        assertThat(SEAL.read(text + "A")).isEmpty();
        assertThat(SEAL.read(text + "==")).isEmpty();
        assertThat(SEAL.read("A".repeat(1_000_000))).isEmpty();
        assertThat(OTHER.read(text)).isEmpty();
    }

    @Test
    void randomTextsAreNoTokens() {
        Random random = new Random(12);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = 1;
            }
            assertThat(SEAL.read(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                    .isEmpty();
        }
    }

    @Test
    void nothingOfATokenCanBeReadOrComparedWithoutTheKey() {
        String target = "https://shop.example/?email=ada@example.com";
        String text = SEAL.text(new LinkToken(new SendId(1, 2), 0, target));
        String next = SEAL.text(new LinkToken(new SendId(1, 2), 1, target));
        String bytes = new String(Base64.getUrlDecoder().decode(text), UTF_8);

        assertThat(bytes).doesNotContain("ada").doesNotContain("shop").doesNotContain("http");
        assertThat(text).isEqualTo(SEAL.text(new LinkToken(new SendId(1, 2), 0, target)));
        assertThat(text.substring(4, 40)).isNotEqualTo(next.substring(4, 40));
        assertThat(text.substring(40)).isNotEqualTo(next.substring(40));
    }

    @Test
    void theTextIsAlwaysTheSame() {
        // Computed by Python's hmac module and OpenSSL's AES-256-CTR.
        LinkToken token = new LinkToken(new SendId(1, 2), 3, "https://shop.example/ä?b=1&c=2#d");

        assertThat(SEAL.text(token))
                .isEqualTo(
                        "AeYXGMEce5gEdh84zleJDn8T6l1i1aLrJCMiY6B8K7n9_WHGQqSg6AjvwceuwcAN2m-qjVe-43UBN0GPe8mR2kpgqcE");
    }

    @Test
    void theLongestTargetFitsAndALongerOneIsRefused() {
        String longest = "https://shop.example/" + "ä".repeat(989) + "x";
        LinkToken token = new LinkToken(new SendId(1, 2), LinkToken.LINK_MAX, longest);

        assertThat(longest.getBytes(UTF_8)).hasSize(LinkToken.TARGET_BYTES_MAX);
        assertThat(SEAL.text(token)).hasSizeLessThanOrEqualTo(LinkSeal.TEXT_LENGTH_MAX);
        assertThat(SEAL.read(SEAL.text(token))).contains(token);
        assertThatThrownBy(() -> new LinkToken(new SendId(1, 2), 0, longest + "x"))
                .hasMessageContaining("within 2000 bytes");
        assertThatThrownBy(() -> new LinkToken(new SendId(1, 2), 0, "javascript:alert(1)"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LinkSeal(new byte[31])).hasMessageContaining("found 31");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            textBlock =
                    """
                    https://straße.example/ä?ö#ü      => https://stra%C3%9Fe.example/%C3%A4?%C3%B6#%C3%BC
                    https://shop.example/%C3%A4%zz    => https://shop.example/%C3%A4%zz
                    https://shop.example/a b          => https://shop.example/a%20b
                    """)
    void aTargetIsSaidAsABrowserAsksForIt(String target, String location) {
        assertThat(new LinkToken(new SendId(1, 2), 0, target).location()).isEqualTo(location);
    }
}
