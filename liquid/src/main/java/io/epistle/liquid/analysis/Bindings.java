package io.epistle.liquid.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What the variables of a template may stand for at one place of it. A variable has several ways
/// into the data where branches set it differently; one that only some branch sets may still be the
/// one of the data.
///
/// A way is a path into the data; the empty path stands for what is computed.
final class Bindings {
    /// What is computed.
    static final List<List<String>> COMPUTED = List.of(List.of());

    /// Ways of one variable past which it counts as computed.
    private static final int WAYS_MAX = 16;

    /// What was set, the innermost branch last: each branch keeps only what it sets itself.
    private final Deque<Map<String, List<List<String>>>> layers = new ArrayDeque<>();

    /// Loop variables and arguments, the newest first; they hide what is set.
    private final Deque<Bound> bound = new ArrayDeque<>();

    private record Bound(String name, List<List<String>> ways) {}

    Bindings() {
        layers.push(new HashMap<>());
    }

    /// The ways of a variable: its own name where nothing is set.
    List<List<String>> of(String name) {
        for (Bound each : bound) {
            if (each.name().equals(name)) {
                return each.ways();
            }
        }
        return assigned(name);
    }

    private List<List<String>> assigned(String name) {
        for (Map<String, List<List<String>>> layer : layers) {
            List<List<String>> ways = layer.get(name);
            if (ways != null) {
                return ways;
            }
        }
        return List.of(List.of(name));
    }

    void assign(String name, List<List<String>> ways) {
        layers.getFirst().put(name, ways);
    }

    /// A counter: it hides the data, and is hidden by what is set.
    void count(String name) {
        List<String> data = List.of(name);
        Set<List<String>> ways = new LinkedHashSet<>();
        assigned(name).forEach(way -> ways.add(way.equals(data) ? List.of() : way));
        assign(name, List.copyOf(ways));
    }

    /// How many variables are bound, to go back to.
    int bound() {
        return bound.size();
    }

    void bind(String name, List<List<String>> ways) {
        bound.push(new Bound(name, ways));
    }

    void release(int count) {
        while (bound.size() > count) {
            bound.pop();
        }
    }

    /// One of these runs; none of them, too, unless `exhaustive`.
    void oneOf(List<Runnable> branches, boolean exhaustive) {
        var ends = new ArrayList<Map<String, List<List<String>>>>();
        for (Runnable branch : branches) {
            ends.add(layer(branch));
        }
        if (!exhaustive) {
            ends.add(Map.of());
        }
        merge(ends);
    }

    /// Runs or does not.
    void perhaps(Runnable branch) {
        oneOf(List.of(branch), false);
    }

    /// What a branch sets, which is then forgotten.
    Map<String, List<List<String>>> layer(Runnable branch) {
        layers.push(new HashMap<>());
        branch.run();
        return layers.pop();
    }

    /// Takes in what different branches set; a branch that does not set a variable leaves it.
    void merge(List<Map<String, List<List<String>>>> ends) {
        var names = new TreeSet<String>();
        ends.forEach(end -> names.addAll(end.keySet()));
        for (String name : names) {
            var ways = new LinkedHashSet<List<String>>();
            for (Map<String, List<List<String>>> end : ends) {
                ways.addAll(end.getOrDefault(name, assigned(name)));
            }
            assign(name, ways.size() <= WAYS_MAX ? List.copyOf(ways) : COMPUTED);
        }
    }

    /// What `inner` gives where nothing is set or bound, as in a template that `render` renders.
    void isolated(Map<String, List<List<String>>> arguments, Runnable inner) {
        var outerLayers = new ArrayList<>(layers);
        var outerBound = new ArrayList<>(bound);
        layers.clear();
        bound.clear();
        layers.push(new HashMap<>(arguments));
        inner.run();
        layers.clear();
        bound.clear();
        layers.addAll(outerLayers);
        bound.addAll(outerBound);
    }
}
