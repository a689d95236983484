package io.epistle.liquid.analysis;

import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Properties;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Value;

import java.util.List;
import java.util.Optional;

/// Checks what a template uses against a sample of the data it will get.
public final class Contract {

    private Contract() {}

    /// A name that the data do not have.
    ///
    /// @param name the step that leads nowhere
    /// @param known the names that are there instead
    public record Unknown(String name, List<String> known) {

        /// Copies the list.
        public Unknown {
            known = List.copyOf(known);
        }
    }

    /// The first name on the way of a variable that the sample does not have; absent where it has
    /// all, or leaves it open.
    ///
    /// @param use the variable, in a condition or not
    /// @param sample data with every name there is; a property that is nil leaves open what is
    ///   below it
    public static Optional<Unknown> unknown(VariableUse use, Mapping sample) {
        Value value = sample;
        for (String step : use.path()) {
            Value next = step(value, step);
            if (next == Nil.ABSENT && value instanceof Mapping mapping) {
                return Optional.of(new Unknown(step, mapping.keys()));
            }
            if (next instanceof Nil) {
                return Optional.empty();
            }
            value = next;
        }
        return Optional.empty();
    }

    private static Value step(Value value, String step) {
        if (!step.equals(Ways.ANY)) {
            return Properties.named(value, step);
        }
        return value instanceof Sequence sequence ? Properties.item(sequence, 0) : Nil.NULL;
    }
}
