package io.epistle.liquid.render;

import io.epistle.liquid.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The variables of one template: those bound for a while (loop variables, arguments of partials),
/// newest first, then those assigned, then counters. The data lie behind, with the interpreter.
///
/// Names from templates are interned when parsed, so that most comparisons are of references.
final class Scope {
    private static final int CAPACITY = 8;

    /// Names compared for one step.
    private static final int VARIABLES_PER_STEP = 32;

    private String[] boundNames = new String[CAPACITY];
    private Value[] boundValues = new Value[CAPACITY];
    private int bound;
    private String[] assignedNames = new String[CAPACITY];
    private Value[] assignedValues = new Value[CAPACITY];
    private int assigned;
    private @Nullable Map<String, Long> counters;

    /// What looking for a variable costs; nothing while there are as few as templates mostly have.
    int searchSteps() {
        return (bound + assigned) / VARIABLES_PER_STEP;
    }

    /// The variable, or null where none of that name is set here.
    @Nullable Value find(String name) {
        for (int i = bound - 1; i >= 0; i--) {
            if (same(boundNames[i], name)) {
                return boundValues[i];
            }
        }
        for (int i = 0; i < assigned; i++) {
            if (same(assignedNames[i], name)) {
                return assignedValues[i];
            }
        }
        if (counters == null) {
            return null;
        }
        Long count = counters.get(name);
        return count == null ? null : Value.of((long) count);
    }

    /// Sets a variable for the rest of the template.
    void assign(String name, Value value) {
        for (int i = 0; i < assigned; i++) {
            if (same(assignedNames[i], name)) {
                assignedValues[i] = value;
                return;
            }
        }
        if (assigned == assignedNames.length) {
            assignedNames = Arrays.copyOf(assignedNames, assigned * 2);
            assignedValues = Arrays.copyOf(assignedValues, assigned * 2);
        }
        assignedNames[assigned] = name;
        assignedValues[assigned++] = value;
    }

    /// Binds a variable until [#release(int)], and gives the slot it can be rebound in.
    int bind(String name, Value value) {
        if (bound == boundNames.length) {
            boundNames = Arrays.copyOf(boundNames, bound * 2);
            boundValues = Arrays.copyOf(boundValues, bound * 2);
        }
        boundNames[bound] = name;
        boundValues[bound] = value;
        return bound++;
    }

    void rebind(int slot, Value value) {
        boundValues[slot] = value;
    }

    /// How many variables are bound.
    int bound() {
        return bound;
    }

    /// Forgets the variables bound since there were `count`.
    void release(int count) {
        bound = count;
    }

    /// The counter's value; zero where it has never counted.
    long counter(String name) {
        return counters == null ? 0 : counters.getOrDefault(name, 0L);
    }

    void counter(String name, long value) {
        if (counters == null) {
            counters = new HashMap<>();
        }
        counters.put(name, value);
    }

    @SuppressWarnings("ReferenceEquality") // interned names are equal by reference nearly always
    private static boolean same(String a, String b) {
        return a == b || a.equals(b);
    }
}
