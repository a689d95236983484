package io.epistle.profile;

import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.event.StemId;
import io.epistle.event.Timeline;
import io.epistle.event.Value;
import io.epistle.identity.PersonId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/// One person as a decision sees them: linked stems and the facts of all of them. Everything else
/// (traits, orders, lifecycle) is a fold over the timeline. Immutable; folds are computed when they
/// are first asked for.
public final class Person {
    private final PersonId id;
    private final List<StemId> stems;
    private final Timeline timeline;

    /// Two threads that ask first may both fold; either fold is as good.
    private @Nullable Traits folded;

    /// A person of at least one stem; the id is that of the earliest.
    public Person(PersonId id, List<StemId> stems, Timeline timeline) {
        this.id = id;
        this.stems = List.copyOf(stems);
        this.timeline = timeline;
    }

    /// This person with more facts.
    public Person plus(List<Fact> more) {
        return new Person(id, stems, timeline.plus(more));
    }

    private Traits traits() {
        Traits known = folded;
        if (known == null) {
            known = Traits.fold(timeline);
            folded = known;
        }
        return known;
    }

    /// Who this is.
    public PersonId id() {
        return id;
    }

    /// What the sources call this person, which is the same in every data folder that has the same
    /// facts: kind and value of the first user id, else of the first address, else the id.
    public String knownAs() {
        return calledBy(Identifier.USER_ID)
                .or(() -> calledBy(Identifier.EMAIL).map(known -> known.toLowerCase(Locale.ROOT)))
                .orElseGet(id::toString);
    }

    private Optional<String> calledBy(String kind) {
        return timeline.facts().stream()
                .flatMap(fact -> fact.event().identifiers().stream())
                .filter(identifier -> identifier.kind().equals(kind))
                .findFirst()
                .map(identifier -> kind + ":" + identifier.value());
    }

    /// The linked stems, earliest first.
    public List<StemId> stems() {
        return stems;
    }

    /// All facts of all stems; may reach into the future of the moment asked about.
    public Timeline timeline() {
        return timeline;
    }

    /// The trait at a dotted path as it stands at `now`.
    public Optional<Trait> trait(String path, Instant now) {
        return traits().at(path, now);
    }

    /// When the trait at `path` next changes by a fact timed after `now`; absent where it does not.
    public Optional<Instant> nextTraitChange(String path, Instant now) {
        return traits().nextChange(path, now);
    }

    /// All traits as they stand at `now`, by path.
    public SortedMap<String, Trait> traits(Instant now) {
        return traits().all(now);
    }

    /// The text of a trait at `now`; absent where the trait is missing or no text.
    public Optional<String> text(String path, Instant now) {
        return trait(path, now)
                .flatMap(trait ->
                        trait.value() instanceof Value.Text(String text)
                                ? Optional.of(text)
                                : Optional.empty());
    }
}
