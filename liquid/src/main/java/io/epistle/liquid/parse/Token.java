package io.epistle.liquid.parse;

/// A piece of a template.
///
/// @param kind what it is
/// @param start offset where it begins
/// @param name the tag's name; empty for anything else
/// @param from offset where its content begins: the text, or the markup behind the tag's name
/// @param to offset behind its content
record Token(Kind kind, int start, String name, int from, int to) {

    enum Kind {
        /// Text that is written as it is.
        TEXT,
        /// `{{ ... }}`
        OUTPUT,
        /// `{% ... %}`, or a line of a `liquid` tag.
        TAG,
        /// `{{` without `}}`.
        BROKEN_OUTPUT,
        /// `{%` without `%}`, or without a name.
        BROKEN_TAG
    }
}
