package io.epistle.send;

import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Struct;
import io.epistle.event.Timeline;
import io.epistle.event.Trust;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonRecord;
import io.epistle.privacy.Consent;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;

import java.time.Instant;
import java.util.List;

/// The facts that mails were sent, on the timelines of those they were sent to.
public final class SentFacts {
    /// The name of the fact that a message was accepted by the receiving server, or caught.
    public static final String NAME = "Email Sent";

    /// Under this, the fact of a message that the built-in mailbox took in place of its recipient
    /// says why.
    public static final String CAUGHT = "caught";

    private final PeopleStore people;
    private final TimelineStore timelines;

    /// The facts in these timelines.
    public SentFacts(PeopleStore people, TimelineStore timelines) {
        this.people = people;
        this.timelines = timelines;
    }

    /// Tells that a message was taken; nothing happens where its person was erased.
    ///
    /// @param entry its row, as it ended
    /// @param said what it says beside campaign, variant and send id
    void tell(Turn turn, LedgerEntry entry, Struct said) {
        people.get(turn, entry.person())
                .ifPresent(person -> {
                    PersonRecord.Link stem = person.stems().getFirst();
                    timelines.append(
                            turn, stem.stem(), stem.keySlot(), fact(entry, said, turn.now()), 0);
                });
    }

    /// How many mails a timeline tells of, caught ones among them.
    static long count(Timeline timeline) {
        return timeline.facts().stream().filter(fact -> fact.name().equals(NAME)).count();
    }

    /// The fact that a message was accepted or caught.
    ///
    /// @param entry its row, as it ended
    /// @param said what it says beside campaign, variant and send id
    public static Event fact(LedgerEntry entry, Struct said, Instant at) {
        Struct.Builder properties = Struct.builder();
        for (int index = 0; index < said.size(); index++) {
            properties.put(said.name(index), said.value(index));
        }
        properties
                .put("campaign_id", entry.key().campaign())
                .put("variant", entry.variant())
                .put("send_id", entry.sendId().toString());
        if (entry.state() == LedgerState.CAUGHT) {
            properties.put(CAUGHT, entry.reason());
        }
        return new Event(
                Consent.SOURCE,
                "sent:" + entry.sendId(),
                EventType.TRACK,
                NAME,
                List.of(),
                at,
                at,
                Trust.VOUCHED,
                properties.build(),
                Struct.empty(),
                Struct.empty());
    }
}
