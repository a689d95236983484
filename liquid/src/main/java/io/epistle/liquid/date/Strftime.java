package io.epistle.liquid.date;

import io.epistle.liquid.LiquidFault;

import java.util.ArrayList;
import java.util.List;

/// A compiled strftime pattern with the directives, flags and widths of Ruby's `Time#strftime`.
public final class Strftime {
    private final List<Piece> pieces;

    private Strftime(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /// Part of a pattern.
    private sealed interface Piece {}

    /// Text as it is.
    private record Literal(String text) implements Piece {}

    /// Part of the time.
    private record Part(Directive directive) implements Piece {}

    /// Compiles a pattern; what is not a directive is text.
    ///
    /// @throws LiquidFault where the pattern ends inside a directive
    public static Strftime compile(String pattern) {
        var pieces = new ArrayList<Piece>();
        int literal = 0;
        int at = pattern.indexOf('%');
        while (at >= 0) {
            Directive.Read read = Directive.read(pattern, at);
            if (read.end() > pattern.length()) {
                throw new LiquidFault(
                        "the date pattern ends inside a directive; write %% for a percent sign",
                        "invalid format: " + pattern);
            }
            if (read.directive() != null) {
                if (at > literal) {
                    pieces.add(new Literal(pattern.substring(literal, at)));
                }
                pieces.add(new Part(read.directive()));
                literal = read.end();
            }
            at = pattern.indexOf('%', read.end());
        }
        if (literal < pattern.length()) {
            pieces.add(new Literal(pattern.substring(literal)));
        }
        return new Strftime(List.copyOf(pieces));
    }

    /// The time in this pattern.
    public String format(CivilTime time) {
        var out = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            switch (pieces.get(i)) {
                case Literal literal -> out.append(literal.text());
                case Part part -> part.directive().append(time, out);
            }
        }
        return out.toString();
    }
}
