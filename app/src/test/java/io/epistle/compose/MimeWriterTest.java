package io.epistle.compose;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;

import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.dom.address.AddressList;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

final class MimeWriterTest {

    private static final int RANDOM_MESSAGES = 2_000;
    private static final Instant PLANNED = Instant.parse("2011-09-30T08:05:09.75Z");

    @Test
    void aMessageReadsAsTheStandardsSay() {
        Message message =
                message(
                        "Picks for Zoë",
                        new Content("<p>Caf\u00e9</p>", "Caf\u00e9\n.dot\nFrom us"));

        String bytes = new String(MimeWriter.write(message), US_ASCII);

        assertThat(bytes.replace("\r\n", "\n"))
                .isEqualTo(
                        """
                        Date: Fri, 30 Sep 2011 08:05:09 +0000
                        From: "The Shop, Ltd." <news@shop.example>
                        Reply-To: help@shop.example
                        To: =?utf-8?Q?Zo=C3=AB?= <zoe@example.com>
                        Subject: Picks for =?utf-8?Q?Zo=C3=AB?=
                        Message-ID: <00000000000000010000000000000002@shop.example>
                        List-ID: Picks <picks.shop.example>
                        List-Unsubscribe: <https://shop.example/e/u/abc>,
                         <mailto:leave+abc@shop.example?subject=unsubscribe>
                        List-Unsubscribe-Post: List-Unsubscribe=One-Click
                        Feedback-ID: picks::campaign:epistle
                        Precedence: bulk
                        X-Campaign: picks
                        MIME-Version: 1.0
                        Content-Type: multipart/alternative; boundary="=_00000000000000010000000000000002"

                        --=_00000000000000010000000000000002
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: quoted-printable

                        Caf=C3=A9
                        =2Edot
                        =46rom us

                        --=_00000000000000010000000000000002
                        Content-Type: text/html; charset=utf-8
                        Content-Transfer-Encoding: quoted-printable

                        <p>Caf=C3=A9</p>

                        --=_00000000000000010000000000000002--
                        """);
    }

    @Test
    void angusMailReadsBackWhatWasWritten() throws Exception {
        RandomMessages messages = new RandomMessages(1);
        for (int i = 0; i < RANDOM_MESSAGES; i++) {
            Message message = messages.next();

            Read read = readByAngus(MimeWriter.write(message));

            assertThat(read)
                    .as("message %d", i)
                    .usingRecursiveComparison()
                    .isEqualTo(Read.expected(message));
        }
    }

    @Test
    void mime4jReadsBackWhatWasWritten() throws Exception {
        RandomMessages messages = new RandomMessages(2);
        for (int i = 0; i < RANDOM_MESSAGES; i++) {
            Message message = messages.next();

            Read read = readByMime4j(MimeWriter.write(message));

            assertThat(read)
                    .as("message %d", i)
                    .usingRecursiveComparison()
                    .isEqualTo(Read.expected(message));
        }
    }

    @Test
    void noLineIsTooLongAndEveryLineEndsInCrLf() {
        RandomMessages messages = new RandomMessages(3);
        for (int i = 0; i < RANDOM_MESSAGES; i++) {
            Message message = messages.next();

            byte[] bytes = MimeWriter.write(message);

            String written = new String(bytes, ISO_8859_1);
            assertThat(written).endsWith("\r\n");
            assertThat(written.replace("\r\n", "")).doesNotContain("\r", "\n", "\u0000");
            assertThat(written.lines().mapToInt(String::length).max().orElseThrow())
                    .isLessThanOrEqualTo(998);
            assertThat(
                            written.lines()
                                    .filter(line ->
                                            line.startsWith(".") || line.startsWith("From ")))
                    .isEmpty();
            String body = written.substring(written.indexOf("\r\n\r\n"));
            assertThat(body.lines().mapToInt(String::length).max().orElseThrow())
                    .isLessThanOrEqualTo(76);
            boolean ascii = written.chars().allMatch(c -> c < 128);
            assertThat(ascii).isEqualTo(!message.needsSmtpUtf8());
        }
    }

    @Test
    void onlyTheHeadersOfTheMessageAreThereWhateverItsTextTries() {
        RandomMessages messages = new RandomMessages(4);
        for (int i = 0; i < RANDOM_MESSAGES; i++) {
            Message message = messages.next();

            String written = new String(MimeWriter.write(message), ISO_8859_1);

            List<String> names =
                    written.substring(0, written.indexOf("\r\n\r\n"))
                            .lines()
                            .filter(line -> !line.startsWith(" "))
                            .map(line -> line.substring(0, line.indexOf(':')))
                            .toList();
            assertThat(names).isEqualTo(expectedHeaderNames(message));
        }
    }

    @Test
    void equalMessagesGiveEqualBytes() {
        RandomMessages messages = new RandomMessages(5);
        RandomMessages again = new RandomMessages(5);

        for (int i = 0; i < 500; i++) {
            assertThat(MimeWriter.write(messages.next())).isEqualTo(MimeWriter.write(again.next()));
        }
    }

    @Test
    void textMostlyBeyondAsciiTravelsInBase64AndTheRestReadable() {
        Message chinese = message("x", new Content("", "你好，世界。".repeat(20)));
        Message german =
                message(
                        "x",
                        new Content("", "Das Wetter in München ist heute freundlich. ".repeat(20)));

        assertThat(new String(MimeWriter.write(chinese), US_ASCII))
                .contains("Content-Transfer-Encoding: base64");
        assertThat(new String(MimeWriter.write(german), US_ASCII))
                .contains("Content-Transfer-Encoding: quoted-printable");
    }

    @Test
    void theMessageIdNamesItsSend() {
        SendId sendId = new SendId(0x0123456789abcdefL, -2);

        String header = new MessageId(sendId, "shop.example").toString();

        assertThat(header).isEqualTo("<0123456789abcdeffffffffffffffffe@shop.example>");
        assertThat(MessageId.sendIdIn(" " + header + " ")).contains(sendId);
        assertThat(MessageId.sendIdIn("0123456789abcdeffffffffffffffffe@relay.example"))
                .contains(sendId);
        assertThat(MessageId.sendIdIn("<1234@shop.example>")).isEmpty();
        assertThat(MessageId.sendIdIn("<>")).isEmpty();
        assertThat(SendId.of(sendId.bytes())).isEqualTo(sendId);
    }

    private static Message message(String subject, Content content) {
        return new Message(
                new SendId(1, 2),
                PLANNED,
                NamedAddress.of("The Shop, Ltd.", "news@shop.example"),
                List.of(NamedAddress.of("", "help@shop.example")),
                NamedAddress.of("Zoë", "zoe@example.com"),
                subject,
                content,
                new Mailing.Bulk(
                        new ListId("Picks", "picks.shop.example"),
                        new Unsubscribe(
                                URI.create("https://shop.example/e/u/abc"),
                                URI.create("mailto:leave+abc@shop.example?subject=unsubscribe")),
                        new FeedbackId("picks", "", "campaign", "epistle")),
                List.of(new Header("X-Campaign", "picks")));
    }

    private static List<String> expectedHeaderNames(Message message) {
        List<String> names = new ArrayList<>(List.of("Date", "From"));
        if (!message.replyTo().isEmpty()) {
            names.add("Reply-To");
        }
        names.addAll(List.of("To", "Subject", "Message-ID"));
        switch (message.mailing()) {
            case Mailing.Bulk bulk ->
                    names.addAll(
                            List.of(
                                    "List-ID",
                                    "List-Unsubscribe",
                                    "List-Unsubscribe-Post",
                                    "Feedback-ID",
                                    "Precedence"));
            case Mailing.Transactional transactional -> names.add("Feedback-ID");
        }
        message.extraHeaders().forEach(header -> names.add(header.name()));
        names.addAll(List.of("MIME-Version", "Content-Type"));
        boolean single = message.content().html().isEmpty() || message.content().text().isEmpty();
        if (single) {
            names.add("Content-Transfer-Encoding");
        }
        return names;
    }

    /// What a parser found, in the terms of what was written.
    private record Read(
            Instant date,
            List<NamedAddress> from,
            List<NamedAddress> replyTo,
            List<NamedAddress> to,
            String subject,
            String messageId,
            List<Header> listHeaders,
            List<String> extraValues,
            String html,
            String text) {

        static Read expected(Message message) {
            return new Read(
                    message.plannedAt().truncatedTo(ChronoUnit.SECONDS),
                    List.of(message.from()),
                    message.replyTo().isEmpty() ? List.of(message.from()) : message.replyTo(),
                    List.of(message.to()),
                    message.subject(),
                    message.messageId().toString(),
                    listHeaders(message.mailing()),
                    message.extraHeaders().stream().map(Header::value).toList(),
                    message.content().html(),
                    message.content().text());
        }

        private static List<Header> listHeaders(Mailing mailing) {
            return switch (mailing) {
                case Mailing.Bulk bulk ->
                        headers(
                                bulk.listId().name() + "<" + bulk.listId().id() + ">",
                                "<"
                                        + bulk.unsubscribe().oneClick()
                                        + ">, <"
                                        + bulk.unsubscribe().mailto().orElseThrow()
                                        + ">",
                                "List-Unsubscribe=One-Click",
                                bulk.feedbackId().toString(),
                                "bulk");
                case Mailing.Transactional transactional ->
                        headers("", "", "", transactional.feedbackId().toString(), "");
            };
        }

        static List<Header> headers(
                String listId,
                String unsubscribe,
                String post,
                String feedbackId,
                String precedence) {
            return List.of(
                    new Header("id", listId),
                    new Header("unsubscribe", unsubscribe),
                    new Header("post", post),
                    new Header("feedback", feedbackId),
                    new Header("weight", precedence));
        }
    }

    private static Read readByAngus(byte[] bytes) throws MessagingException, IOException {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        MimeMessage mail =
                new MimeMessage(Session.getInstance(properties), new ByteArrayInputStream(bytes));
        List<String> extra = new ArrayList<>();
        for (jakarta.mail.Header header : Collections.list(mail.getAllHeaders())) {
            if (header.getName().startsWith("X-Extra-")) {
                extra.add(MimeUtility.decodeText(MimeUtility.unfold(header.getValue())));
            }
        }
        List<String> parts = new ArrayList<>(List.of("", ""));
        if (mail.getContent() instanceof MimeMultipart alternatives) {
            assertThat(alternatives.getCount()).isEqualTo(2);
            for (int i = 0; i < 2; i++) {
                BodyPart part = alternatives.getBodyPart(i);
                parts.set(part.isMimeType("text/html") ? 0 : 1, (String) part.getContent());
            }
        } else {
            parts.set(mail.isMimeType("text/html") ? 0 : 1, (String) mail.getContent());
        }
        return new Read(
                mail.getSentDate().toInstant(),
                angusAddresses(mail.getFrom()),
                angusAddresses(mail.getReplyTo()),
                angusAddresses(mail.getAllRecipients()),
                mail.getSubject(),
                mail.getMessageID(),
                Read.headers(
                        angusListId(mail),
                        angusHeader(mail, "List-Unsubscribe"),
                        angusHeader(mail, "List-Unsubscribe-Post"),
                        angusHeader(mail, "Feedback-ID"),
                        angusHeader(mail, "Precedence")),
                extra,
                parts.get(0).replace("\r\n", "\n"),
                parts.get(1).replace("\r\n", "\n"));
    }

    private static String angusHeader(MimeMessage mail, String name)
            throws MessagingException, UnsupportedEncodingException {
        String raw = mail.getHeader(name, null);
        return raw == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(raw));
    }

    /// RFC 2919 gives a List-ID the form of an address, so that an address parser reads it.
    private static String angusListId(MimeMessage mail)
            throws MessagingException, UnsupportedEncodingException {
        String raw = mail.getHeader("List-ID", null);
        if (raw == null) {
            return "";
        }
        InternetAddress id = new InternetAddress(raw.replaceAll("<([^<>]*)>$", "<id@$1>"));
        String name = id.getPersonal() == null ? "" : id.getPersonal();
        return name + "<" + id.getAddress().substring(3) + ">";
    }

    private static List<NamedAddress> angusAddresses(Address[] addresses) {
        return Arrays.stream(addresses)
                .map(InternetAddress.class::cast)
                .map(address ->
                        NamedAddress.of(
                                address.getPersonal() == null ? "" : address.getPersonal(),
                                address.getAddress()))
                .toList();
    }

    private static Read readByMime4j(byte[] bytes) throws IOException {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
        org.apache.james.mime4j.dom.Message mail =
                builder.parseMessage(new ByteArrayInputStream(bytes));
        List<String> parts = new ArrayList<>(List.of("", ""));
        if (mail.getBody() instanceof Multipart alternatives) {
            assertThat(alternatives.getBodyParts()).hasSize(2);
            for (Entity part : alternatives.getBodyParts()) {
                parts.set(part.getMimeType().equals("text/html") ? 0 : 1, mime4jText(part));
            }
        } else {
            parts.set(mail.getMimeType().equals("text/html") ? 0 : 1, mime4jText(mail));
        }
        AddressList replyTo = mail.getReplyTo();
        return new Read(
                mail.getDate().toInstant(),
                mime4jAddresses(mail.getFrom()),
                mime4jAddresses(replyTo == null ? mail.getFrom() : replyTo.flatten()),
                mime4jAddresses(mail.getTo().flatten()),
                mail.getSubject(),
                mail.getMessageId(),
                Read.headers(
                        mime4jListId(mail),
                        mime4jHeader(mail, "List-Unsubscribe"),
                        mime4jHeader(mail, "List-Unsubscribe-Post"),
                        mime4jHeader(mail, "Feedback-ID"),
                        mime4jHeader(mail, "Precedence")),
                mail.getHeader().getFields().stream()
                        .filter(field -> field.getName().startsWith("X-Extra-"))
                        .map(field -> mime4jDecoded(field.getBody()))
                        .toList(),
                parts.get(0).replace("\r\n", "\n"),
                parts.get(1).replace("\r\n", "\n"));
    }

    private static String mime4jText(Entity part) throws IOException {
        return new String(((TextBody) part.getBody()).getInputStream().readAllBytes(), UTF_8);
    }

    private static String mime4jHeader(org.apache.james.mime4j.dom.Message mail, String name) {
        Field field = mail.getHeader().getField(name);
        return field == null ? "" : mime4jDecoded(field.getBody());
    }

    private static String mime4jDecoded(String body) {
        return DecoderUtil.decodeEncodedWords(body, DecodeMonitor.SILENT);
    }

    private static String mime4jListId(org.apache.james.mime4j.dom.Message mail) {
        Field field = mail.getHeader().getField("List-ID");
        if (field == null) {
            return "";
        }
        String address = field.getBody().replaceAll("<([^<>]*)>$", "<id@$1>");
        Mailbox id = LenientAddressParser.DEFAULT.parseMailbox(address);
        return (id.getName() == null ? "" : id.getName()) + "<" + id.getDomain() + ">";
    }

    private static List<NamedAddress> mime4jAddresses(List<Mailbox> mailboxes) {
        return mailboxes.stream()
                .map(mailbox ->
                        new NamedAddress(
                                mailbox.getName() == null ? "" : mailbox.getName(),
                                new EmailAddress(mailbox.getLocalPart(), mailbox.getDomain())))
                .toList();
    }
}
