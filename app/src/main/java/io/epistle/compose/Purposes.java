package io.epistle.compose;

/// What a person agreed that we may use. A template sees an attribute without such an agreement as
/// absent.
@FunctionalInterface
public interface Purposes {
    /// Everything may be used.
    Purposes ALL = _ -> true;

    /// Whether an attribute of the person may be used.
    ///
    /// @param attribute the dotted name as templates write it after `user.`, such as `country`,
    ///   `address.city` or `purchase_history`
    boolean agreed(String attribute);
}
