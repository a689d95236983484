package io.epistle.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

final class EmailAddressTest {

    @Test
    void theUsualAndTheUnusualAreAddresses() {
        List<String> addresses =
                List.of(
                        "a@b.example",
                        "first.last+tag@mail.example.com",
                        "o'neil@example.com",
                        "{}|~!#$%&*-/=?^_`@example.com",
                        "\"a..b\"@docomo.example",
                        "root@localhost",
                        "用户@例え.example",
                        "1@2.example",
                        "x".repeat(64) + "@example.com");

        assertThat(addresses).allSatisfy(text -> assertThat(EmailAddress.parse(text)).isPresent());
    }

    @Test
    void whatIsNotAnAddressIsRefused() {
        List<String> texts =
                List.of(
                        "",
                        "@",
                        "a@",
                        "@b.example",
                        "a b@example.com",
                        "a@b@example.com",
                        "a@-b.example",
                        "a@b-.example",
                        "a@b..example",
                        "a@b.example.",
                        "a@192.0.2.1",
                        "a@[192.0.2.1]",
                        "a@under_score.example",
                        "a@" + "x".repeat(64) + ".example",
                        "x".repeat(65) + "@example.com",
                        "a@" + "abc.".repeat(63) + "example",
                        "Name <a@b.example>",
                        "a,b@example.com",
                        "a@b.example\r\nBcc: c@d.example",
                        "a\r\nRCPT TO:<c@d.example>@b.example",
                        "a\n@b.example",
                        "a\u0000@b.example",
                        "a\u2028b@example.com",
                        "a\uD83Cb@example.com",
                        "a@\u0000.example",
                        "\"\"@example.com",
                        "\"a\\\"b\"@example.com",
                        "(comment)a@example.com");

        assertThat(texts).allSatisfy(text -> assertThat(EmailAddress.parse(text)).isEmpty());
    }

    @Test
    void oneDomainHasOneSpelling() {
        EmailAddress unicode = EmailAddress.of("Jo@BÜCHER.example");
        EmailAddress ascii = EmailAddress.of(" Jo@xn--bcher-kva.EXAMPLE ");

        assertThat(unicode).isEqualTo(ascii);
        assertThat(unicode.text()).isEqualTo("Jo@xn--bcher-kva.example");
        assertThat(unicode.needsSmtpUtf8()).isFalse();
        assertThat(EmailAddress.of("jörg@example.com").needsSmtpUtf8()).isTrue();
    }

    @Test
    void aLocalPartIsQuotedOnlyWhereItsDotsDemandIt() {
        assertThat(EmailAddress.of("\"a.b\"@example.com").text()).isEqualTo("a.b@example.com");
        assertThat(EmailAddress.of("a..b@example.com").text()).isEqualTo("\"a..b\"@example.com");
        assertThat(EmailAddress.of("a.@example.com").text()).isEqualTo("\"a.\"@example.com");
    }

    @Test
    void theRefusalSaysWhyAndKeepsTheAddressToItself() {
        assertThatThrownBy(() -> EmailAddress.of("secret name@example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "not an email address: the part before the @ holds the character U+0020,"
                                + " which is not allowed there");
        assertThatThrownBy(() -> EmailAddress.of("secret")).hasMessageNotContaining("secret");
    }

    @Test
    void whateverIsAcceptedIsOneAddressToAngusMailAndReadsBackEqual() throws AddressException {
        Random random = new Random(11);
        String alphabet = "abcZ019.-_+@\"<>(),:;\\ \r\n\tüñ漢\u00A0é=?'%";
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String candidate = text.append(random.nextBoolean() ? "@example.com" : "").toString();

            for (EmailAddress address : EmailAddress.parse(candidate).stream().toList()) {
                accepted++;
                InternetAddress[] parsed = InternetAddress.parse(address.text(), true);
                assertThat(parsed).hasSize(1);
                assertThat(parsed[0].getAddress()).isEqualTo(address.text());
                assertThat(EmailAddress.of(address.text())).isEqualTo(address);
                assertThat(address.text()).doesNotContainAnyWhitespaces();
            }
        }
        assertThat(accepted).isGreaterThan(5_000);
    }
}
