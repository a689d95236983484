package io.epistle.compose;

import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.RenderContext;
import io.epistle.liquid.Template;
import io.epistle.liquid.value.MapValue;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The blocks that one render may use: picks the block of a slot and renders it. Holds the state of
/// that one render, so it is never shared.
final class BlockSlots implements Mapping {
    private final SortedMap<String, List<CompiledBlock>> bySlot;
    private final Predicate<Condition> holds;
    private final RenderContext page;
    private final List<String> used = new ArrayList<>();

    /// @param page the context of the page around, without these blocks
    BlockSlots(
            SortedMap<String, List<CompiledBlock>> bySlot,
            Predicate<Condition> holds,
            RenderContext page) {
        this.bySlot = bySlot;
        this.holds = holds;
        this.page = page;
    }

    /// A block with its template parsed and its rule compiled.
    record CompiledBlock(BlockDefinition definition, Condition condition, Template body) {}

    /// The ids of the blocks that were rendered, in that order.
    List<String> used() {
        return List.copyOf(used);
    }

    @Override
    public Value get(String slot) {
        return bySlot.containsKey(slot) ? render(slot, Map.of(), true) : Nil.ABSENT;
    }

    @Override
    public List<String> keys() {
        return List.copyOf(bySlot.keySet());
    }

    /// The first block of the slot whose rule holds, rendered; no characters where none does.
    ///
    /// @param html whether the page is HTML; plain text otherwise
    /// @throws LiquidFault where there is no such slot or the block has no such parameter
    Value render(String slot, Map<String, Value> arguments, boolean html) {
        List<CompiledBlock> blocks = bySlot.get(slot);
        if (blocks == null) {
            throw new LiquidFault(
                    "found no block for the slot '%s', expected one of %s"
                            .formatted(slot, String.join(", ", bySlot.keySet())));
        }
        Optional<CompiledBlock> chosen =
                blocks.stream().filter(block -> holds.test(block.condition())).findFirst();
        if (chosen.isEmpty()) {
            return Value.safe("");
        }
        CompiledBlock block = chosen.get();
        if (!used.contains(block.definition().id())) {
            used.add(block.definition().id());
        }
        String rendered = block.body().render(inside(block.definition(), arguments));
        return html ? Value.safe(rendered) : Value.of(PlainText.of(rendered).strip());
    }

    private RenderContext inside(BlockDefinition block, Map<String, Value> arguments) {
        Map<String, Value> names = new TreeMap<>();
        for (String key : page.data().keys()) {
            names.put(key, page.data().get(key));
        }
        for (BlockParameter parameter : block.parameters()) {
            names.put(parameter.name(), parameter.standard());
        }
        arguments.forEach((name, value) -> names.put(name, fitting(block, name, value)));
        return new RenderContext(
                new MapValue(names),
                page.now(),
                page.zone(),
                page.locale(),
                page.partials(),
                page.undefined(),
                page.branches());
    }

    private static Value fitting(BlockDefinition block, String name, Value value) {
        BlockParameter parameter =
                block.parameters().stream()
                        .filter(known -> known.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new LiquidFault(
                                        "the block %s has no parameter '%s'"
                                                .formatted(block.id(), name)));
        if (value instanceof Nil) {
            return parameter.standard();
        }
        if (!parameter.type().takes(value)) {
            throw new LiquidFault(
                    "the parameter %s of the block %s takes a %s"
                            .formatted(name, block.id(), parameter.type().word()));
        }
        return value;
    }
}
