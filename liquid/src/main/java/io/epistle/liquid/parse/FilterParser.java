package io.epistle.liquid.parse;

import io.epistle.liquid.parse.Lexer.Kind;
import io.epistle.liquid.parse.Lexer.Word;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.FilterCall;

import java.util.ArrayList;
import java.util.List;

/// Reads the filters behind a value, word by word.
final class FilterParser {
    private final Markup markup;
    private final FilterCalls filters;

    private FilterParser(Markup markup, FilterCalls filters) {
        this.markup = markup;
        this.filters = filters;
    }

    /// The filters from here to the end of the tag.
    static List<FilterCall> calls(Markup markup, FilterCalls filters) {
        var parser = new FilterParser(markup, filters);
        var calls = new ArrayList<FilterCall>();
        while (markup.take(Kind.PIPE)) {
            calls.add(parser.call());
        }
        return List.copyOf(calls);
    }

    private FilterCall call() {
        Word name = markup.require(Kind.NAME, "the name of a filter");
        var positional = new ArrayList<Expression>();
        var names = new ArrayList<String>();
        var named = new ArrayList<Expression>();
        Word behind = markup.current();
        boolean colon = markup.take(Kind.COLON);
        if (colon || markup.looksAtValue()) {
            do {
                if (markup.looksAt(Kind.NAME) && markup.next().kind() == Kind.COLON) {
                    names.add(markup.name());
                    markup.advance();
                    named.add(markup.value());
                } else {
                    positional.add(markup.value());
                }
            } while (markup.take(Kind.COMMA));
        }
        FilterCall call = filters.call(name.text(), name.start(), positional, names, named);
        if (!colon && behind.start() != markup.current().start()) {
            throw new SyntaxFault(
                    "expected a colon in front of the arguments of " + name.text(),
                    behind.start(),
                    name.text() + ": " + behind.written());
        }
        return call;
    }
}
