package io.epistle.compose;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// Turns a [Message] into the bytes that travel: RFC 5322 headers, MIME parts (RFC 2045 to 2047),
/// lines that end in CRLF and, but for addresses that need SMTPUTF8 (RFC 6532), nothing beyond
/// ASCII. No line is longer than 998 bytes. Equal messages give equal bytes.
public final class MimeWriter {

    private static final int HEADERS_EXPECTED_BYTES = 2_048;

    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xxxx", Locale.ROOT);

    private MimeWriter() {}

    /// The message as it is handed to a server, before dot-stuffing.
    public static byte[] write(Message message) {
        Content content = message.content();
        int expected = content.html().length() + content.text().length();
        ByteBuilder out = new ByteBuilder(HEADERS_EXPECTED_BYTES + expected + expected / 4);
        HeaderWriter headers = new HeaderWriter(out);
        writeHeaders(message, headers);
        if (content.html().isEmpty()) {
            writePart("plain", content.text(), headers, out);
        } else if (content.text().isEmpty()) {
            writePart("html", content.html(), headers, out);
        } else {
            writeAlternatives(message, headers, out);
        }
        return out.toBytes();
    }

    /// An instant as RFC 5322 section 3.3 writes it, in UTC, to the second.
    static String date(Instant instant) {
        return DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static void writeHeaders(Message message, HeaderWriter headers) {
        headers.structured("Date", date(message.plannedAt()));
        headers.addresses("From", List.of(message.from()));
        if (!message.replyTo().isEmpty()) {
            headers.addresses("Reply-To", message.replyTo());
        }
        headers.addresses("To", List.of(message.to()));
        headers.unstructured("Subject", message.subject());
        headers.structured("Message-ID", message.messageId().toString());
        switch (message.mailing()) {
            case Mailing.Bulk bulk -> {
                headers.phraseAndId("List-ID", bulk.listId().name(), bulk.listId().id());
                headers.words("List-Unsubscribe", unsubscribeLinks(bulk.unsubscribe()));
                headers.structured("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
                headers.structured("Feedback-ID", bulk.feedbackId().toString());
                headers.structured("Precedence", "bulk");
            }
            case Mailing.Transactional transactional ->
                    headers.structured("Feedback-ID", transactional.feedbackId().toString());
        }
        for (Header header : message.extraHeaders()) {
            headers.unstructured(header.name(), header.value());
        }
        headers.structured("MIME-Version", "1.0");
    }

    private static List<String> unsubscribeLinks(Unsubscribe unsubscribe) {
        String oneClick = "<" + unsubscribe.oneClick().toASCIIString() + ">";
        return unsubscribe
                .mailto()
                .map(mailto -> List.of(oneClick + ",", "<" + mailto.toASCIIString() + ">"))
                .orElseGet(() -> List.of(oneClick));
    }

    /// The boundary holds `=_`, which neither transfer encoding can produce (RFC 2045 section 6.7,
    /// note 5), so that no content can contain it.
    private static void writeAlternatives(Message message, HeaderWriter headers, ByteBuilder out) {
        String boundary = "=_" + message.sendId();
        headers.structured("Content-Type", "multipart/alternative; boundary=\"" + boundary + "\"");
        out.ascii("\r\n--").ascii(boundary).ascii("\r\n");
        writePart("plain", message.content().text(), headers, out);
        out.ascii("\r\n--").ascii(boundary).ascii("\r\n");
        writePart("html", message.content().html(), headers, out);
        out.ascii("\r\n--").ascii(boundary).ascii("--\r\n");
    }

    private static void writePart(
            String subtype, String text, HeaderWriter headers, ByteBuilder out) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        boolean quoted = QuotedPrintable.encodedLength(utf8) <= base64Length(utf8.length);
        headers.structured("Content-Type", "text/" + subtype + "; charset=utf-8");
        headers.structured("Content-Transfer-Encoding", quoted ? "quoted-printable" : "base64");
        out.append('\r').append('\n');
        if (quoted) {
            QuotedPrintable.encode(utf8, out);
        } else {
            // RFC 2045 section 6.8: the line ends of text are CRLF before they are encoded.
            byte[] canonical = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            out.append(BASE64.encode(canonical)).append('\r').append('\n');
        }
    }

    private static long base64Length(int bytes) {
        long characters = (bytes + 2L) / 3 * 4;
        return characters + characters / 76 * 2;
    }
}
