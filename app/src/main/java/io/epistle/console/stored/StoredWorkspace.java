package io.epistle.console.stored;

import io.epistle.console.Health;
import io.epistle.console.Mailing;
import io.epistle.console.Standing;
import io.epistle.console.WorkspaceReading;
import io.epistle.send.MailboxStore;
import io.epistle.store.TimelineStore;

import java.time.temporal.ChronoUnit;
import java.util.List;

/// The workspace as every page names it, and the health of its parts.
final class StoredWorkspace implements WorkspaceReading {
    private final Stored stored;
    private final About about;

    StoredWorkspace(Stored stored, About about) {
        this.stored = stored;
        this.about = about;
    }

    @Override
    public Standing standing() {
        return new Standing(
                about.workspace(),
                stored.now(),
                about.clockStands(),
                stored.live().world().zone(),
                Mailing.MAILBOX,
                about.invented(),
                0);
    }

    @Override
    public List<Health> health() {
        return List.of(
                new Health(
                        Health.Part.STORE,
                        true,
                        "%,d facts".formatted(TimelineStore.facts(stored.rows()))),
                new Health(
                        Health.Part.SENDING,
                        true,
                        "%,d mails in the mailbox"
                                .formatted(
                                        MailboxStore.count(stored.rows())
                                                - MailboxStore.dropped(stored.rows()))),
                new Health(
                        Health.Part.CLOCK,
                        true,
                        about.clockStands()
                                ? "its own, at %s"
                                        .formatted(stored.now().truncatedTo(ChronoUnit.MINUTES))
                                : "runs"));
    }
}
