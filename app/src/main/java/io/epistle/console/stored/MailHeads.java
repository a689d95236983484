package io.epistle.console.stored;

import io.epistle.send.MailboxStore;
import io.epistle.send.ReceivedMail;
import io.epistle.store.Rows;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// Sender, recipient and subject of the newest mails, for searching. Mails never change, so each
/// head is read once.
final class MailHeads {
    /// Mails that a search looks through, newest first; so many heads are remembered.
    static final int MAX = 10_000;

    /// Mails held in memory at once while heads are read: some tens of kilobytes each.
    private static final int READ_AT_ONCE = 500;

    private final Rows rows;
    private final MailboxStore mailbox;
    private final ConcurrentSkipListMap<Long, String> heads = new ConcurrentSkipListMap<>();

    MailHeads(Rows rows, MailboxStore mailbox) {
        this.rows = rows;
        this.mailbox = mailbox;
    }

    /// The numbers of the mails whose head contains a text, newest first.
    ///
    /// @param text in lower case
    /// @param newest the number of the newest mail
    List<Long> find(String text, long newest) {
        long oldest = Math.max(1, newest - MAX + 1);
        read(oldest, newest);
        return heads.subMap(oldest, true, newest, true).descendingMap().entrySet().stream()
                .filter(head -> head.getValue().contains(text))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void read(long oldest, long newest) {
        for (long last = newest; last >= oldest; last -= READ_AT_ONCE) {
            long first = Math.max(oldest, last - READ_AT_ONCE + 1);
            if (heads.subMap(first, true, last, true).size() < last - first + 1) {
                mailbox.list(rows, last, (int) (last - first + 1))
                        .forEach(one -> heads.put(one.number(), head(one.bytes().bytes())));
            }
        }
        heads.headMap(oldest).clear();
    }

    /// Sender, recipient and subject in lower case; the body is not even decoded.
    private static String head(byte[] mail) {
        ReceivedMail head = ReceivedMail.of(Arrays.copyOf(mail, headLength(mail)));
        return (head.from() + "\n" + head.to() + "\n" + head.subject()).toLowerCase(Locale.ROOT);
    }

    /// Where the head of a mail ends: after its first empty line, or at its end.
    private static int headLength(byte[] mail) {
        for (int index = 3; index < mail.length; index++) {
            if (mail[index] == '\n' && mail[index - 1] == '\r' && mail[index - 2] == '\n') {
                return index + 1;
            }
        }
        return mail.length;
    }
}
