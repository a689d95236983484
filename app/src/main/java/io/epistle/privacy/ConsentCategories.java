package io.epistle.privacy;

import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Struct;
import io.epistle.event.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What somebody chose in a consent banner, as Segment's SDKs tell it: an event of the name
/// [#UPDATED] with `context.consent.categoryPreferences`, an object of categories that are true or
/// false.
///
/// A category means a purpose by its name: that of a purpose of ours, or one that Segment's
/// examples use for what browsers do. A category that is missing is false for what banners are
/// about, knowing and sharing what people do; of mail an object that does not name it says nothing.
/// An object without categories is an answer, no object is none.
public final class ConsentCategories {
    /// The name of the events.
    public static final String UPDATED = "Segment Consent Preference Updated";

    /// The purposes that categories mean, by their names in lower case without spaces, `-` and `_`.
    private static final Map<String, String> PURPOSES =
            Map.of(
                    "tracking", Consent.TRACKING,
                    "analytics", Consent.TRACKING,
                    "sharing", Consent.SHARING,
                    "advertising", Consent.SHARING,
                    "datasharing", Consent.SHARING,
                    "opentracking", Consent.OPEN_TRACKING,
                    "marketingemail", Consent.MARKETING_EMAIL);

    /// What a banner asks for, whether its answer names it or not.
    private static final List<String> OF_BANNERS = List.of(Consent.SHARING, Consent.TRACKING);

    private ConsentCategories() {}

    /// The facts of consent that an event means, told by the product, by the name of their purpose;
    /// none for an event of another name. That somebody agrees is believed of events alone that are
    /// vouched for.
    ///
    /// @param sequence the place of the event's fact in the log, which names them
    public static List<Event> facts(Event event, long sequence) {
        List<Event> facts = new ArrayList<>();
        if (event.name().equals(UPDATED)) {
            choices(event.context())
                    .forEach((purpose, isGiven) -> {
                        if (!isGiven || event.trust().isVouched()) {
                            facts.add(fact(event, sequence, purpose, isGiven));
                        }
                    });
        }
        return facts;
    }

    private static SortedMap<String, Boolean> choices(Struct context) {
        SortedMap<String, Boolean> choices = new TreeMap<>();
        Optional<Struct> categories =
                struct(context, "consent")
                        .flatMap(consent -> struct(consent, "categoryPreferences"));
        if (categories.isEmpty()) {
            return choices;
        }
        for (int index = 0; index < categories.get().size(); index++) {
            String category = categories.get().name(index).toLowerCase(Locale.ROOT);
            String purpose = PURPOSES.get(category.replaceAll("[ _-]", ""));
            if (purpose != null) {
                boolean isGiven = categories.get().value(index).equals(Value.TRUE);
                choices.merge(purpose, isGiven, Boolean::logicalAnd);
            }
        }
        OF_BANNERS.forEach(purpose -> choices.putIfAbsent(purpose, false));
        return choices;
    }

    private static Optional<Struct> struct(Struct from, String name) {
        return from.get(name)
                .flatMap(value ->
                        value instanceof Struct struct ? Optional.of(struct) : Optional.empty());
    }

    private static Event fact(Event event, long sequence, String purpose, boolean isGiven) {
        return new Event(
                Consent.SOURCE,
                "consent:%s:%d".formatted(purpose, sequence),
                EventType.TRACK,
                isGiven ? Consent.GIVEN : Consent.WITHDRAWN,
                event.identifiers(),
                event.occurredAt(),
                event.knownAt(),
                event.trust(),
                Struct.builder()
                        .put("purpose", purpose)
                        .put("evidence", UPDATED + " by " + event.source())
                        .build(),
                Struct.empty(),
                Struct.empty());
    }
}
