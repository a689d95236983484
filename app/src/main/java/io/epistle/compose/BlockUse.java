package io.epistle.compose;

import io.epistle.liquid.analysis.TagUse;
import io.epistle.liquid.analysis.VariableUse;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One place where a page prints the block of a slot: `{% block 'greeting', tone: 'warm' %}`, or
/// `{{ blocks.greeting }}`.
///
/// @param written the slot where it is written out, which only a text can name; absent where the
///   page computes it
/// @param arguments the parameters it is told
/// @param place where it stands
public record BlockUse(Optional<Value> written, List<Argument> arguments, Place place) {
    /// The tag's name.
    static final String TAG = "block";

    /// A name of the analysis for whichever one the message says.
    private static final String ANY = "[]";

    public BlockUse {
        arguments = List.copyOf(arguments);
    }

    /// The slot; absent where the page computes it, or writes what names none.
    public Optional<String> slot() {
        return written.filter(Text.class::isInstance)
                .map(value -> ((Text) value).value())
                .filter(name -> !name.isEmpty());
    }

    /// Whether what is written can name no slot, so that no message gets past it.
    boolean namesNone() {
        return written.isPresent() && slot().isEmpty();
    }

    /// A parameter that a block is told.
    ///
    /// @param literal the value where it is written out; absent where it depends on the message
    public record Argument(String name, Optional<Value> literal) {}

    /// A place in a text.
    ///
    /// @param position offset in the source
    /// @param line line from 1
    /// @param column column from 1
    public record Place(int position, int line, int column) {}

    /// The uses of blocks in a text, in its order, by tag and by name.
    public static List<BlockUse> of(LiquidText text) {
        List<BlockUse> uses = new ArrayList<>(tags(text));
        text.analysis().variables().stream()
                .filter(use -> isOne(text, use))
                .map(BlockUse::of)
                .forEach(uses::add);
        uses.sort(Comparator.comparingInt(use -> use.place().position()));
        return List.copyOf(uses);
    }

    /// The uses by tag alone, in the order of the text.
    static List<BlockUse> tags(LiquidText text) {
        return text.analysis().tagUses().stream()
                .filter(use -> use.name().equals(TAG))
                .map(BlockUse::of)
                .toList();
    }

    /// Whether a variable is the block of a slot; a text may call something of its own `blocks`.
    static boolean isOne(LiquidText text, VariableUse use) {
        return use.path().size() > 1
                && use.path().getFirst().equals(EmailTags.BLOCKS)
                && !text.analysis().sets().contains(EmailTags.BLOCKS);
    }

    private static BlockUse of(VariableUse use) {
        return new BlockUse(
                Optional.of(use.path().get(1)).filter(name -> !name.equals(ANY)).map(Value::of),
                List.of(),
                new Place(use.position(), use.line(), use.column()));
    }

    private static BlockUse of(TagUse use) {
        return new BlockUse(
                use.arguments().stream().findFirst().flatMap(TagUse.Argument::literal),
                use.arguments().stream()
                        .flatMap(argument ->
                                argument
                                        .name()
                                        .map(name -> new Argument(name, argument.literal()))
                                        .stream())
                        .toList(),
                new Place(use.position(), use.line(), use.column()));
    }
}
