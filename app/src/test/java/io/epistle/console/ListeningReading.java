package io.epistle.console;

import io.epistle.event.Fact;
import io.epistle.identity.PersonId;

import java.util.List;
import java.util.Optional;

/// A reading that remembers which people it was asked for.
record ListeningReading(ConsoleReading whole, List<PeopleQuery> asked) implements ConsoleReading {
    @Override
    public PeopleView people(PeopleQuery query) {
        asked.add(query);
        return whole.people(query);
    }

    @Override
    public Standing standing() {
        return whole.standing();
    }

    @Override
    public List<Health> health() {
        return whole.health();
    }

    @Override
    public HomeView home() {
        return whole.home();
    }

    @Override
    public Optional<PersonView> person(PersonId id) {
        return whole.person(id);
    }

    @Override
    public Optional<Slice<Fact>> timeline(PersonId id, Paging paging) {
        return whole.timeline(id, paging);
    }

    @Override
    public SegmentsView segments() {
        return whole.segments();
    }

    @Override
    public Optional<SegmentView> segment(String id) {
        return whole.segment(id);
    }

    @Override
    public CampaignsView campaigns() {
        return whole.campaigns();
    }

    @Override
    public Optional<CampaignView> campaign(String id) {
        return whole.campaign(id);
    }

    @Override
    public Optional<Slice<LedgerRow>> ledger(String campaign, LedgerQuery query) {
        return whole.ledger(campaign, query);
    }

    @Override
    public Slice<MailRow> mailbox(MailQuery query) {
        return whole.mailbox(query);
    }

    @Override
    public Optional<MailView> mail(String id) {
        return whole.mail(id);
    }
}
