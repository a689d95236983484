package io.epistle.compose;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One message to one person, complete and checked: nothing in it can break out of its header, and
/// [MimeWriter] turns equal messages into equal bytes.
///
/// @param sendId names the send; Message-ID and MIME boundary come from it
/// @param plannedAt the instant the send was planned for; becomes the `Date` header, to the second
/// @param from the sender shown
/// @param replyTo where replies go; empty where they go to `from`
/// @param to the one recipient
/// @param subject one line; line breaks and control characters become spaces, text over {@value
///   #SUBJECT_CODE_POINTS_MAX} code points is cut
/// @param content HTML and text
/// @param mailing bulk or transactional, with the headers that belong to it
/// @param extraHeaders further headers, in this order, no name twice
public record Message(
        SendId sendId,
        Instant plannedAt,
        NamedAddress from,
        List<NamedAddress> replyTo,
        NamedAddress to,
        String subject,
        Content content,
        Mailing mailing,
        List<Header> extraHeaders) {

    /// Longest subject in code points; programs show 40 to 80.
    public static final int SUBJECT_CODE_POINTS_MAX = 300;

    private static final int REPLY_TO_MAX = 10;
    private static final int EXTRA_HEADERS_MAX = 50;

    /// Copies the lists and brings the subject to one line.
    ///
    /// @throws IllegalArgumentException when there are too many reply addresses or extra headers,
    ///   or an extra header's name comes twice
    public Message {
        replyTo = List.copyOf(replyTo);
        extraHeaders = List.copyOf(extraHeaders);
        subject = HeaderText.singleLine(subject, SUBJECT_CODE_POINTS_MAX);
        requireAtMost(REPLY_TO_MAX, replyTo.size(), "reply addresses");
        requireAtMost(EXTRA_HEADERS_MAX, extraHeaders.size(), "extra headers");
        Set<String> names = new HashSet<>();
        for (Header header : extraHeaders) {
            if (!names.add(header.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "the extra header " + header.name() + " is given twice");
            }
        }
    }

    /// The Message-ID, under the domain of [#from()].
    public MessageId messageId() {
        return new MessageId(sendId, from.address().domain());
    }

    /// Whether an address in the headers can only travel over SMTPUTF8 (RFC 6531).
    public boolean needsSmtpUtf8() {
        return from.address().needsSmtpUtf8()
                || to.address().needsSmtpUtf8()
                || replyTo.stream().anyMatch(reply -> reply.address().needsSmtpUtf8());
    }

    private static void requireAtMost(int max, int found, String what) {
        if (found > max) {
            throw new IllegalArgumentException(
                    "a message has at most " + max + " " + what + ", found " + found);
        }
    }
}
