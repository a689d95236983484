package io.epistle.liquid.parse;

import io.epistle.liquid.LiquidFault;

/// Something unreadable in a tag or output; the parser records it and goes on behind the tag.
final class SyntaxFault extends LiquidFault {
    private static final long serialVersionUID = 1L;

    private final int position;

    SyntaxFault(String message, int position) {
        super(message);
        this.position = position;
    }

    int position() {
        return position;
    }
}
