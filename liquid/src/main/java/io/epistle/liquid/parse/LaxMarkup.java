package io.epistle.liquid.parse;

import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.tree.Condition;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text of one tag or output by the rules of the reference's lax parser. It is asked only where
/// [Markup] cannot read that text, and finds in it what the reference's regular expressions do.
final class LaxMarkup {
    private final LiquidOptions options;
    private final Problems problems;
    private final LaxValues values;
    private final String text;
    private final int from;
    private final int to;

    LaxMarkup(LiquidOptions options, Problems problems, String text, int from, int to) {
        this.options = options;
        this.problems = problems;
        this.values = new LaxValues(options);
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /// A value and its filters.
    Expression filtered() {
        return filteredFrom(from);
    }

    private Expression filteredFrom(int start) {
        var filters = new FilterCalls(options, problems);
        return new LaxFilters(values, filters, text, to).filtered(start);
    }

    /// What `if`, `elsif` and `unless` decide on.
    Condition condition() {
        return new LaxConditions(values, text, from, to).condition();
    }

    /// What `assign` sets: the characters of a name in front of the first equals sign that has
    /// such.
    ///
    /// @param position offset of the tag
    Node.Assign assign(int position) {
        int at = from;
        while (at < to) {
            int end = VariableTags.nameEnd(text, at, to);
            int equals = Characters.skipSpace(text, end, to);
            if (end > at && equals < to && text.charAt(equals) == '=') {
                String name = text.substring(at, end).intern();
                return new Node.Assign(name, assigned(equals + 1), position);
            }
            at = Math.max(at + 1, end);
        }
        throw new SyntaxFault("expected the name of a variable and =", from);
    }

    /// The value behind the sign may be readable where the name in front of it is not.
    private Expression assigned(int start) {
        int before = problems.count();
        try {
            return new Markup(options, problems, text, start, to).filtered();
        } catch (LiquidFault unreadable) {
            problems.forget(before);
            return filteredFrom(start);
        }
    }

    // Loops

    /// `item in items reversed`, then attributes wherever they stand.
    LoopHead forHead() {
        int end = Fragments.segmentEnd(text, from, to);
        LoopHead head = end == from ? null : head(from, end);
        if (head == null) {
            throw new SyntaxFault("expected an item in a list", from);
        }
        return head;
    }

    /// As [#forHead()], beginning with any word.
    LoopHead rowHead() {
        int at = from;
        while (at < to) {
            int end = Characters.skipWord(text, at, to);
            LoopHead head = end == at ? null : head(at, end);
            if (head != null) {
                return head;
            }
            at = Math.max(at + 1, end);
        }
        throw new SyntaxFault("expected an item in a list", from);
    }

    private @Nullable LoopHead head(int start, int end) {
        int in = Characters.skipSpace(text, end, to);
        int items = Characters.skipSpace(text, Math.min(to, in + 2), to);
        boolean parted = in > end && text.startsWith("in", in) && items > in + 2;
        int itemsEnd = parted ? Fragments.endOfAll(text, items, to) : -1;
        if (itemsEnd < 0) {
            return null;
        }
        String written = text.substring(items, itemsEnd);
        var head = new LoopHead(text.substring(start, end), values.value(written, items), written);
        int behind = Characters.skipSpace(text, itemsEnd, to);
        head.reversed(text.startsWith("reversed", behind) && behind + 8 <= to);
        for (Fragments.Attribute attribute : Fragments.attributes(text, from, to)) {
            if (attribute.name().equals("offset") && text(attribute).equals("continue")) {
                head.resumes();
            } else {
                head.set(attribute.name(), value(attribute));
            }
        }
        return head;
    }

    /// The values of a `cycle`, of which each comma begins one.
    CycleTag.Turns turns() {
        int colon = groupEnd();
        Expression group = colon < 0 ? null : values.value(text.substring(from, colon), from);
        if (group == null && Fragments.end(text, from, to) < 0) {
            throw new SyntaxFault("expected a value", from);
        }
        var turns = new ArrayList<Expression>();
        int at = colon < 0 ? from : text.indexOf(':', colon) + 1;
        while (at < to) {
            int comma = text.indexOf(',', at, to);
            int end = comma < 0 ? to : comma;
            int start = Fragments.find(text, at, end);
            if (start >= 0) {
                turns.add(fragment(start, Fragments.end(text, start, end)));
            }
            at = end + 1;
        }
        return new CycleTag.Turns(group, List.copyOf(turns));
    }

    /// Where the fragment in front of the first `:` of a `cycle` ends, or -1 where it names no
    /// group. A colon is part of a fragment that goes on behind it, so the last one counts.
    private int groupEnd() {
        int end = Fragments.end(text, from, to);
        if (end < 0) {
            return -1;
        }
        int behind = Characters.skipSpace(text, end, to);
        if (behind < to && text.charAt(behind) == ':') {
            return end;
        }
        int colon =
                Fragments.quotedEnd(text, from, to) == end ? -1 : text.lastIndexOf(':', end - 1);
        return colon > from ? colon : -1;
    }

    // Choices

    /// What a `case` compares.
    Expression subject() {
        int start = Fragments.find(text, from, to);
        if (start < 0) {
            throw new SyntaxFault("expected a value", from);
        }
        return fragment(start, Fragments.end(text, start, to));
    }

    /// The values of a `when`, with `or` or commas between; what follows them is ignored.
    List<Expression> whenValues() {
        var found = new ArrayList<Expression>();
        int start = Fragments.find(text, from, to);
        if (start < 0) {
            throw new SyntaxFault("expected a value", from);
        }
        while (start >= 0) {
            int end = Fragments.end(text, start, to);
            found.add(values.operand(text.substring(start, end), start));
            int next = separatorEnd(end);
            start = next >= 0 && Fragments.end(text, next, to) >= 0 ? next : -1;
        }
        return List.copyOf(found);
    }

    private int separatorEnd(int at) {
        int start = Characters.skipSpace(text, at, to);
        if (start < to && text.charAt(start) == ',') {
            return Characters.skipSpace(text, start + 1, to);
        }
        int behind = Characters.skipSpace(text, Math.min(to, start + 2), to);
        boolean or = start > at && text.startsWith("or", start) && behind > start + 2;
        return or ? behind : -1;
    }

    // Partials

    /// An `include` at `position`.
    Node.Include include(int position) {
        int start = Fragments.find(text, from, to);
        if (start < 0) {
            throw new SyntaxFault("expected the name of a template", from);
        }
        int end = Fragments.endOfAll(text, start, to);
        Binding binding = binding(end);
        return new Node.Include(
                fragment(start, end), binding.bound(), binding.alias(), arguments(), position);
    }

    /// A `render` at `position`.
    Node.Render render(int position) {
        int start = from;
        while (start < to && Fragments.quotedEnd(text, start, to) < 0) {
            start++;
        }
        if (start == to) {
            throw new SyntaxFault("expected the name of a template in quotes", from);
        }
        int end = Fragments.quotedEnd(text, start, to);
        Binding binding = binding(end);
        return new Node.Render(
                text.substring(start + 1, end - 1),
                binding.bound(),
                binding.each(),
                binding.alias(),
                arguments(),
                position);
    }

    /// What follows a partial's name.
    private record Binding(@Nullable Expression bound, boolean each, Optional<String> alias) {}

    private Binding binding(int at) {
        boolean each = behindWord(at, "for") >= 0;
        int value = each ? behindWord(at, "for") : behindWord(at, "with");
        int valueEnd = value < 0 ? -1 : Fragments.endOfAll(text, value, to);
        Expression bound = valueEnd < 0 ? null : fragment(value, valueEnd);
        int alias = behindWord(valueEnd < 0 ? at : valueEnd, "as");
        int aliasEnd = alias < 0 ? -1 : Fragments.segmentEnd(text, alias, to);
        return new Binding(
                bound,
                each,
                aliasEnd > alias
                        ? Optional.of(text.substring(alias, aliasEnd).intern())
                        : Optional.empty());
    }

    /// Where what follows `word` begins, with white space around the word, or -1 without it.
    private int behindWord(int at, String word) {
        int start = Characters.skipSpace(text, at, to);
        int end = start + word.length();
        int behind = Characters.skipSpace(text, Math.min(to, end), to);
        return start > at && text.startsWith(word, start) && behind > end ? behind : -1;
    }

    private List<Node.Argument> arguments() {
        return Fragments.attributes(text, from, to).stream()
                .map(attribute -> new Node.Argument(attribute.name().intern(), value(attribute)))
                .toList();
    }

    private Expression value(Fragments.Attribute attribute) {
        return fragment(attribute.from(), attribute.to());
    }

    private String text(Fragments.Attribute attribute) {
        return text.substring(attribute.from(), attribute.to());
    }

    private Expression fragment(int start, int end) {
        return values.value(text.substring(start, end), start);
    }
}
