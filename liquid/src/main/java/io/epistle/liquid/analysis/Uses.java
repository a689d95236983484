package io.epistle.liquid.analysis;

import io.epistle.liquid.Problem;
import io.epistle.liquid.Template;
import io.epistle.liquid.tree.Condition;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.FilterCall;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.tree.Step;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// Collects what a template uses, while a [Walk] goes through it and through the templates it
/// renders.
final class Uses {
    private final Template whole;
    private final Ways ways;
    private final Guards guards;
    private final List<VariableUse> variables = new ArrayList<>();
    private final TreeSet<String> filters = new TreeSet<>();
    private final Set<TagUse> tags = new LinkedHashSet<>();
    private final Set<PartialUse> partials = new LinkedHashSet<>();
    private final TreeMap<Integer, String> set = new TreeMap<>();
    private final TreeSet<String> sets = new TreeSet<>();
    private final Set<String> read = new HashSet<>();
    private boolean anyRead;
    private Template template;
    private boolean dry;

    /// Uses of a template, none so far.
    ///
    /// @param ways what expressions stand for where the walk is
    /// @param guards what is known to be there where the walk is
    Uses(Template whole, Ways ways, Guards guards) {
        this.whole = whole;
        this.template = whole;
        this.ways = ways;
        this.guards = guards;
    }

    /// Runs a part of the walk without noting what it uses, since it comes by once more.
    void dry(Runnable part) {
        dry = true;
        part.run();
        dry = false;
    }

    /// Whether nothing is noted at the moment.
    boolean isDry() {
        return dry;
    }

    /// Runs a part of the walk that goes through another template.
    void inside(Template partial, Runnable part) {
        Template outer = template;
        template = partial;
        part.run();
        template = outer;
    }

    // What the walk comes by

    void expression(@Nullable Expression expression) {
        if (expression != null) {
            expression(expression, false);
        }
    }

    /// @param guarded whether it is foreseen that a variable in it is absent
    void expression(Expression expression, boolean guarded) {
        switch (expression) {
            case Expression.Literal literal -> {
                // uses nothing
            }
            case Expression.Lookup lookup -> {
                read.add(lookup.root());
                variable(lookup, lookup.source(), lookup.position(), guarded);
                steps(lookup.steps(), guarded);
            }
            case Expression.DynamicLookup lookup -> {
                anyRead = true;
                variable(lookup, lookup.source(), lookup.position(), guarded);
                expression(lookup.name(), guarded);
                steps(lookup.steps(), guarded);
            }
            case Expression.Between between -> {
                expression(between.first(), guarded);
                expression(between.last(), guarded);
            }
            case Expression.Filtered filtered -> {
                expression(filtered.source(), guarded || filtered.guarded());
                for (FilterCall call : filtered.calls()) {
                    filters.add(call.name());
                    call.positional().forEach(argument -> expression(argument, guarded));
                    call.named().forEach(argument -> expression(argument, guarded));
                }
            }
        }
    }

    void condition(Condition condition) {
        Condition rest = condition;
        while (true) {
            switch (rest) {
                case Condition.Truth truth -> {
                    expression(truth.operand(), true);
                    return;
                }
                case Condition.Compare compare -> {
                    expression(compare.left(), true);
                    expression(compare.right(), true);
                    return;
                }
                case Condition.And and -> {
                    condition(and.first());
                    rest = and.rest();
                }
                case Condition.Or or -> {
                    condition(or.first());
                    rest = or.rest();
                }
                case Condition.Unknown _ -> {
                    return;
                }
                case Condition.Not not -> rest = not.condition();
            }
        }
    }

    void tag(Node.Custom tag) {
        tag.arguments().forEach(argument -> expression(argument.value(), false));
        Problem place = template.problem(tag.position(), "");
        tags.add(
                new TagUse(
                        template.name(),
                        tag.name(),
                        tag.arguments().stream()
                                .map(argument ->
                                        new TagUse.Argument(
                                                argument.name(),
                                                Optional.ofNullable(argument.value().constant())))
                                .toList(),
                        tag.position(),
                        place.line(),
                        place.column()));
    }

    /// @param name absent where it is computed
    void partial(Optional<String> name, int position) {
        Problem place = template.problem(position, "");
        partials.add(new PartialUse(template.name(), name, position, place.line(), place.column()));
    }

    /// The variable of that name is set.
    void set(String name, int position) {
        sets.add(name);
        if (template == whole) {
            set.put(position, name);
        }
    }

    /// The counter of that name is set, and printed.
    void count(String name) {
        sets.add(name);
    }

    /// The variable of that name is read, though nothing says so.
    void read(String name) {
        read.add(name);
    }

    /// Somebody unknown may read any variable.
    void readAny() {
        anyRead = true;
    }

    private void steps(List<Step> steps, boolean guarded) {
        for (Step step : steps) {
            switch (step) {
                case Step.Named named -> {
                    // part of the path
                }
                case Step.Key key -> {
                    // part of the path
                }
                case Step.Index index -> expression(index.index(), guarded);
            }
        }
    }

    private void variable(Expression expression, String written, int position, boolean guarded) {
        if (dry) {
            return;
        }
        for (List<String> path : ways.of(expression)) {
            if (!path.isEmpty()) {
                Problem place = template.problem(position, "");
                variables.add(
                        new VariableUse(
                                template.name(),
                                path,
                                written,
                                position,
                                place.line(),
                                place.column(),
                                guarded || guards.knows(path)));
            }
        }
    }

    // What came of it

    /// The uses of the data: those of the template in the order of its source, others behind them.
    List<VariableUse> variables() {
        return ordered(variables, VariableUse::template, VariableUse::position);
    }

    /// The names of filters, sorted.
    List<String> filters() {
        return List.copyOf(filters);
    }

    /// The uses of tags of the product, in the same order.
    List<TagUse> tags() {
        return ordered(tags, TagUse::template, TagUse::position);
    }

    /// The uses of other templates, in the same order.
    List<PartialUse> partials() {
        return ordered(partials, PartialUse::template, PartialUse::position);
    }

    /// The names of what is set somewhere, sorted.
    List<String> sets() {
        return List.copyOf(sets);
    }

    /// What the template sets and nothing reads, in the order of the source; nothing where somebody
    /// unknown may read any variable.
    List<UnreadVariable> unread() {
        return anyRead
                ? List.of()
                : set.entrySet().stream()
                        .filter(one -> !read.contains(one.getValue()))
                        .map(one -> unread(one.getValue(), one.getKey()))
                        .toList();
    }

    private UnreadVariable unread(String name, int position) {
        Problem place = whole.problem(position, "");
        return new UnreadVariable(name, position, place.line(), place.column());
    }

    private <T> List<T> ordered(
            Collection<T> uses, Function<T, String> template, ToIntFunction<T> position) {
        return uses.stream()
                .distinct()
                .sorted(
                        Comparator.comparing((T use) -> !template.apply(use).equals(whole.name()))
                                .thenComparing(template)
                                .thenComparingInt(position))
                .toList();
    }
}
