package io.epistle.privacy;

import io.epistle.event.Event;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Timeline;
import io.epistle.event.Value;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fold of a timeline into the addresses that a person may be written to, and into what they
/// agreed to at each.
///
/// Anybody who knows a public write key may say that somebody has an address, or that two people are
/// one. So an address counts where a source that may be believed said it ([Trust#isVouched]), and a
/// consent is for an address where such sources name both together: in one fact, or over several
/// that name the same user id or address. What is known together is one group; of each the latest
/// address counts, that of a trait before one that was only named.
///
/// [Trust#isVouched]: io.epistle.event.Trust#isVouched
public final class Addresses {
    /// What a fact says an address is; empty for the removal of one.
    private record Said(String address, boolean isTrait, Fact fact) {
        static final Comparator<Said> BY_TIME = Comparator.comparing(Said::fact, Fact.BY_TIME);
    }

    private final Timeline timeline;
    private final Instant now;
    private final NamedTogether together = new NamedTogether();
    private final List<Said> said = new ArrayList<>();
    private final List<String> current;
    private boolean claimed;

    private Addresses(Timeline timeline, Instant now) {
        this.timeline = timeline;
        this.now = now;
        for (Fact fact : timeline.until(now)) {
            if (isVouched(fact)) {
                together.join(together.names(fact.event()));
                said(fact).ifPresent(said::add);
            } else {
                claimed |= said(fact).filter(one -> !one.address().isEmpty()).isPresent();
            }
        }
        this.current = latest();
    }

    /// The addresses of a person at `now`.
    public static Addresses of(Timeline timeline, Instant now) {
        return new Addresses(timeline, now);
    }

    /// Every address that a timeline tells, believed or not, each once, earliest first.
    public static List<String> said(Timeline timeline) {
        return timeline.facts().stream()
                .flatMap(fact -> said(fact).stream())
                .map(Said::address)
                .filter(address -> !address.isEmpty())
                .distinct()
                .toList();
    }

    /// The doors let nobody give a consent who is not trusted for it.
    private static boolean isVouched(Fact fact) {
        return fact.event().trust().isVouched() || fact.name().equals(Consent.GIVEN);
    }

    private static Optional<Said> said(Fact fact) {
        Event event = fact.event();
        Optional<Value> trait = event.traits().get(Identifier.EMAIL);
        if (trait.isPresent()) {
            return switch (trait.get()) {
                case Value.Text(String text) -> Optional.of(new Said(text.strip(), true, fact));
                case Value.Nothing _ -> Optional.of(new Said("", true, fact));
                case Value.Whole _, Value.Decimal _, Value.Bool _, Value.Sequence _, Struct _ ->
                        Optional.empty();
            };
        }
        return Optional.ofNullable(event.identifier(Identifier.EMAIL))
                .map(address -> new Said(address.strip(), false, fact));
    }

    private List<String> latest() {
        Map<Identifier, List<Said>> groups = new HashMap<>();
        for (Said one : said) {
            together.names(one.fact().event()).stream()
                    .findFirst()
                    .map(together::group)
                    .ifPresent(group ->
                            groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(one));
        }
        return groups.values().stream()
                .flatMap(group -> latest(group).stream())
                .sorted(Said.BY_TIME.reversed())
                .map(Said::address)
                .toList();
    }

    /// The address of a group: the latest that is a trait, else the latest that was named since one
    /// was removed.
    private Optional<Said> latest(List<Said> group) {
        Optional<Said> trait = group.stream().filter(Said::isTrait).max(Said.BY_TIME);
        if (trait.isPresent() && !trait.get().address().isEmpty()) {
            return trait;
        }
        return group.stream()
                .filter(one -> !one.isTrait())
                .filter(one -> trait.isEmpty() || Said.BY_TIME.compare(one, trait.get()) > 0)
                .max(Said.BY_TIME);
    }

    /// The addresses that count, the latest first: one for each group of names that belong
    /// together.
    public List<String> confirmed() {
        return current;
    }

    /// Whether an address was said by somebody who may not be believed, and none by others.
    public boolean areOnlyClaimed() {
        return claimed && current.isEmpty();
    }

    /// Where mail for a purpose goes: to the latest address that counts and for which there is a
    /// consent, else to the latest that counts, where it will be refused; absent where none counts.
    ///
    /// @param topic empty where the mail has none
    public Optional<String> forMail(String purpose, String topic) {
        return current.stream()
                .filter(address -> consents(address).allow(purpose, topic))
                .findFirst()
                .or(() -> current.stream().findFirst());
    }

    /// What the person agreed to at an address. A consent of ours that names no address, as older
    /// ones do, is for the only group that was known when it was told.
    public Consents consents(String address) {
        return together.address(address)
                .map(together::group)
                .map(group -> Consents.ofAddress(timeline, now, fact -> isFor(fact, group)))
                .orElseGet(Consents::none);
    }

    private boolean isFor(Fact fact, Identifier group) {
        List<Identifier> names = together.names(fact.event());
        if (fact.event().identifiers().isEmpty()
                && names.isEmpty()
                && fact.event().source().equals(Consent.SOURCE)) {
            List<Identifier> known =
                    said.stream()
                            .filter(one -> one.fact().sequence() < fact.sequence())
                            .flatMap(one -> together.names(one.fact().event()).stream().limit(1))
                            .map(together::group)
                            .distinct()
                            .toList();
            return known.equals(List.of(group));
        }
        return names.stream().anyMatch(name -> together.group(name).equals(group));
    }
}
