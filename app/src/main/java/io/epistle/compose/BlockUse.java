package io.epistle.compose;

import io.epistle.liquid.analysis.TagUse;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;

import java.util.List;
import java.util.Optional;

/// One place where a page prints the block of a slot: `{% block 'greeting', tone: 'warm' %}`.
///
/// @param slot the slot; absent where the page computes it
/// @param arguments the parameters it is told
/// @param place the tag
public record BlockUse(Optional<String> slot, List<Argument> arguments, TagUse place) {
    /// The tag's name.
    static final String TAG = "block";

    public BlockUse {
        arguments = List.copyOf(arguments);
    }

    /// A parameter that a block is told.
    ///
    /// @param literal the value where it is written out; absent where it depends on the message
    public record Argument(String name, Optional<Value> literal) {}

    /// The uses of blocks in a text, in its order.
    public static List<BlockUse> of(LiquidText text) {
        return text.analysis().tagUses().stream()
                .filter(use -> use.name().equals(TAG))
                .map(BlockUse::of)
                .toList();
    }

    private static BlockUse of(TagUse use) {
        return new BlockUse(
                use.arguments().stream()
                        .limit(1)
                        .flatMap(argument -> argument.literal().stream())
                        .filter(Text.class::isInstance)
                        .map(literal -> ((Text) literal).value())
                        .findFirst(),
                use.arguments().stream()
                        .flatMap(argument ->
                                argument
                                        .name()
                                        .map(name -> new Argument(name, argument.literal()))
                                        .stream())
                        .toList(),
                use);
    }
}
