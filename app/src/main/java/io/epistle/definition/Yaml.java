package io.epistle.definition;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads YAML 1.2 into [Node]s with their places, within bounds. Tags are not understood; an anchor
/// may be used after the value it names is complete, so no value contains itself.
final class Yaml {
    /// Values within values. People write five or six.
    static final int DEPTH_MAX = 32;

    /// Values in one document, each alias counted with all that it stands for.
    static final int NODES_MAX = 50_000;

    private final Source source;
    private final Problems problems;
    private final Iterator<Event> events;
    private final List<String> lines;
    private final TreeMap<String, Anchored> anchors = new TreeMap<>();
    private int nodes;

    /// A complete value that can be used again.
    private record Anchored(Node node, int nodes) {}

    /// Stops the reading; the problem is noted.
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stop() {
            super("the problem is noted", null, false, false);
        }
    }

    private Yaml(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.lines = source.text().lines().toList();
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(source.file())
                        .setCodePointLimit(Source.CHARACTERS_MAX)
                        .setUseMarks(true)
                        .build();
        this.events = new Parse(settings).parseString(source.text()).iterator();
    }

    /// The document's value; absent where the text is not YAML or breaks a bound, which is noted.
    static Optional<Node> read(Source source, Problems problems) {
        if (source.text().length() > Source.CHARACTERS_MAX) {
            problems.add(
                    new Problem(
                            source.file(),
                            Mark.WHOLE_FILE,
                            "%,d characters".formatted(source.text().length()),
                            "at most %,d in one file".formatted(Source.CHARACTERS_MAX)));
            return Optional.empty();
        }
        int before = problems.count();
        try {
            Optional<Node> node = new Yaml(source, problems).document();
            return problems.count() == before ? node : Optional.empty();
        } catch (Stop _) {
            return Optional.empty();
        } catch (YamlEngineException failure) {
            problems.add(YamlComplaint.problem(source, failure));
            return Optional.empty();
        }
    }

    private Optional<Node> document() {
        Optional<Node> root = Optional.empty();
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, DocumentStart, DocumentEnd, StreamEnd, Comment -> {}
                case Alias, Scalar, SequenceStart, MappingStart -> {
                    if (root.isPresent()) {
                        throw new IllegalStateException("found two documents in one source");
                    }
                    root = Optional.of(node(event, 1));
                }
                case SequenceEnd, MappingEnd -> throw new IllegalStateException("unbalanced");
            }
        }
        return root;
    }

    private Node node(Event event, int depth) {
        Mark mark = mark(event);
        if (depth > DEPTH_MAX) {
            throw stop(
                    mark,
                    "a value %d levels deep".formatted(depth),
                    "at most %d levels".formatted(DEPTH_MAX));
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias.getAlias().getValue(), mark);
        }
        int before = nodes;
        count(1, mark);
        Node node =
                switch (event) {
                    case ScalarEvent scalar -> scalar(scalar, mark);
                    case SequenceStartEvent start -> sequence(start, mark, depth);
                    case MappingStartEvent start -> mapping(start, mark, depth);
                    default -> throw new IllegalStateException("found the event " + event);
                };
        if (event instanceof NodeEvent named) {
            named.getAnchor()
                    .ifPresent(anchor ->
                            anchors.put(anchor.getValue(), new Anchored(node, nodes - before)));
        }
        return node;
    }

    private Node aliased(String name, Mark mark) {
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            throw stop(
                    mark,
                    "the alias *%s".formatted(name),
                    "one whose anchor &%s names a value complete before it".formatted(name));
        }
        count(anchored.nodes(), mark);
        return anchored.node();
    }

    private Node.Scalar scalar(ScalarEvent event, Mark mark) {
        untagged(event.getTag(), mark);
        Node.Style style =
                switch (event.getScalarStyle()) {
                    case SINGLE_QUOTED, DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Node.Style.QUOTED;
                    case LITERAL -> Node.Style.LITERAL;
                    case FOLDED -> Node.Style.FOLDED;
                    case PLAIN -> Node.Style.PLAIN;
                };
        Mark textMark =
                switch (style) {
                    case PLAIN -> mark;
                    case QUOTED -> new Mark(mark.line(), mark.column() + 1);
                    case LITERAL, FOLDED -> blockMark(event.getValue(), mark);
                };
        boolean verbatim =
                switch (style) {
                    case PLAIN -> stands(event, 0);
                    case QUOTED -> stands(event, 2);
                    case LITERAL -> true;
                    case FOLDED -> false;
                };
        return new Node.Scalar(mark, event.getValue(), style, textMark, verbatim);
    }

    /// Whether a text is as long as what is written on one line, but for its quotes: every escape
    /// is longer than what it stands for.
    private static boolean stands(ScalarEvent event, int quotes) {
        return event.getStartMark()
                .flatMap(start -> event.getEndMark().map(end -> stands(event, start, end, quotes)))
                .orElse(false);
    }

    private static boolean stands(
            ScalarEvent event,
            org.snakeyaml.engine.v2.exceptions.Mark start,
            org.snakeyaml.engine.v2.exceptions.Mark end,
            int quotes) {
        String text = event.getValue();
        return start.getLine() == end.getLine()
                && end.getColumn() - start.getColumn()
                        == text.codePointCount(0, text.length()) + quotes;
    }

    /// Where the text of a block begins: on the line after its header, behind the indentation that
    /// its first line with content has in the file and not in the text.
    private Mark blockMark(String text, Mark header) {
        int headerIndex = header.line() - source.firstLine();
        int index = 1;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (!line.isBlank() && headerIndex + index < lines.size()) {
                String written = lines.get(headerIndex + index);
                return new Mark(header.line() + 1, 1 + indentation(written) - indentation(line));
            }
            index++;
        }
        return new Mark(header.line() + 1, 1);
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    private Node.Sequence sequence(SequenceStartEvent start, Mark mark, int depth) {
        untagged(start.getTag(), mark);
        List<Node> items = new ArrayList<>();
        Event next = events.next();
        while (next.getEventId() != Event.ID.SequenceEnd) {
            items.add(node(next, depth + 1));
            next = events.next();
        }
        return new Node.Sequence(mark, items);
    }

    private Node.Mapping mapping(MappingStartEvent start, Mark mark, int depth) {
        untagged(start.getTag(), mark);
        List<Node.Entry> entries = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>();
        Event next = events.next();
        while (next.getEventId() != Event.ID.MappingEnd) {
            Node key = node(next, depth + 1);
            Node value = node(events.next(), depth + 1);
            if (!(key instanceof Node.Scalar word)) {
                note(key.mark(), key.described() + " as a key", "a word");
            } else if (!keys.add(word.text())) {
                note(
                        word.mark(),
                        "the key \"%s\" a second time".formatted(word.text()),
                        "each key once");
            } else {
                entries.add(new Node.Entry(word, value));
            }
            next = events.next();
        }
        return new Node.Mapping(mark, entries);
    }

    private void count(int more, Mark mark) {
        nodes += more;
        if (nodes > NODES_MAX) {
            throw stop(
                    mark,
                    "more than %,d values, aliases included".formatted(NODES_MAX),
                    "at most that many in one definition");
        }
    }

    private void untagged(Optional<String> tag, Mark mark) {
        tag.ifPresent(found -> note(mark, "the tag " + found, "a value without a tag"));
    }

    private Stop stop(Mark mark, String found, String expected) {
        note(mark, found, expected);
        return new Stop();
    }

    private void note(Mark mark, String found, String expected) {
        problems.add(new Problem(source.file(), mark, found, expected));
    }

    private Mark mark(Event event) {
        return event.getStartMark().map(mark -> mark(source, mark)).orElse(Mark.WHOLE_FILE);
    }

    /// The library counts lines and columns from 0, and knows one document alone.
    static Mark mark(Source source, org.snakeyaml.engine.v2.exceptions.Mark mark) {
        return new Mark(mark.getLine() + source.firstLine(), mark.getColumn() + 1);
    }
}
