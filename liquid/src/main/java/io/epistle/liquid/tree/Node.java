package io.epistle.liquid.tree;

import io.epistle.liquid.tag.CustomTag;
import io.epistle.liquid.tag.TagSyntax.TagArgument;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// One thing a template does.
public sealed interface Node {

    /// Offset in the source.
    int position();

    /// Whether it prints nothing, whatever the data are; then not even that it failed.
    default boolean silent() {
        return false;
    }

    /// Text that is written as it is.
    ///
    /// @param utf8 its bytes; never changed after parsing
    /// @param position offset in the source
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, and bytes are the point
    record Static(byte[] utf8, int position) implements Node {}

    /// `{{ value }}` and `echo`.
    ///
    /// @param value what is printed
    /// @param position offset in the source
    record Print(Expression value, int position) implements Node {}

    /// `assign`.
    ///
    /// @param name the variable
    /// @param value what it gets
    /// @param position offset in the source
    record Assign(String name, Expression value, int position) implements Node {
        @Override
        public boolean silent() {
            return true;
        }
    }

    /// `capture`.
    ///
    /// @param name the variable
    /// @param body whose output it gets
    /// @param position offset in the source
    record Capture(String name, Body body, int position) implements Node {
        @Override
        public boolean silent() {
            return true;
        }
    }

    /// `if` and `unless`: the first branch whose condition holds.
    ///
    /// @param branches the branches in order
    /// @param silent true where its bodies hold nothing that could print
    /// @param position offset in the source
    record If(List<Branch> branches, boolean silent, int position) implements Node {}

    /// A branch of an `if`.
    ///
    /// @param condition when it is taken; null for `else`
    /// @param body what it does
    /// @param position offset of its tag in the source
    record Branch(@Nullable Condition condition, Body body, int position) {}

    /// `case`: every branch with an equal value, once for each, and `else` where none matched
    /// before.
    ///
    /// @param subject what is compared
    /// @param branches the branches in order
    /// @param silent true where its bodies hold nothing that could print
    /// @param position offset in the source
    record Case(Expression subject, List<When> branches, boolean silent, int position)
            implements Node {}

    /// A branch of a `case`.
    ///
    /// @param values what the subject is compared with; empty for `else`
    /// @param body what it does
    /// @param position offset of its tag in the source
    record When(List<Expression> values, Body body, int position) {}

    /// `for`.
    ///
    /// @param loop what it runs over
    /// @param body what it does for each item
    /// @param otherwise what it does without items
    /// @param silent true where its bodies hold nothing that could print
    /// @param position offset in the source
    record For(Loop loop, Body body, Body otherwise, boolean silent, int position)
            implements Node {}

    /// What a `for` runs over.
    ///
    /// @param variable the item's name
    /// @param collection the items
    /// @param name variable and collection, the key of `offset: continue`
    /// @param limit most items; null for all
    /// @param offset items skipped; null for none
    /// @param resumes true for `offset: continue`
    /// @param reversed true where the chosen items run backwards
    record Loop(
            String variable,
            Expression collection,
            String name,
            @Nullable Expression limit,
            @Nullable Expression offset,
            boolean resumes,
            boolean reversed) {}

    /// `tablerow`.
    ///
    /// @param loop what it runs over
    /// @param columns cells of a row; null for all in one
    /// @param body what a cell holds
    /// @param silent true where its bodies hold nothing that could print
    /// @param position offset in the source
    record TableRow(
            Loop loop, @Nullable Expression columns, Body body, boolean silent, int position)
            implements Node {}

    /// `break`.
    ///
    /// @param position offset in the source
    record Break(int position) implements Node {}

    /// `continue`.
    ///
    /// @param position offset in the source
    record Continue(int position) implements Node {}

    /// `cycle`.
    ///
    /// @param group what names the group of cycles that count together; null where `key` does
    /// @param key names the group where it is known when parsing
    /// @param values what is printed in turn
    /// @param position offset in the source
    record Cycle(@Nullable Expression group, String key, List<Expression> values, int position)
            implements Node {}

    /// `increment` and `decrement`.
    ///
    /// @param name the counter
    /// @param step 1 or -1
    /// @param position offset in the source
    record Count(String name, int step, int position) implements Node {}

    /// `ifchanged`.
    ///
    /// @param body printed where it differs from what such a tag printed last
    /// @param silent true where its bodies hold nothing that could print
    /// @param position offset in the source
    record IfChanged(Body body, boolean silent, int position) implements Node {}

    /// `include`: another template that shares all variables.
    ///
    /// @param partial what names it
    /// @param bound value bound to the partial's name; null for the variable of that name
    /// @param alias name to bind instead
    /// @param arguments variables it gets
    /// @param position offset in the source
    record Include(
            Expression partial,
            @Nullable Expression bound,
            Optional<String> alias,
            List<Argument> arguments,
            int position)
            implements Node {}

    /// `render`: another template that sees only what it is given and the data.
    ///
    /// @param partial its name
    /// @param bound value bound to the partial's name; null for none
    /// @param each true where the partial runs for each item of `bound`
    /// @param alias name to bind instead
    /// @param arguments variables it gets
    /// @param position offset in the source
    record Render(
            String partial,
            @Nullable Expression bound,
            boolean each,
            Optional<String> alias,
            List<Argument> arguments,
            int position)
            implements Node {}

    /// A named value handed to a partial.
    ///
    /// @param name the variable
    /// @param value its value
    record Argument(String name, Expression value) {}

    /// A tag that is not part of Liquid.
    ///
    /// @param name the tag
    /// @param tag what it does
    /// @param body what it encloses
    /// @param arguments the values it may ask for in the order of the source, for analysis
    /// @param position offset in the source
    record Custom(String name, CustomTag tag, Body body, List<TagArgument> arguments, int position)
            implements Node {}
}
