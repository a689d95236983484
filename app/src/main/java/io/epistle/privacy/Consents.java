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
import java.util.function.Predicate;

/// The fold of a timeline into what the person agreed to, by purpose and topic.
///
/// A consent takes effect when it was given. A withdrawal takes effect when it was received,
/// whatever its own timestamp says: nobody loses a withdrawal to a wrong clock. The latest effect
/// wins; at the same instant the withdrawal does, but for what we heard ourselves, of which the
/// order is known.
///
/// A browser's signal that its user opted out (Global Privacy Control) counts for tracking and
/// sharing where nothing else was said about them, before or since.
///
/// A topic belongs to its purpose: whoever leaves the purpose leaves its topics, and whoever joins
/// a topic afterwards gets that topic alone. A topic that was left stays left until it is joined
/// again.
public final class Consents {
    private record Said(Instant effect, Fact fact, boolean given) {
        static final Comparator<Said> BY_EFFECT =
                Comparator.comparing(Said::effect)
                        .thenComparingInt(Said::turn)
                        .thenComparingLong(said -> said.fact().sequence());

        /// Whose turn it is among those of one instant: others' consents, what we heard ourselves
        /// in the order in which we did, others' withdrawals.
        private int turn() {
            if (fact.event().source().equals(Consent.SOURCE)) {
                return 1;
            }
            return given ? 0 : 2;
        }
    }

    private record Matter(String purpose, String topic) implements Comparable<Matter> {
        private static final Comparator<Matter> ORDER =
                Comparator.comparing(Matter::purpose).thenComparing(Matter::topic);

        @Override
        public int compareTo(Matter other) {
            return ORDER.compare(this, other);
        }
    }

    /// @param place which of all that was said it is, in the order of effect
    private record Standing(Consent consent, int place) {}

    private final SortedMap<Matter, Standing> standing;

    private final boolean ofAddress;

    private Consents(SortedMap<Matter, Standing> standing, boolean ofAddress) {
        this.standing = standing;
        this.ofAddress = ofAddress;
    }

    /// Nothing was ever said.
    public static Consents none() {
        return new Consents(new TreeMap<>(), true);
    }

    /// What the person said that holds at `now`, for whichever of their addresses. What may be sent
    /// to one of these is said by [Addresses#consents].
    public static Consents of(Timeline timeline, Instant now) {
        return new Consents(standing(timeline, now, _ -> true), false);
    }

    /// What holds at `now` for one address: of what was given only what is for it; what was taken
    /// back is taken back for all addresses.
    ///
    /// @param isFor whether a fact that gives a consent gives it for the address
    static Consents ofAddress(Timeline timeline, Instant now, Predicate<Fact> isFor) {
        return new Consents(standing(timeline, now, isFor), true);
    }

    /// Whether this is what holds for one address, rather than for a person whichever they have.
    boolean isOfAddress() {
        return ofAddress;
    }

    private static SortedMap<Matter, Standing> standing(
            Timeline timeline, Instant now, Predicate<Fact> isFor) {
        List<Said> saids = new ArrayList<>();
        Optional<Fact> optedOut = Optional.empty();
        for (Fact fact : timeline.facts()) {
            if (optedOut.isEmpty() && !fact.knownAt().isAfter(now) && isOptedOut(fact)) {
                optedOut = Optional.of(fact);
            }
            boolean given = fact.name().equals(Consent.GIVEN);
            if (given || fact.name().equals(Consent.WITHDRAWN)) {
                Instant effect = given ? fact.occurredAt() : fact.knownAt();
                if (!effect.isAfter(now) && (!given || isFor.test(fact))) {
                    saids.add(new Said(effect, fact, given));
                }
            }
        }
        saids.sort(Said.BY_EFFECT);
        SortedMap<Matter, Standing> standing = new TreeMap<>();
        for (int place = 0; place < saids.size(); place++) {
            Said said = saids.get(place);
            Optional<String> purpose = said.fact().properties().text("purpose");
            if (purpose.isPresent()) {
                String topic = said.fact().properties().text("topic").orElse("");
                standing.put(
                        new Matter(purpose.get(), topic),
                        new Standing(consent(purpose.get(), topic, said), place));
            }
        }
        optedOut.ifPresent(fact -> optOut(standing, fact));
        return standing;
    }

    private static boolean isOptedOut(Fact fact) {
        return fact.event().context().get(Consent.OPTED_OUT).filter(Value.TRUE::equals).isPresent();
    }

    /// A browser that says for its user that nothing is to be known or shared of them is believed
    /// where they themselves said nothing.
    private static void optOut(SortedMap<Matter, Standing> standing, Fact fact) {
        for (String purpose : List.of(Consent.SHARING, Consent.TRACKING)) {
            Consent consent =
                    new Consent(
                            purpose,
                            "",
                            false,
                            fact.knownAt(),
                            fact.event().source(),
                            "Sec-GPC",
                            "",
                            false);
            standing.putIfAbsent(new Matter(purpose, ""), new Standing(consent, -1));
        }
    }

    private static Consent consent(String purpose, String topic, Said said) {
        return new Consent(
                purpose,
                topic,
                said.given(),
                said.effect(),
                said.fact().event().source(),
                said.fact().properties().text("evidence").orElse(""),
                said.fact().properties().text("level").orElse(""),
                said.fact().properties().get("invented").orElse(Value.FALSE).equals(Value.TRUE));
    }

    /// What was last said about a purpose as a whole; absent where nothing ever was.
    public Optional<Consent> about(String purpose) {
        return Optional.ofNullable(standing.get(new Matter(purpose, ""))).map(Standing::consent);
    }

    /// What decides about a topic of a purpose: what was said about the topic, or about the
    /// purpose; absent where neither ever was spoken about.
    ///
    /// @param topic empty for the purpose as a whole
    public Optional<Consent> about(String purpose, String topic) {
        Optional<Standing> whole = Optional.ofNullable(standing.get(new Matter(purpose, "")));
        Optional<Standing> part = Optional.ofNullable(standing.get(new Matter(purpose, topic)));
        if (whole.isEmpty() || part.isEmpty()) {
            return part.or(() -> whole).map(Standing::consent);
        }
        boolean partDecides =
                !part.get().consent().given()
                        || (!whole.get().consent().given()
                                && part.get().place() > whole.get().place());
        return Optional.of((partDecides ? part : whole).get().consent());
    }

    /// Whether the person agrees to a purpose as a whole; silence is no.
    public boolean allow(String purpose) {
        return about(purpose).map(Consent::given).orElse(false);
    }

    /// Whether the person agrees to a topic of a purpose; silence is no.
    ///
    /// @param topic empty for the purpose as a whole
    public boolean allow(String purpose, String topic) {
        return about(purpose, topic).map(Consent::given).orElse(false);
    }

    /// Whether the person agrees to a purpose as a whole, or to any topic of it.
    public boolean allowAny(String purpose) {
        return standing.keySet().stream()
                .filter(matter -> matter.purpose().equals(purpose))
                .anyMatch(matter -> allow(purpose, matter.topic()));
    }

    /// All that was ever spoken about, by name.
    public List<Consent> all() {
        return standing.values().stream().map(Standing::consent).toList();
    }
}
