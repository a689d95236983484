package io.epistle.profile;

import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a model says of a person: a trait, told by a fact that also says which model and why. So
/// rules ask for it as for any trait, `churn > 0.7`, and its past is never lost.
///
/// @param name of the trait, one of [#NAMES]
/// @param value what the model says, 0 to 1
/// @param model which model in which version
/// @param reasons in words, strongest first; may be empty
public record Score(String name, BigDecimal value, String model, List<String> reasons) {
    /// The name of facts that tell a score.
    public static final String CHANGED = "Score Changed";

    /// The probability that a customer places no order within the next ten weeks.
    public static final String CHURN = "churn";

    /// All scores there are.
    public static final List<String> NAMES = List.of(CHURN);

    public Score {
        reasons = List.copyOf(reasons);
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "found score %s, expected one of %s".formatted(name, NAMES));
        }
        if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("found %s, expected 0 to 1".formatted(value));
        }
    }

    /// The event that tells this score.
    ///
    /// @param source the product's own
    /// @param messageId unique within the source
    /// @param at since when it holds
    public Event event(String source, String messageId, Instant at) {
        return new Event(
                source,
                messageId,
                EventType.TRACK,
                CHANGED,
                List.of(),
                at,
                at,
                Trust.INFERRED,
                Struct.builder()
                        .put("model", model)
                        .put("reasons", Value.of(reasons.stream().map(Value::of).toList()))
                        .put("score", name)
                        .build(),
                Struct.of(name, new Value.Decimal(value)),
                Struct.empty());
    }

    /// The score that a fact tells; absent where it tells none, and where the fact is somebody's
    /// word and not derived.
    public static Optional<Score> of(Fact fact) {
        Struct told = fact.properties();
        Optional<String> name = told.text("score").filter(NAMES::contains);
        boolean derived = fact.event().trust() == Trust.INFERRED;
        if (!derived || !fact.name().equals(CHANGED) || name.isEmpty()) {
            return Optional.empty();
        }
        return fact.event()
                .traits()
                .get(name.get())
                .filter(Value::isNumber)
                .map(Value::exactNumber)
                .filter(value -> value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0)
                .map(value ->
                        new Score(name.get(), value, told.text("model").orElse(""), reasons(told)));
    }

    private static List<String> reasons(Struct told) {
        List<String> reasons = new ArrayList<>();
        if (told.get("reasons").orElse(Value.NOTHING) instanceof Value.Sequence(List<Value> all)) {
            for (Value reason : all) {
                if (reason instanceof Value.Text(String text)) {
                    reasons.add(text);
                }
            }
        }
        return reasons;
    }

    /// The score in words: `0.71 by model 2011-09-30T00:00:00Z/1a2b3c4d (raised: ...)`.
    public String shown() {
        return "%s by model %s%s"
                .formatted(
                        value.toPlainString(),
                        model,
                        reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")");
    }
}
