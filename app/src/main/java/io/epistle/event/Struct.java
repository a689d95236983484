package io.epistle.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// An object of named values, kept sorted by name so that equal content has equal bytes. Immutable.
///
/// Look-up is a binary search over at most [#FIELDS_MAX] names.
public final class Struct implements Value {
    /// More fields than any honest event has; a body that exceeds it is quarantined by its reader.
    public static final int FIELDS_MAX = 4_096;

    private static final Struct EMPTY = new Struct(new String[0], new Value[0]);

    private final String[] names;
    private final Value[] values;

    private Struct(String[] names, Value[] values) {
        this.names = names;
        this.values = values;
    }

    /// The struct without fields.
    public static Struct empty() {
        return EMPTY;
    }

    /// A struct of the given fields.
    ///
    /// @throws IllegalArgumentException with more than [#FIELDS_MAX] fields
    public static Struct of(Map<String, ? extends Value> fields) {
        if (fields.isEmpty()) {
            return EMPTY;
        }
        if (fields.size() > FIELDS_MAX) {
            throw new IllegalArgumentException(
                    "found %d fields, expected at most %d".formatted(fields.size(), FIELDS_MAX));
        }
        SortedMap<String, Value> sorted = new TreeMap<>(fields);
        String[] names = new String[sorted.size()];
        Value[] values = new Value[sorted.size()];
        int index = 0;
        for (Map.Entry<String, Value> field : sorted.entrySet()) {
            names[index] = field.getKey();
            values[index++] = field.getValue();
        }
        return new Struct(names, values);
    }

    /// A struct of one field.
    public static Struct of(String name, Value value) {
        return new Struct(new String[] {name}, new Value[] {value});
    }

    /// A builder of structs; a name given twice keeps the later value.
    public static Builder builder() {
        return new Builder();
    }

    /// The number of fields.
    public int size() {
        return names.length;
    }

    /// Whether there are no fields.
    public boolean isEmpty() {
        return names.length == 0;
    }

    /// The name of field `index`, in ascending order of names.
    public String name(int index) {
        return names[index];
    }

    /// The value of field `index`.
    public Value value(int index) {
        return values[index];
    }

    /// All names, ascending.
    public List<String> names() {
        return List.of(names);
    }

    /// The fields whose names are wanted; this struct where all are.
    public Struct only(Predicate<String> wanted) {
        int count = 0;
        for (String name : names) {
            count += wanted.test(name) ? 1 : 0;
        }
        if (count == names.length) {
            return this;
        }
        if (count == 0) {
            return EMPTY;
        }
        String[] keptNames = new String[count];
        Value[] keptValues = new Value[count];
        int kept = 0;
        for (int index = 0; index < names.length; index++) {
            if (wanted.test(names[index])) {
                keptNames[kept] = names[index];
                keptValues[kept++] = values[index];
            }
        }
        return new Struct(keptNames, keptValues);
    }

    /// The value under `name`, absent where there is no such field.
    public Optional<Value> get(String name) {
        int index = Arrays.binarySearch(names, name);
        return index < 0 ? Optional.empty() : Optional.of(values[index]);
    }

    /// The value at a dotted path such as `address.city`. A field whose name holds the dots wins
    /// over a nested one.
    public Optional<Value> at(String path) {
        Optional<Value> direct = get(path);
        if (direct.isPresent()) {
            return direct;
        }
        int dot = path.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        return get(path.substring(0, dot)).orElse(NOTHING) instanceof Struct inner
                ? inner.at(path.substring(dot + 1))
                : Optional.empty();
    }

    /// The text under `name`, absent where the field is missing or no text.
    public Optional<String> text(String name) {
        return get(name)
                .flatMap(value ->
                        value instanceof Text(String text) ? Optional.of(text) : Optional.empty());
    }

    /// The structs in the list under `name`; empty where the field is missing or no list. Other
    /// items are left out.
    public List<Struct> structs(String name) {
        if (!(get(name).orElse(NOTHING) instanceof Sequence(List<Value> items))) {
            return List.of();
        }
        List<Struct> found = new ArrayList<>(items.size());
        for (Value item : items) {
            if (item instanceof Struct struct) {
                found.add(struct);
            }
        }
        return found;
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Struct that
                && Arrays.equals(names, that.names)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int index = 0; index < names.length; index++) {
            text.append(index == 0 ? "" : ", ")
                    .append(names[index])
                    .append('=')
                    .append(values[index]);
        }
        return text.append('}').toString();
    }

    /// Collects fields for a [Struct]. Fields that come in the order of their names, as from disk,
    /// need no sorting.
    public static final class Builder {
        private final List<String> names = new ArrayList<>();
        private final List<Value> values = new ArrayList<>();
        private boolean ascending = true;

        private Builder() {}

        /// Adds a field, replacing an earlier one of the same name.
        public Builder put(String name, Value value) {
            ascending &= names.isEmpty() || names.getLast().compareTo(name) < 0;
            names.add(name);
            values.add(value);
            return this;
        }

        /// Adds a text field.
        public Builder put(String name, String text) {
            return put(name, Value.of(text));
        }

        /// Adds a whole number.
        public Builder put(String name, long number) {
            return put(name, Value.of(number));
        }

        /// The struct of what was added.
        ///
        /// @throws IllegalArgumentException with more than [#FIELDS_MAX] fields
        public Struct build() {
            if (ascending && names.size() <= FIELDS_MAX) {
                return names.isEmpty()
                        ? EMPTY
                        : new Struct(names.toArray(String[]::new), values.toArray(Value[]::new));
            }
            SortedMap<String, Value> fields = new TreeMap<>();
            for (int index = 0; index < names.size(); index++) {
                fields.put(names.get(index), values.get(index));
            }
            return of(fields);
        }
    }
}
