package io.epistle.send;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.epistle.compose.Header;
import io.epistle.compose.Message;
import io.epistle.compose.MimeWriter;
import io.epistle.compose.RandomMessages;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

final class ReceivedMailTest {

    @Test
    void whatWasWrittenIsShownAsWritten() {
        RandomMessages messages = new RandomMessages(31);
        for (int i = 0; i < 500; i++) {
            Message message = messages.next();

            ReceivedMail mail = ReceivedMail.of(MimeWriter.write(message));

            assertThat(mail.subject()).isEqualTo(message.subject());
            assertThat(mail.html()).isEqualTo(message.content().html());
            assertThat(mail.text()).isEqualTo(message.content().text());
            assertThat(mail.messageId()).isEqualTo(message.messageId().toString());
            assertThat(mail.date()).contains(message.plannedAt().truncatedTo(ChronoUnit.SECONDS));
            assertThat(mail.from()).contains(message.from().address().text());
            assertThat(mail.to()).contains(message.to().address().text());
            for (Header header : message.extraHeaders()) {
                assertThat(mail.field(header.name())).isEqualTo(header.value());
            }
        }
    }

    @Test
    void linksAreFoundInHtmlAndElseInText() {
        ReceivedMail html =
                read(
                        """
                        Subject: =?iso-8859-1?Q?Gr=FC=DFe?=
                        Date: Fri, 30 Sep 2011 08:05:09 +0100
                        Content-Type: text/html; charset=iso-8859-1
                        Content-Transfer-Encoding: quoted-printable

                        <a href=3D"https://shop.example/?a=3D1&amp;b=3D2"><img alt=3D"Sch=F6n"> tin</a>
                        <a name=3Dx>no</a> <a href=3D'mailto:help@shop.example'>
                         help us</a>
                        """);
        ReceivedMail text = read("Subject: x\n\nsee https://shop.example/a, (http://b.example).\n");

        assertThat(html.subject()).isEqualTo("Grüße");
        assertThat(html.date()).contains(Instant.parse("2011-09-30T07:05:09Z"));
        assertThat(html.links())
                .containsExactly(
                        new ReceivedMail.Link("Schön tin", "https://shop.example/?a=1&b=2"),
                        new ReceivedMail.Link("help us", "mailto:help@shop.example"));
        assertThat(text.links())
                .containsExactly(
                        new ReceivedMail.Link("https://shop.example/a", "https://shop.example/a"),
                        new ReceivedMail.Link("http://b.example", "http://b.example"));
    }

    @Test
    void nestedPartsAreWalkedAndAttachmentsLeftOut() {
        ReceivedMail mail =
                read(
                        """
                        Content-Type: multipart/mixed; boundary=a

                        --a
                        Content-Type: text/plain
                        Content-Disposition: attachment; filename=x.txt

                        attached
                        --a
                        Content-Type: multipart/alternative; boundary=b

                        --b
                        Content-Type: text/plain; charset=no-such-charset

                        plain
                        --b
                        Content-Type: text/html

                        <p>rich</p>
                        --b--
                        --a--
                        """);

        assertThat(mail.text().strip()).isEqualTo("plain");
        assertThat(mail.html().strip()).isEqualTo("<p>rich</p>");
    }

    @Test
    void whateverTheBytesAreThereIsAResult() {
        Random random = new Random(32);
        RandomMessages messages = new RandomMessages(33);
        for (int i = 0; i < 700; i++) {
            byte[] bytes = MimeWriter.write(messages.next());
            for (int n = random.nextInt(40); n > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }

            ReceivedMail mail = ReceivedMail.of(bytes);

            assertThat(mail.fields().size()).isLessThanOrEqualTo(ReceivedMail.FIELDS_MAX);
        }
        assertThat(ReceivedMail.of(new byte[0]).subject()).isEmpty();
        assertThat(ReceivedMail.of("\u00FF\u00FE\r\n\r\n".getBytes(ISO_8859_1)).html()).isEmpty();
    }

    private static ReceivedMail read(String message) {
        return ReceivedMail.of(message.replace("\n", "\r\n").getBytes(UTF_8));
    }
}
