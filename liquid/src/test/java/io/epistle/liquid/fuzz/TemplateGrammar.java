package io.epistle.liquid.fuzz;

import io.epistle.liquid.filter.FilterDefinition;
import io.epistle.liquid.filter.FilterSet;

import java.util.List;

/// Writes templates: all tags and filters of Liquid over a few variables, and noise where asked
/// for.
public final class TemplateGrammar {
    /// Blocks inside blocks past which only outputs are written.
    private static final int DEPTH_MAX = 4;

    private static final List<String> NOISE =
            List.of(
                    "{{",
                    "}}",
                    "{%",
                    "%}",
                    "-%}",
                    "{%-",
                    "|",
                    ":",
                    "'",
                    "\"",
                    "[",
                    "]",
                    "(",
                    ")",
                    "..",
                    ".",
                    ",",
                    "=",
                    "==",
                    "<>",
                    "<",
                    "-1",
                    "1.5",
                    "0",
                    "99999999999999999999",
                    "if",
                    "endif",
                    "for",
                    "in",
                    "endfor",
                    "else",
                    "when",
                    "case",
                    "a",
                    "b.c",
                    "#",
                    "liquid",
                    "raw",
                    "endraw",
                    "comment",
                    "endcomment",
                    "\n",
                    " ",
                    "é",
                    "😀",
                    "\0");
    private static final List<String> VALUES =
            List.of(
                    "a",
                    "b",
                    "list",
                    "map",
                    "text",
                    "n",
                    "d",
                    "nil",
                    "true",
                    "'x'",
                    "\"<y>\"",
                    "3",
                    "-2",
                    "1.25",
                    "(1..4)",
                    "(n..9)",
                    "list[0]",
                    "map.k",
                    "map['k']",
                    "list.first",
                    "text.size",
                    "forloop.index",
                    "nothing",
                    "blank",
                    "empty",
                    "map[text]",
                    "'2026-02-03'",
                    "[text]",
                    "list[-1]",
                    "item",
                    "item.k",
                    "map[\"it's\"].k",
                    "'now'",
                    "99999999999999999999",
                    "-9223372036854775808",
                    "(3..1)",
                    "''",
                    "forloop.parentloop.length",
                    "tablerowloop.col",
                    "list.last.size",
                    "' , '",
                    "'%1024Y %::z %s'",
                    "'14 Mar 2016 4:05 pm EST'",
                    "false",
                    "0.000001");
    private static final List<String> LETTERS =
            List.of(
                    "a", "B", "0", "9", " ", "<", "&", "%", "Y", "-", ".", ":", "/", "\n", "é", "ß",
                    "😀", "\uD800", "\uDC00", "٠", "+", "=", "_", ";", "#", "{", "}", "\0", "m",
                    "~");
    private static final List<String> NAMES = List.of("a", "item", "list", "text", "c");
    private static final List<String> FILTERS = FilterSet.standard().names();

    private final Choice choice;

    /// A writer that takes its turns from `choice`.
    public TemplateGrammar(Choice choice) {
        this.choice = choice;
    }

    /// Words of templates in any order.
    public String noise() {
        var source = new StringBuilder();
        int pieces = 1 + choice.below(25);
        for (int piece = 0; piece < pieces; piece++) {
            source.append(choice.of(NOISE)).append(choice.below(2) == 0 ? " " : "");
        }
        return source.toString();
    }

    /// A template that can be read.
    public String template() {
        return body(0);
    }

    /// A few characters that mean something somewhere.
    public String characters() {
        var text = new StringBuilder();
        int length = choice.below(12);
        for (int i = 0; i < length; i++) {
            text.append(choice.of(LETTERS));
        }
        return text.toString();
    }

    private String body(int depth) {
        var body = new StringBuilder();
        int count = 1 + choice.below(4);
        for (int i = 0; i < count; i++) {
            body.append(depth >= DEPTH_MAX ? print() : node(depth));
        }
        return body.toString();
    }

    private String node(int depth) {
        return switch (choice.below(19)) {
            case 0 -> " text <i> ";
            case 1 -> "{% assign " + choice.of(NAMES) + " = " + chain() + " %}";
            case 2 -> "{% if " + condition() + " %}" + body(depth + 1) + "{% else %}y{% endif %}";
            case 3 -> "{% unless " + condition() + " %}" + body(depth + 1) + "{% endunless %}";
            case 4 -> loop(depth);
            case 5 -> "{% capture a %}" + body(depth + 1) + "{% endcapture %}";
            case 6 -> cases(depth);
            case 7 -> "{% cycle 'x', " + value() + " %}";
            case 8 -> tableRow(depth);
            case 9 -> "{% ifchanged %}" + body(depth + 1) + "{% endifchanged %}";
            case 10 -> "{% render 'part' for " + value() + " as item %}";
            case 11 -> "{% include 'part' with " + value() + ", item: " + value() + " %}";
            case 12 -> "{% increment n %}";
            case 13 -> "{% cycle " + value() + ": 1, " + value() + " %}";
            case 14 -> "{% include " + value() + " %}";
            case 15 -> "{% liquid\n echo " + chain() + "\n decrement n\n break %}";
            case 16 -> "{% raw %}{{ x }}{% endraw %}{% comment %}{% if %}{% endcomment %}";
            case 17 -> "{% render 'part', item: " + value() + ", part: map %}";
            default -> print();
        };
    }

    private String loop(int depth) {
        return "{% for item in "
                + value()
                + choice.of(List.of("", " reversed", " limit: 2", " offset: continue", " limit: n"))
                + " %}"
                + body(depth + 1)
                + choice.of(List.of("", "{% break %}", "{% continue %}", "{% else %}none"))
                + "{% endfor %}";
    }

    private String cases(int depth) {
        return "{% case "
                + value()
                + " %}{% when "
                + value()
                + ", "
                + value()
                + " %}"
                + body(depth + 1)
                + choice.of(List.of("", "{% else %}other", "{% when 3 %}{{ item }}"))
                + "{% endcase %}";
    }

    private String tableRow(int depth) {
        return "{% tablerow item in "
                + value()
                + choice.of(List.of("", " cols: 2", " limit: n", " cols: text", " offset: 1"))
                + " %}"
                + body(depth + 1)
                + "{% endtablerow %}";
    }

    private String print() {
        return "{{ " + chain() + " }}";
    }

    private String chain() {
        var chain = new StringBuilder(value());
        int filters = choice.below(4);
        for (int i = 0; i < filters; i++) {
            FilterDefinition filter = FilterSet.standard().find(choice.of(FILTERS)).orElseThrow();
            int spread = filter.argumentsMax() - filter.argumentsMin();
            int arguments = filter.argumentsMin() + choice.below(spread + 1);
            chain.append(" | ").append(filter.name());
            for (int argument = 0; argument < arguments; argument++) {
                chain.append(argument == 0 ? ": " : ", ").append(value());
            }
        }
        return chain.toString();
    }

    private String condition() {
        String first =
                choice.below(2) == 0
                        ? value()
                        : value()
                                + " "
                                + choice.of(List.of("==", "!=", "<", "<=", ">", ">=", "contains"))
                                + " "
                                + value();
        return choice.below(3) == 1
                ? first + choice.of(List.of(" and ", " or ")) + condition()
                : first;
    }

    private String value() {
        return choice.below(8) == 7
                ? "'" + characters().replace("%}", "").replace("}", "").replace("{", "") + "'"
                : choice.of(VALUES);
    }
}
