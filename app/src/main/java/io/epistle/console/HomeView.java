package io.epistle.console;

import io.epistle.event.Fact;
import io.epistle.identity.PersonId;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The page Home.
///
/// @param facts how many facts are stored
/// @param days the length of the two periods compared: the `days` up to now, and as many before
/// @param countedAt the moment that people, orders and mails were counted at, where that is not now
/// @param people people known now, and at the start of the period
/// @param reachable how many people agreed to marketing mail
/// @param orders orders in the period, and in the one before
/// @param revenue what they came to; absent without orders
/// @param messages mails sent in the period, and in the one before
/// @param activity orders and mails per week, oldest first
/// @param notices what needs someone
/// @param segments the largest segments
/// @param campaigns the newest campaigns
/// @param latest the newest facts
public record HomeView(
        long facts,
        int days,
        Optional<Instant> countedAt,
        Compared people,
        long reachable,
        Compared orders,
        Optional<Revenue> revenue,
        Compared messages,
        List<Week> activity,
        List<Notice> notices,
        List<SegmentRow> segments,
        List<CampaignRow> campaigns,
        List<Happening> latest) {
    public HomeView {
        activity = List.copyOf(activity);
        notices = List.copyOf(notices);
        segments = List.copyOf(segments);
        campaigns = List.copyOf(campaigns);
        latest = List.copyOf(latest);
    }

    /// A count and the one it is compared with.
    ///
    /// @param before absent where the data do not reach back over the whole period before
    public record Compared(long now, Optional<Long> before) {}

    /// A sum of money and the one it is compared with, in one currency.
    ///
    /// @param before absent where the data do not reach back over the whole period before
    public record Revenue(Money now, Optional<Money> before) {}

    /// What happened in the seven days from `from`.
    public record Week(LocalDate from, long orders, long messages) {}

    /// A fact and whose it is.
    ///
    /// @param name what the person is called: a name, or else an address
    public record Happening(PersonId person, Optional<String> name, Fact fact) {}
}
