package io.epistle.liquid;

/// Is told of variables that a template uses and the data does not have. A variable inside a
/// condition or before a `default` is not told: there its absence is foreseen.
@FunctionalInterface
public interface UndefinedListener {
    /// Tells nobody.
    UndefinedListener IGNORE = (template, path, position) -> {};

    /// An undefined variable was used.
    ///
    /// @param template the template it was used in
    /// @param path the variable as written, such as `user.first_name`
    /// @param position offset in the template's source; [Template#problem(int, String)] has the
    ///   line
    void undefined(Template template, String path, int position);
}
