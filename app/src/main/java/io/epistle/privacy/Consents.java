package io.epistle.privacy;

import io.epistle.event.Fact;
import io.epistle.event.Timeline;
import io.epistle.event.Value;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The fold of a timeline into what the person agreed to, by purpose.
///
/// A consent takes effect when it was given. A withdrawal takes effect when it was received,
/// whatever its own timestamp says: nobody loses a withdrawal to a wrong clock. The latest effect
/// wins; at the same instant the withdrawal does.
public final class Consents {
    private record Said(Instant effect, Fact fact, boolean given) {
        static final Comparator<Said> BY_EFFECT =
                Comparator.comparing(Said::effect)
                        .thenComparing(Said::given, Comparator.reverseOrder())
                        .thenComparingLong(said -> said.fact().sequence());
    }

    private final SortedMap<String, Consent> byPurpose;

    private Consents(SortedMap<String, Consent> byPurpose) {
        this.byPurpose = byPurpose;
    }

    /// Nothing was ever said.
    public static Consents none() {
        return new Consents(new TreeMap<>());
    }

    /// What holds at `now`.
    public static Consents of(Timeline timeline, Instant now) {
        List<Said> saids = new ArrayList<>();
        for (Fact fact : timeline.facts()) {
            boolean given = fact.name().equals(Consent.GIVEN);
            if (given || fact.name().equals(Consent.WITHDRAWN)) {
                Instant effect = given ? fact.occurredAt() : fact.knownAt();
                if (!effect.isAfter(now)) {
                    saids.add(new Said(effect, fact, given));
                }
            }
        }
        saids.sort(Said.BY_EFFECT);
        SortedMap<String, Consent> byPurpose = new TreeMap<>();
        for (Said said : saids) {
            said.fact()
                    .properties()
                    .text("purpose")
                    .ifPresent(purpose -> byPurpose.put(purpose, consent(purpose, said)));
        }
        return new Consents(byPurpose);
    }

    private static Consent consent(String purpose, Said said) {
        return new Consent(
                purpose,
                said.given(),
                said.effect(),
                said.fact().event().source(),
                said.fact().properties().text("evidence").orElse(""),
                said.fact().properties().text("level").orElse(""),
                said.fact().properties().get("invented").orElse(Value.FALSE).equals(Value.TRUE));
    }

    /// What was last said about a purpose; absent where nothing ever was.
    public Optional<Consent> about(String purpose) {
        return Optional.ofNullable(byPurpose.get(purpose));
    }

    /// Whether the person agrees to a purpose; silence is no.
    public boolean allow(String purpose) {
        return about(purpose).map(Consent::given).orElse(false);
    }

    /// Every purpose that was ever spoken about, by name.
    public List<Consent> all() {
        return List.copyOf(byPurpose.values());
    }
}
