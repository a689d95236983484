package io.epistle.console;

import io.epistle.event.Fact;
import io.epistle.identity.PersonId;

import java.util.List;
import java.util.Optional;

/// A reading whose segments cannot be read and whose store is unwell.
record BrokenReading(ConsoleReading whole) implements ConsoleReading {
    @Override
    public Standing standing() {
        return whole.standing();
    }

    @Override
    public List<Health> health() {
        return List.of(new Health(Health.Part.STORE, false, "the disk is full"));
    }

    @Override
    public HomeView home() {
        return whole.home();
    }

    @Override
    public PeopleView people(PeopleQuery query) {
        return whole.people(query);
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
        throw new IllegalStateException("kaputt");
    }

    @Override
    public Optional<SegmentView> segment(String id) {
        throw new IllegalStateException("kaputt");
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
