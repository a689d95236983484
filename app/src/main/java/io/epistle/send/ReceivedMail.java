package io.epistle.send;

import io.epistle.compose.HtmlReader;
import io.epistle.compose.HtmlToken;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A received message as a person reads it: headers decoded, HTML and text taken out of their
/// parts.
///
/// Whatever the bytes are, there is a result: what cannot be read is empty, and a message that is
/// no MIME at all is shown as text.
///
/// @param fields all header fields in order, decoded, at most {@value #FIELDS_MAX}
/// @param date when it says it was written; none where it does not say so legibly
/// @param html the first HTML part, or empty
/// @param text the first plain-text part, or empty
/// @param links where the HTML (or else the text) leads, in order, at most {@value #LINKS_MAX}
public record ReceivedMail(
        List<Field> fields, Optional<Instant> date, String html, String text, List<Link> links) {

    /// Further fields are not shown.
    public static final int FIELDS_MAX = 200;

    /// Further links are not shown.
    public static final int LINKS_MAX = 500;

    /// Making one reads files from the class path, which costs more than reading a message.
    private static final Session SESSION = lenientSession();

    private static final int PART_DEPTH_MAX = 8;
    private static final int PARTS_MAX = 100;
    private static final Pattern ADDRESS_IN_TEXT = Pattern.compile("https?://[^\\s<>\"()]{1,2000}");

    /// Copies the lists.
    public ReceivedMail {
        fields = List.copyOf(fields);
        links = List.copyOf(links);
    }

    /// A header field.
    ///
    /// @param name as written
    /// @param value unfolded and decoded
    public record Field(String name, String value) {}

    /// A link.
    ///
    /// @param shown the text it shows; a picture's alternative text where it shows a picture; may
    ///   be empty
    /// @param address where it leads
    public record Link(String shown, String address) {}

    /// Reads a message.
    public static ReceivedMail of(byte[] message) {
        try {
            MimeMessage mail = new MimeMessage(SESSION, new ByteArrayInputStream(message));
            Parts parts = new Parts();
            parts.collect(mail, 0);
            List<Link> links =
                    parts.html.isEmpty() ? linksInText(parts.text) : linksInHtml(parts.html);
            return new ReceivedMail(fields(mail), date(mail), parts.html, parts.text, links);
        } catch (MessagingException e) {
            String raw = new String(message, StandardCharsets.UTF_8);
            return new ReceivedMail(List.of(), Optional.empty(), "", raw, List.of());
        }
    }

    /// The first value of a field, by its name in any case; empty where it is absent.
    public String field(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst()
                .orElse("");
    }

    /// The sender shown.
    public String from() {
        return field("From");
    }

    /// The recipient shown.
    public String to() {
        return field("To");
    }

    /// The subject.
    public String subject() {
        return field("Subject");
    }

    /// The Message-ID with its angle brackets.
    public String messageId() {
        return field("Message-ID");
    }

    private static Session lenientSession() {
        Properties lenient = new Properties();
        lenient.setProperty("mail.mime.allowutf8", "true");
        lenient.setProperty("mail.mime.address.strict", "false");
        return Session.getInstance(lenient);
    }

    private static List<Field> fields(MimeMessage mail) throws MessagingException {
        List<Field> fields = new ArrayList<>();
        for (jakarta.mail.Header header : Collections.list(mail.getAllHeaders())) {
            if (fields.size() < FIELDS_MAX) {
                fields.add(new Field(header.getName(), decoded(header.getValue())));
            }
        }
        return fields;
    }

    private static String decoded(String raw) {
        String unfolded = MimeUtility.unfold(raw);
        try {
            return MimeUtility.decodeText(unfolded);
        } catch (UnsupportedEncodingException e) {
            return unfolded;
        }
    }

    private static Optional<Instant> date(MimeMessage mail) throws MessagingException {
        Date sent = mail.getSentDate();
        return sent == null ? Optional.empty() : Optional.of(sent.toInstant());
    }

    private static List<Link> linksInHtml(String html) {
        List<Link> links = new ArrayList<>();
        String address = "";
        StringBuilder shown = new StringBuilder();
        for (HtmlToken token : HtmlReader.read(html)) {
            switch (token) {
                case HtmlToken.Open open -> {
                    if (open.name().equals("a")) {
                        address = open.attribute("href").orElse("").strip();
                        shown.setLength(0);
                    } else if (open.name().equals("img")) {
                        shown.append(open.attribute("alt").orElse(""));
                    }
                }
                case HtmlToken.Text text -> shown.append(text.text());
                case HtmlToken.Close close -> {
                    if (close.name().equals("a")
                            && !address.isEmpty()
                            && links.size() < LINKS_MAX) {
                        links.add(
                                new Link(
                                        shown.toString().strip().replaceAll("\\s+", " "), address));
                        address = "";
                    }
                }
            }
        }
        return links;
    }

    private static List<Link> linksInText(String text) {
        List<Link> links = new ArrayList<>();
        Matcher matcher = ADDRESS_IN_TEXT.matcher(text);
        while (matcher.find() && links.size() < LINKS_MAX) {
            String address = matcher.group().replaceAll("[.,;:!?']+$", "");
            links.add(new Link(address, address));
        }
        return links;
    }

    /// The first HTML and the first text found on a walk through the parts.
    private static final class Parts {

        private String html = "";
        private String text = "";
        private int seen;

        private void collect(Part part, int depth) {
            if (depth > PART_DEPTH_MAX || ++seen > PARTS_MAX) {
                return;
            }
            try {
                if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                    return;
                }
                if (part.isMimeType("multipart/*")) {
                    collectAll(part, depth);
                } else if (html.isEmpty() && part.isMimeType("text/html")) {
                    html = content(part);
                } else if (text.isEmpty() && part.isMimeType("text/plain")) {
                    text = content(part);
                }
            } catch (MessagingException | IOException e) {
                // A part that cannot be read is not shown; the others may be.
            }
        }

        private void collectAll(Part part, int depth) throws MessagingException, IOException {
            if (part.getContent() instanceof MimeMultipart multipart) {
                for (int i = 0; i < multipart.getCount(); i++) {
                    BodyPart inner = multipart.getBodyPart(i);
                    collect(inner, depth + 1);
                }
            }
        }

        private static String content(Part part) throws MessagingException, IOException {
            try (InputStream in = part.getInputStream()) {
                return new String(in.readAllBytes(), charset(part)).replace("\r\n", "\n");
            }
        }

        /// The charset named, or UTF-8, which is the likeliest.
        private static Charset charset(Part part) throws MessagingException {
            try {
                String name =
                        new jakarta.mail.internet.ContentType(part.getContentType())
                                .getParameter("charset");
                return name == null
                        ? StandardCharsets.UTF_8
                        : Charset.forName(MimeUtility.javaCharset(name));
            } catch (jakarta.mail.internet.ParseException
                    | IllegalCharsetNameException
                    | UnsupportedCharsetException e) {
                return StandardCharsets.UTF_8;
            }
        }
    }
}
