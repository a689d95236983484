package io.epistle.liquid.parse;

import io.epistle.liquid.LiquidFault;

/// Something unreadable in a tag or output; the parser records it and goes on behind the tag.
final class SyntaxFault extends LiquidFault {
    private static final long serialVersionUID = 1L;

    private final int position;
    private final String suggestion;

    SyntaxFault(String message, int position) {
        this(message, position, "");
    }

    /// A fault with what was probably meant.
    SyntaxFault(String message, int position, String suggestion) {
        super(message);
        this.position = position;
        this.suggestion = suggestion;
    }

    String suggestion() {
        return suggestion;
    }

    int position() {
        return position;
    }
}
