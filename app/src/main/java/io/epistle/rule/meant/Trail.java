package io.epistle.rule.meant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The way from the first rule to one that it leads to, by what messages call the rules; and what
/// was found out about named rules so far, which all on the way share.
final class Trail {
    private final List<String> labels;
    private final Map<String, NamedRules.Named> known;

    private Trail(List<String> labels, Map<String, NamedRules.Named> known) {
        this.labels = List.copyOf(labels);
        this.known = known;
    }

    /// The trail of a rule that is nobody's own.
    static Trail empty() {
        return new Trail(List.of(), new HashMap<>());
    }

    /// The trail of a rule that has a name.
    static Trail of(String label) {
        return new Trail(List.of(label), new HashMap<>());
    }

    /// The trail of a rule that the last one names.
    Trail to(String label) {
        List<String> longer = new ArrayList<>(labels);
        longer.add(label);
        return new Trail(longer, known);
    }

    int length() {
        return labels.size();
    }

    /// The rules from the one of this name back to itself, if the trail comes from there.
    Optional<String> cycleTo(String label) {
        int start = labels.indexOf(label);
        return start < 0
                ? Optional.empty()
                : Optional.of(
                        String.join(" -> ", labels.subList(start, labels.size())) + " -> " + label);
    }

    Optional<NamedRules.Named> known(String label) {
        return Optional.ofNullable(known.get(label));
    }

    void learn(String label, NamedRules.Named rule) {
        known.put(label, rule);
    }
}
