package io.epistle.liquid;

/// How strictly a template is read.
public enum Mode {
    /// Whatever cannot be read, and every unknown filter, is an error: the author learns of all of
    /// them.
    STRICT,
    /// What cannot be read inside a tag or output is skipped with a warning, and an unknown filter
    /// passes its input on: for templates written for older engines. Unknown and unclosed tags are
    /// errors all the same.
    LAX
}
