package io.epistle.liquid.render;

import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.Drop;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.TextContext;
import io.epistle.liquid.value.Value;
import io.epistle.liquid.value.Whole;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The variable `forloop`.
final class ForLoop implements Drop {
    private static final List<String> KEYS =
            List.of(
                    "name",
                    "length",
                    "parentloop",
                    "index",
                    "index0",
                    "rindex",
                    "rindex0",
                    "first",
                    "last");

    private final String name;
    private final int length;
    private final @Nullable ForLoop parent;
    private int index;

    ForLoop(String name, int length, @Nullable ForLoop parent) {
        this.name = name;
        this.length = length;
        this.parent = parent;
    }

    void advance() {
        index++;
    }

    @Override
    public Value get(String key) {
        return switch (key) {
            case "name" -> Text.plain(name);
            case "length" -> Whole.of(length);
            case "parentloop" -> parent == null ? Nil.NULL : parent;
            case "index" -> Whole.of(index + 1L);
            case "index0" -> Whole.of(index);
            case "rindex" -> Whole.of(length - index);
            case "rindex0" -> Whole.of(length - index - 1L);
            case "first" -> flag(index == 0);
            case "last" -> flag(index == length - 1);
            default -> Nil.ABSENT;
        };
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    public String display(TextContext context) {
        return "Liquid::ForloopDrop";
    }

    private static Value flag(boolean flag) {
        return flag ? Bool.TRUE : Bool.FALSE;
    }
}
