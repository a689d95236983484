package io.epistle.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the keys of one mapping of a definition, and notes all that is wrong instead of stopping
/// at the first: a key that is missing, of another form, or that nobody asked for.
///
/// A reader asks for every key it knows and ends with [#build]. Until then a key that is wrong
/// gives a placeholder, and `build` gives nothing. Not thread-safe.
///
/// ```java
/// String name = fields.text("name");
/// Optional<Duration> wait = fields.optional("wait", Form.DURATION);
/// List<Variant> variants = fields.objects("variants", Variant::read);
/// return fields.build(() -> new Campaign(name, wait, variants));
/// ```
public final class Fields {
    private static final Pattern FOUND =
            Pattern.compile("found (.*), expected (.*)", Pattern.DOTALL);

    private final Inquiry inquiry;
    private final Node.Mapping mapping;
    private final WorkspaceFiles files;
    private final int problemsBefore;
    private final TreeSet<String> asked = new TreeSet<>();

    Fields(Inquiry inquiry, Node.Mapping mapping) {
        this.inquiry = inquiry;
        this.mapping = mapping;
        this.files = new WorkspaceFiles(inquiry);
        this.problemsBefore = inquiry.problemCount();
    }

    /// The text under a key that must be there.
    public String text(String key) {
        return required(key, Form.TEXT);
    }

    /// The value under a key that must be there; the form's placeholder where it is wrong.
    public <T> T required(String key, Form<T> form) {
        Optional<Node> node = value(key);
        if (node.isEmpty()) {
            missing(key, form.expected());
            return form.placeholder();
        }
        return read(key, node.get(), form).orElse(form.placeholder());
    }

    /// The value under a key that may be missing, or empty.
    public <T> Optional<T> optional(String key, Form<T> form) {
        return value(key).filter(node -> !isNothing(node)).flatMap(node -> read(key, node, form));
    }

    /// The values of the list under a key that may be missing; those that are wrong are left out.
    public <T> List<T> list(String key, Form<T> form) {
        List<T> values = new ArrayList<>();
        for (Node item : items(key)) {
            read(key, item, form).ifPresent(values::add);
        }
        return List.copyOf(values);
    }

    /// What a reader makes of the mapping under a key that must be there; absent where it is wrong.
    public <T> Optional<T> object(String key, Function<Fields, Optional<T>> reader) {
        Optional<Node> node = value(key);
        if (node.isEmpty()) {
            missing(key, "a mapping");
        }
        return node.flatMap(found -> read(key, found, reader));
    }

    /// What a reader makes of the mapping under a key that may be missing.
    public <T> Optional<T> optionalObject(String key, Function<Fields, Optional<T>> reader) {
        return value(key).filter(node -> !isNothing(node)).flatMap(node -> read(key, node, reader));
    }

    /// What a reader makes of the mapping under a key; one that is missing or empty is read as one
    /// without keys, so that the reader may know values from elsewhere.
    public <T> Optional<T> section(String key, Function<Fields, Optional<T>> reader) {
        Optional<Node> node = value(key).filter(found -> !isNothing(found));
        return node.isPresent()
                ? read(key, node.get(), reader)
                : reader.apply(new Fields(inquiry, new Node.Mapping(mapping.mark(), List.of())));
    }

    /// What a reader makes of each mapping of the list under a key that may be missing; those that
    /// are wrong are left out.
    public <T> List<T> objects(String key, Function<Fields, Optional<T>> reader) {
        List<T> values = new ArrayList<>();
        for (Node item : items(key)) {
            read(key, item, reader).ifPresent(values::add);
        }
        return List.copyOf(values);
    }

    /// The names and values of the mapping under a key that may be missing, where the author
    /// chooses the names; sorted by name.
    public <T> SortedMap<String, T> named(String key, Form<T> form) {
        SortedMap<String, T> values = new TreeMap<>();
        for (Node.Entry entry : entries(key)) {
            String name = entry.key().text();
            read(name, entry.value(), form).ifPresent(value -> values.put(name, value));
        }
        return Collections.unmodifiableSortedMap(values);
    }

    /// What a reader makes of each mapping under the mapping under a key that may be missing, where
    /// the author chooses the names; sorted by name.
    public <T> SortedMap<String, T> namedObjects(String key, Function<Fields, Optional<T>> reader) {
        SortedMap<String, T> values = new TreeMap<>();
        for (Node.Entry entry : entries(key)) {
            String name = entry.key().text();
            read(name, entry.value(), reader).ifPresent(value -> values.put(name, value));
        }
        return Collections.unmodifiableSortedMap(values);
    }

    /// A text in a language of its own under a key that must be there, such as a rule; what is
    /// wrong in it is noted with [#note(Mark, String, String, String)] at [Passage#at].
    public Passage passage(String key) {
        String text = text(key);
        return new Passage(text, scalarOrEmpty(key));
    }

    /// Such a text under a key that may be missing.
    public Optional<Passage> optionalPassage(String key) {
        return optional(key, Form.TEXT).map(text -> new Passage(text, scalarOrEmpty(key)));
    }

    /// The id of another definition of a kind, under a key that must be there. Whether that
    /// definition exists is checked once all are read.
    public String reference(String key, String kind) {
        String id = required(key, Form.ID);
        if (!id.isEmpty()) {
            refer(kind, id, at(key));
        }
        return id;
    }

    /// The id of another definition of a kind, under a key that may be missing.
    public Optional<String> optionalReference(String key, String kind) {
        Optional<String> id = optional(key, Form.ID);
        id.ifPresent(found -> refer(kind, found, at(key)));
        return id;
    }

    /// Notes that this definition needs another one, wherever it says so, as in a rule's `in
    /// segment "vip"`.
    ///
    /// @param id as written; one that cannot be an id is noted as a problem
    public void refer(String kind, String id, Mark mark) {
        if (DocumentKey.isId(id)) {
            inquiry.references()
                    .add(new Reference(new DocumentKey(kind, id), inquiry.file(), mark));
        } else {
            note(
                    mark,
                    "the %s \"%s\"".formatted(kind, id),
                    Form.ID.expected(),
                    Form.ID.suggesting().apply(id));
        }
    }

    /// The file that the text under a key names, relative to the definition's own file; the key
    /// must be there. A path that leaves the workspace or names nothing in it is noted, and the
    /// attachment is empty.
    public Attachment attachment(String key) {
        String path = text(key);
        return path.isEmpty() ? Attachment.NONE : files.named(path, at(key));
    }

    /// Such a file under a key that may be missing.
    public Optional<Attachment> optionalAttachment(String key) {
        return optional(key, Form.TEXT).map(path -> files.named(path, at(key)));
    }

    /// Where the value under a key stands; where the mapping begins if there is no such key.
    public Mark at(String key) {
        return mapping.entry(key).map(entry -> entry.value().mark()).orElse(mapping.mark());
    }

    /// Where the mapping begins.
    public Mark mark() {
        return mapping.mark();
    }

    /// Whether a key is there, with whatever value; does not count as asking for it.
    public boolean has(String key) {
        return mapping.entry(key).isPresent();
    }

    /// Notes that the value under a key is wrong for a reason of the feature's own.
    public void note(String key, String found, String expected) {
        note(at(key), found, expected, "");
    }

    /// Notes that something is wrong at a place of this definition.
    ///
    /// @param suggestion advice; empty where there is none
    public void note(Mark mark, String found, String expected, String suggestion) {
        inquiry.note(mark, found, expected, suggestion);
    }

    /// Notes that something is wrong, in this definition or in a file that it names.
    public void note(Problem problem) {
        inquiry.note(problem);
    }

    /// The file that this definition stands in.
    public String file() {
        return inquiry.file();
    }

    /// Ends the reading: keys that nobody asked for are noted, and the value is made if nothing was
    /// wrong here or below. An [IllegalArgumentException] that it throws is noted too, so that a
    /// record's own rules need no second copy.
    public <T> Optional<T> build(Supplier<T> constructor) {
        for (Node.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!asked.contains(key)) {
                note(
                        entry.key().mark(),
                        "the key \"%s\"".formatted(key),
                        asked.isEmpty() ? "no key" : "one of " + String.join(", ", asked),
                        Suggestion.of(key, asked));
            }
        }
        if (inquiry.problemCount() > problemsBefore) {
            return Optional.empty();
        }
        try {
            return Optional.of(constructor.get());
        } catch (IllegalArgumentException failure) {
            String message = String.valueOf(failure.getMessage());
            Matcher sentence = FOUND.matcher(message);
            if (sentence.matches()) {
                note(mapping.mark(), sentence.group(1), sentence.group(2), "");
            } else {
                note(mapping.mark(), message, "something else", "");
            }
            return Optional.empty();
        }
    }

    private Optional<Node> value(String key) {
        asked.add(key);
        return mapping.entry(key).map(Node.Entry::value);
    }

    private void missing(String key, String expected) {
        note(
                mapping.mark(),
                "no key \"%s\"".formatted(key),
                "%s: and %s".formatted(key, expected),
                "");
    }

    private <T> Optional<T> read(String key, Node node, Form<T> form) {
        if (!(node instanceof Node.Scalar scalar)) {
            note(node.mark(), unexpected(node, key), form.expected(), "");
            return Optional.empty();
        }
        Optional<T> value =
                scalar.isNothing() ? Optional.empty() : form.reading().apply(scalar.text());
        if (value.isEmpty()) {
            note(
                    scalar.mark(),
                    unexpected(scalar, key),
                    form.expected(),
                    scalar.isNothing() ? "" : form.suggesting().apply(scalar.text()));
        }
        return value;
    }

    private <T> Optional<T> read(String key, Node node, Function<Fields, Optional<T>> reader) {
        if (node instanceof Node.Mapping inner) {
            return reader.apply(new Fields(inquiry, inner));
        }
        note(node.mark(), unexpected(node, key), "a mapping of keys to values", "");
        return Optional.empty();
    }

    private List<Node> items(String key) {
        Optional<Node> node = value(key).filter(found -> !isNothing(found));
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof Node.Sequence sequence) {
            return sequence.items();
        }
        note(node.get().mark(), unexpected(node.get(), key), "a list", "");
        return List.of();
    }

    private List<Node.Entry> entries(String key) {
        Optional<Node> node = value(key).filter(found -> !isNothing(found));
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof Node.Mapping inner) {
            return inner.entries();
        }
        note(node.get().mark(), unexpected(node.get(), key), "a mapping of names to values", "");
        return List.of();
    }

    private static String unexpected(Node node, String key) {
        return "%s in \"%s\"".formatted(node.described(), key);
    }

    private static boolean isNothing(Node node) {
        return node instanceof Node.Scalar scalar && scalar.isNothing();
    }

    private Node.Scalar scalarOrEmpty(String key) {
        return mapping.entry(key)
                .map(Node.Entry::value)
                .filter(Node.Scalar.class::isInstance)
                .map(Node.Scalar.class::cast)
                .orElseGet(() ->
                        new Node.Scalar(
                                mapping.mark(), "", Node.Style.PLAIN, mapping.mark(), false));
    }
}
