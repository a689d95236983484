package io.epistle.liquid.analysis;

import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Step;

import java.util.ArrayList;
import java.util.List;

/// The ways into the data that expressions may stand for at one place of a template, by what its
/// variables stand for there. The empty way stands for what is computed.
final class Ways {
    /// Stands for any item of a list.
    static final String ANY = "[]";

    /// Steps of a way that is followed through a variable.
    static final int FOLLOWED_MAX = 50;

    private final Bindings bindings;

    Ways(Bindings bindings) {
        this.bindings = bindings;
    }

    /// The ways of an expression.
    List<List<String>> of(Expression expression) {
        return switch (expression) {
            case Expression.Lookup lookup ->
                    bindings.of(lookup.root()).stream()
                            .map(root -> root.isEmpty() ? root : extended(root, lookup.steps()))
                            .toList();
            case Expression.DynamicLookup lookup -> List.of(extended(List.of(ANY), lookup.steps()));
            case Expression.Literal _, Expression.Between _, Expression.Filtered _ ->
                    Bindings.COMPUTED;
        };
    }

    /// The ways of an expression that a variable is set to.
    List<List<String>> followed(Expression expression) {
        return followed(of(expression));
    }

    /// The ways of the items of a list.
    List<List<String>> items(Expression list) {
        return followed(
                of(list).stream().map(way -> way.isEmpty() ? way : extended(way, ANY)).toList());
    }

    /// What is handed over may be a list, whose items the partial then gets one by one.
    static List<List<String>> itemsToo(List<List<String>> ways) {
        var all = new ArrayList<List<String>>(ways);
        ways.stream().filter(way -> !way.isEmpty()).forEach(way -> all.add(extended(way, ANY)));
        return all;
    }

    /// Ways that a variable may stand for; a long one counts as computed, since a chain of
    /// assignments that each add a step to the last one would be spelled out at each of them.
    static List<List<String>> followed(List<List<String>> ways) {
        return ways.stream()
                .map(way -> way.size() <= FOLLOWED_MAX ? way : List.<String>of())
                .distinct()
                .toList();
    }

    private static List<String> extended(List<String> path, List<Step> steps) {
        var way = new ArrayList<String>(path);
        for (Step step : steps) {
            way.add(
                    switch (step) {
                        case Step.Named named -> named.name();
                        case Step.Key key -> key.name();
                        case Step.Index index -> ANY;
                    });
        }
        return way;
    }

    private static List<String> extended(List<String> path, String step) {
        var way = new ArrayList<String>(path);
        way.add(step);
        return way;
    }
}
