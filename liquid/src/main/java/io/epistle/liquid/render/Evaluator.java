package io.epistle.liquid.render;

import io.epistle.liquid.LimitReached;
import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.RenderContext;
import io.epistle.liquid.Template;
import io.epistle.liquid.UndefinedListener;
import io.epistle.liquid.filter.Arguments;
import io.epistle.liquid.filter.FilterContext;
import io.epistle.liquid.tree.Condition;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.FilterCall;
import io.epistle.liquid.tree.Step;
import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.Emptiness;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Moment;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.NumberValue;
import io.epistle.liquid.value.Numbers;
import io.epistle.liquid.value.Properties;
import io.epistle.liquid.value.Range;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/// Gives expressions and conditions their values during one render.
final class Evaluator implements FilterContext {
    private static final Value[] NO_VALUES = new Value[0];
    private static final int NAME_SHOWN_MAX = 60;

    private final RenderContext context;
    private final Scope scope;
    private final Budget budget;
    private final Place place;
    private final boolean listening;
    private int quiet;
    private int nesting;

    Evaluator(Template template, RenderContext context, Scope scope, Budget budget) {
        this(new Place(template), context, scope, budget);
    }

    private Evaluator(Place place, RenderContext context, Scope scope, Budget budget) {
        this.place = place;
        this.context = context;
        this.scope = scope;
        this.budget = budget;
        this.listening = !context.undefined().equals(UndefinedListener.IGNORE);
    }

    // Where the render is

    Place place() {
        return place;
    }

    /// Remembers the offset to name if something goes wrong.
    void at(int offset) {
        place.at(offset);
    }

    /// Tells that a branch is taken.
    void taken(int offset) {
        context.branches().taken(place.template(), offset);
    }

    Scope scope() {
        return scope;
    }

    Budget budget() {
        return budget;
    }

    /// What a fault may leave behind, so that a render can go on after it.
    record Mark(Template template, int bound, int partialDepth, int quiet, int nesting) {}

    Mark mark() {
        return new Mark(place.template(), scope.bound(), place.partialDepth(), quiet, nesting);
    }

    void reset(Mark mark) {
        place.reset(mark.template(), mark.partialDepth());
        scope.release(mark.bound());
        quiet = mark.quiet();
        nesting = mark.nesting();
    }

    // Partials

    /// An evaluator for a partial that `render` renders, which sees none of these variables.
    Evaluator isolated(Template partial) {
        Place inside = place.isolated(partial, budget.limits().includeDepthMax());
        return new Evaluator(inside, context, new Scope(), budget);
    }

    Template partial(String name) {
        return context.partials()
                .find(name)
                .orElseThrow(() ->
                        new LiquidFault(
                                "there is no template " + shown(name) + " to render",
                                "No such template '" + shown(name) + "'"));
    }

    /// A name for a message; one that is computed may be of any length.
    private static String shown(String name) {
        return name.length() <= NAME_SHOWN_MAX ? name : name.substring(0, NAME_SHOWN_MAX) + "...";
    }

    /// Counts a level of nested data.
    void enter() {
        if (++nesting > budget.limits().nestingMax()) {
            throw LimitReached.tooDeep("the data are nested too deep");
        }
    }

    void leave() {
        nesting--;
    }

    // Variables

    void assign(String name, Value value) {
        budget.assign(
                switch (value) {
                    case Text text -> text.value().length() + 1L;
                    case Sequence sequence -> sequence.size() + 1L;
                    case Mapping _, NumberValue _, Nil _, Bool _, Moment _, Range _, Emptiness _ ->
                            1L;
                });
        budget.render(scope.searchSteps());
        scope.assign(name, value);
    }

    @Override
    public Value variable(String name) {
        budget.render(scope.searchSteps());
        Value found = scope.find(name);
        return found == null ? context.data().get(name) : found;
    }

    // Values

    Value evaluateQuietly(Expression expression) {
        quiet++;
        Value value = evaluate(expression);
        quiet--;
        return value;
    }

    Value evaluate(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> literal.value();
            case Expression.Lookup lookup ->
                    lookup(
                            variable(lookup.root()),
                            lookup.steps(),
                            lookup.source(),
                            lookup.position());
            case Expression.Filtered filtered -> filtered(filtered);
            case Expression.DynamicLookup lookup ->
                    lookup(
                            variable(text(evaluate(lookup.name()))),
                            lookup.steps(),
                            lookup.source(),
                            lookup.position());
            case Expression.Between between ->
                    new Range(rangeEnd(between.first()), rangeEnd(between.last()));
        };
    }

    private long rangeEnd(Expression expression) {
        return Numbers.rangeEnd(evaluate(expression), this);
    }

    private Value lookup(Value root, List<Step> steps, String source, int offset) {
        budget.render(steps.size());
        Value value = root;
        for (int i = 0; i < steps.size() && value != Nil.ABSENT; i++) {
            value = step(value, steps.get(i));
        }
        if (value == Nil.ABSENT && listening && quiet == 0) {
            context.undefined().undefined(place.template(), source, offset);
        }
        return value;
    }

    private Value step(Value value, Step step) {
        return switch (step) {
            case Step.Named named -> {
                if (value instanceof Text text) {
                    chargeText(text.value().length());
                }
                yield Properties.named(value, named.name());
            }
            case Step.Key key ->
                    value instanceof Mapping mapping ? mapping.get(key.name()) : Nil.ABSENT;
            case Step.Index index -> Properties.indexed(value, evaluate(index.index()));
        };
    }

    private Value filtered(Expression.Filtered filtered) {
        Value value =
                filtered.guarded()
                        ? evaluateQuietly(filtered.source())
                        : evaluate(filtered.source());
        List<FilterCall> calls = filtered.calls();
        budget.render(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            FilterCall call = calls.get(i);
            Arguments constants = call.constants();
            Arguments arguments = constants == null ? arguments(call) : constants;
            place.at(call.position());
            value = call.filter().apply(value, arguments, this);
        }
        return value;
    }

    private Arguments arguments(FilterCall call) {
        return new Arguments(values(call.positional()), call.names(), values(call.named()));
    }

    private Value[] values(List<Expression> expressions) {
        int count = expressions.size();
        if (count == 0) {
            return NO_VALUES;
        }
        var values = new Value[count];
        for (int i = 0; i < count; i++) {
            values[i] = evaluate(expressions.get(i));
        }
        return values;
    }

    /// As [#evaluateQuietly(Expression)] for a condition: what is undefined in it is foreseen.
    boolean holds(Condition condition) {
        quiet++;
        boolean holds = Conditions.hold(condition, this);
        quiet--;
        return holds;
    }

    // What filters may know

    @Override
    public Instant now() {
        return context.now();
    }

    @Override
    public ZoneId zone() {
        return context.zone();
    }

    @Override
    public Locale locale() {
        return context.locale();
    }

    @Override
    public boolean autoescape() {
        return place.template().options().autoescape();
    }

    @Override
    public void charge(long steps) {
        budget.render(steps);
    }

    @Override
    public void requireLength(long characters) {
        budget.length(characters);
    }
}
