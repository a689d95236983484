package io.epistle.liquid.render;

import io.epistle.liquid.value.Drop;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.TextContext;
import io.epistle.liquid.value.Value;

import java.util.List;

/// The variable `tablerowloop`.
final class TableRowLoop implements Drop {
    private static final List<String> KEYS =
            List.of(
                    "length",
                    "col",
                    "row",
                    "index",
                    "index0",
                    "rindex",
                    "rindex0",
                    "first",
                    "last",
                    "col0",
                    "col_first",
                    "col_last");

    private final int length;
    private final int columns;
    private int index;
    private int row = 1;
    private int column = 1;

    TableRowLoop(int length, int columns) {
        this.length = length;
        this.columns = columns;
    }

    int row() {
        return row;
    }

    int column() {
        return column;
    }

    boolean endsRow() {
        return column == columns && index < length - 1;
    }

    void advance() {
        index++;
        if (column == columns) {
            column = 1;
            row++;
        } else {
            column++;
        }
    }

    @Override
    public Value get(String key) {
        return switch (key) {
            case "length" -> Value.of(length);
            case "col" -> Value.of(column);
            case "row" -> Value.of(row);
            case "index" -> Value.of(index + 1L);
            case "index0" -> Value.of(index);
            case "rindex" -> Value.of(length - index);
            case "rindex0" -> Value.of(length - index - 1L);
            case "first" -> Value.of(index == 0);
            case "last" -> Value.of(index == length - 1);
            case "col0" -> Value.of(column - 1L);
            case "col_first" -> Value.of(column == 1);
            case "col_last" -> Value.of(column == columns);
            default -> Nil.ABSENT;
        };
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    public String display(TextContext context) {
        return "Liquid::TablerowloopDrop";
    }
}
