package io.epistle.liquid.render;

import io.epistle.liquid.value.BigWhole;
import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.Decimal;
import io.epistle.liquid.value.Emptiness;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Moment;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Range;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Texts;
import io.epistle.liquid.value.Value;
import io.epistle.liquid.value.Whole;

/// Writes values into the output: lists item by item, text escaped where the template escapes.
final class Printer {
    private final Evaluator evaluator;
    private final Output output;

    Printer(Evaluator evaluator, Output output) {
        this.evaluator = evaluator;
        this.output = output;
    }

    void print(Value value) {
        switch (value) {
            case Text text -> {
                if (text.safe() || !evaluator.autoescape()) {
                    output.append(text.value());
                } else {
                    output.appendEscaped(text.value());
                }
            }
            case Whole whole -> output.append(whole.number());
            case Nil _ -> {
                // nothing
            }
            case Sequence sequence -> {
                evaluator.budget().render(sequence.size());
                evaluator.enter();
                for (int i = 0; i < sequence.size(); i++) {
                    print(sequence.get(i));
                }
                evaluator.leave();
            }
            case BigWhole _, Decimal _, Bool _, Moment _, Range _, Mapping _, Emptiness _ -> {
                if (evaluator.autoescape()) {
                    output.appendEscaped(Texts.of(value, evaluator));
                } else {
                    output.append(Texts.of(value, evaluator));
                }
            }
        }
    }
}
