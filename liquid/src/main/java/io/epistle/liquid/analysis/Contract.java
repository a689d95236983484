package io.epistle.liquid.analysis;

import io.epistle.liquid.Problem;
import io.epistle.liquid.Template;
import io.epistle.liquid.parse.Suggestion;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Properties;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Value;

import java.util.List;
import java.util.Optional;

/// Checks what a template uses against a sample of the data it will get, and says which name was
/// probably meant.
public final class Contract {

    private Contract() {}

    /// A warning for each use of a variable that the sample does not have, outside conditions and
    /// `default`. What the sample leaves open, such as the items of an empty list, is not judged.
    ///
    /// @param template the template
    /// @param sample data with every name there is
    public static List<Problem> check(Template template, Mapping sample) {
        return Analysis.of(template).variables().stream()
                .filter(use -> !use.guarded())
                .flatMap(use -> problem(template, use, sample).stream())
                .toList();
    }

    private static Optional<Problem> problem(Template template, VariableUse use, Mapping sample) {
        Value value = sample;
        for (String step : use.path()) {
            Value next = step(value, step);
            if (next == Nil.ABSENT && value instanceof Mapping mapping) {
                String nearest = Suggestion.nearest(step, mapping.keys());
                return Optional.of(
                        template.warning(
                                use.position(),
                                use.written() + " is not in the data: there is no " + step,
                                nearest));
            }
            if (next instanceof Nil) {
                return Optional.empty();
            }
            value = next;
        }
        return Optional.empty();
    }

    private static Value step(Value value, String step) {
        if (!step.equals(Walk.ANY)) {
            return Properties.named(value, step);
        }
        return value instanceof Sequence sequence ? Properties.item(sequence, 0) : Nil.NULL;
    }
}
