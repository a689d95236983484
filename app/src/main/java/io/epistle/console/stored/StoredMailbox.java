package io.epistle.console.stored;

import io.epistle.console.MailQuery;
import io.epistle.console.MailRow;
import io.epistle.console.MailView;
import io.epistle.console.MailboxReading;
import io.epistle.console.Paging;
import io.epistle.console.Slice;
import io.epistle.event.Identifier;
import io.epistle.identity.PersonId;
import io.epistle.identity.PersonRecord;
import io.epistle.send.MailboxStore;
import io.epistle.send.ReceivedMail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/// The built-in mailbox as pages show it.
final class StoredMailbox implements MailboxReading {
    private static final int SNIPPET_LENGTH = 140;

    /// A web address in a text part, with the brackets that plain text puts around it.
    private static final Pattern WEB_ADDRESS = Pattern.compile("[(<]?https?://[^\\s)>]+[)>]?");

    private final Stored stored;
    private final MailboxStore mailbox;
    private final MailHeads heads;
    private final ConcurrentSkipListMap<Long, MailRow> mails = new ConcurrentSkipListMap<>();

    StoredMailbox(Stored stored, MailboxStore mailbox) {
        this.stored = stored;
        this.mailbox = mailbox;
        this.heads = new MailHeads(stored.rows(), mailbox);
    }

    @Override
    public Slice<MailRow> mailbox(MailQuery query) {
        long count = MailboxStore.count(stored.rows());
        String text = query.text().strip().toLowerCase(Locale.ROOT);
        return text.isEmpty()
                ? newest(query.paging(), count)
                : found(heads.find(text, count), query.paging());
    }

    private Slice<MailRow> newest(Paging paging, long count) {
        long newest = Math.max(0, count - paging.offset());
        List<MailRow> shown =
                newest == 0
                        ? List.of()
                        : mailbox.list(stored.rows(), newest, paging.size()).stream()
                                .map(this::row)
                                .toList();
        return new Slice<>(shown, paging, count - MailboxStore.dropped(stored.rows()));
    }

    private Slice<MailRow> found(List<Long> numbers, Paging paging) {
        Slice<Long> slice = Slice.of(numbers, paging);
        return new Slice<>(
                slice.items().stream()
                        .flatMap(number -> mailbox.find(stored.rows(), number).stream())
                        .map(this::row)
                        .toList(),
                slice.paging(),
                slice.total());
    }

    @Override
    public Optional<MailView> mail(String id) {
        return number(id).flatMap(number -> mailbox.find(stored.rows(), number)).map(this::view);
    }

    private static Optional<Long> number(String id) {
        return id.matches("[1-9][0-9]{0,15}") ? Optional.of(Long.parseLong(id)) : Optional.empty();
    }

    private MailView view(MailboxStore.Received received) {
        ReceivedMail mail = ReceivedMail.of(received.bytes().bytes());
        return new MailView(
                row(received, mail),
                mail.html().isEmpty() ? Optional.empty() : Optional.of(mail.html()),
                mail.text().isEmpty() ? Optional.empty() : Optional.of(mail.text()),
                mail.fields().stream()
                        .map(field -> new MailView.Header(field.name(), field.value()))
                        .toList(),
                new String(received.bytes().bytes(), StandardCharsets.UTF_8));
    }

    /// Mails never change: each is read once, and the newest are remembered.
    private MailRow row(MailboxStore.Received received) {
        MailRow row =
                mails.computeIfAbsent(
                        received.number(),
                        _ -> row(received, ReceivedMail.of(received.bytes().bytes())));
        while (mails.size() > MailHeads.MAX) {
            mails.pollFirstEntry();
        }
        return row;
    }

    private MailRow row(MailboxStore.Received received, ReceivedMail mail) {
        String words =
                WEB_ADDRESS.matcher(mail.text()).replaceAll("").replaceAll("\\s+", " ").strip();
        return new MailRow(
                Long.toString(received.number()),
                field(mail, "From"),
                field(mail, "To"),
                field(mail, "Subject"),
                words.length() <= SNIPPET_LENGTH ? words : words.substring(0, SNIPPET_LENGTH),
                received.receivedAt(),
                received.bytes().bytes().length,
                recipient(mail.to()));
    }

    /// Whom the field `To` means, where somebody has the address.
    private Optional<PersonId> recipient(String to) {
        String address = to.substring(to.indexOf('<') + 1).replace(">", "").strip();
        return stored.people()
                .find(stored.rows(), new Identifier(Identifier.EMAIL, address))
                .map(PersonRecord::id);
    }

    private static String field(ReceivedMail mail, String name) {
        return mail.fields().stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(ReceivedMail.Field::value)
                .findFirst()
                .orElse("");
    }
}
