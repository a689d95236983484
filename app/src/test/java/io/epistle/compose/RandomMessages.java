package io.epistle.compose;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Messages as a bad day would bring them: every script, emoji, lines without end, dots at line
/// starts, bare CR and LF, and values that try to become headers. The same seed gives the same
/// messages.
public final class RandomMessages {

    private static final List<String> FRAGMENTS =
            List.of(
                    "Hello",
                    "there",
                    "a",
                    "Größe",
                    "naïve café",
                    "Привет",
                    "你好世界",
                    "日本語",
                    "שלום",
                    "مرحبا",
                    "🎁",
                    "👩‍👩‍👧‍👦",
                    "🇬🇧",
                    "e\u0301",
                    "\uD83C",
                    "\uDF81x",
                    "=?utf-8?Q?tricked?=",
                    "=20",
                    "=",
                    ".",
                    "..",
                    ".hidden",
                    "From here",
                    "From",
                    "\r\nBcc: victim@example.com",
                    "\nX-Evil: 1",
                    "\r",
                    "\n",
                    "\r\n",
                    "\r\n.\r\n",
                    "\n.\n",
                    "\t",
                    "  ",
                    " ",
                    "\u00A0",
                    "\u0000",
                    "\u0007",
                    "\u0085",
                    "\u2028",
                    "\"",
                    "\\",
                    "(comment)",
                    "<b>",
                    "&amp;",
                    "--=_",
                    ",",
                    ";",
                    ":",
                    "@",
                    "tail ",
                    "tail\t");

    private final Random random;

    public RandomMessages(long seed) {
        this.random = new Random(seed);
    }

    public Message next() {
        List<NamedAddress> replyTo = new ArrayList<>();
        for (int i = random.nextInt(4); i > 1; i--) {
            replyTo.add(namedAddress());
        }
        return new Message(
                new SendId(random.nextLong(), random.nextLong()),
                Instant.ofEpochSecond(
                        random.nextLong(0, 4_000_000_000L), random.nextInt(1_000_000_000)),
                namedAddress(),
                replyTo,
                namedAddress(),
                text(12),
                content(),
                mailing(),
                extraHeaders());
    }

    private Content content() {
        String html = random.nextInt(5) == 0 ? "" : body();
        String text = !html.isEmpty() && random.nextInt(5) == 0 ? "" : body();
        return new Content(html, text.isEmpty() && html.isEmpty() ? "x" : text);
    }

    private String body() {
        return switch (random.nextInt(6)) {
            case 0 -> text(4);
            case 1 -> text(400);
            case 2 -> "x".repeat(random.nextInt(5_000));
            case 3 -> "字".repeat(random.nextInt(2_000)) + text(5);
            case 4 -> ("word ".repeat(random.nextInt(40)) + "\n").repeat(random.nextInt(20));
            default -> text(60);
        };
    }

    private Mailing mailing() {
        FeedbackId feedbackId = new FeedbackId(token(10), "", token(5), "epistle");
        if (random.nextInt(4) == 0) {
            return new Mailing.Transactional(feedbackId);
        }
        String query = token(1 + random.nextInt(600));
        return new Mailing.Bulk(
                new ListId(text(4), token(5) + "." + token(8) + ".example"),
                new Unsubscribe(
                        URI.create("https://news.example.com/e/u/" + query),
                        URI.create(
                                "mailto:leave+" + token(30) + "@example.com?subject=unsubscribe")),
                feedbackId);
    }

    private List<Header> extraHeaders() {
        List<Header> headers = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            headers.add(new Header("X-Extra-" + i, text(30)));
        }
        return headers;
    }

    public NamedAddress namedAddress() {
        return new NamedAddress(random.nextInt(4) == 0 ? "" : text(6), address());
    }

    private EmailAddress address() {
        String local =
                switch (random.nextInt(10)) {
                    case 0 -> token(3) + ".." + token(3);
                    case 1 -> "." + token(5);
                    case 2 -> "jörg.müller";
                    case 3 -> "o'neil+tag=x!#$%&*/?^`{|}~";
                    case 4 -> "用户" + random.nextInt(100);
                    default -> token(1 + random.nextInt(60));
                };
        String domain =
                switch (random.nextInt(5)) {
                    case 0 -> "bücher.example";
                    case 1 -> "Mail.EXAMPLE.com";
                    default -> token(1 + random.nextInt(20)) + ".example";
                };
        return new EmailAddress(local, domain);
    }

    private String text(int fragmentsMax) {
        StringBuilder text = new StringBuilder();
        boolean plain = random.nextInt(3) == 0;
        for (int i = random.nextInt(fragmentsMax + 1); i > 0; i--) {
            text.append(
                    plain
                            ? token(1 + random.nextInt(90))
                            : FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
            text.append(random.nextInt(3) > 0 ? " " : "");
        }
        return text.toString();
    }

    private String token(int length) {
        StringBuilder token = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            token.append((char) ('a' + random.nextInt(26)));
        }
        return token.toString();
    }
}
