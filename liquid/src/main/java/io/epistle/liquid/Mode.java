package io.epistle.liquid;

/// How strictly a template is read.
public enum Mode {
    /// Whatever cannot be read, and every unknown filter, is an error: the author learns of all of
    /// them.
    STRICT,
    /// What cannot be read strictly is read by the rules of the reference's lax parser, with a
    /// warning, and an unknown filter passes its input on: for templates written for older engines.
    /// What those rules cannot read either, unknown tags and unclosed tags are errors all the same.
    LAX
}
