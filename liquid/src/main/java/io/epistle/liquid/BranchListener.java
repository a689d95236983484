package io.epistle.liquid;

/// Is told of each branch of an `if`, `unless` or `case` that a render takes.
@FunctionalInterface
public interface BranchListener {
    /// Tells nobody.
    BranchListener IGNORE = (template, position) -> {};

    /// A branch is about to be rendered.
    ///
    /// @param template the template it stands in
    /// @param position offset of the branch's tag in the template's source
    void taken(Template template, int position);
}
