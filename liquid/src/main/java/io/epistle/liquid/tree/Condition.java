package io.epistle.liquid.tree;

/// What `if`, `elsif` and `unless` decide on. Chains group from the right, as the reference does:
/// `a and b or c` is `a and (b or c)`.
public sealed interface Condition {

    /// True where the value is neither nil nor false.
    ///
    /// @param operand the value
    record Truth(Expression operand) implements Condition {}

    /// Two values compared.
    ///
    /// @param left left side
    /// @param operator how
    /// @param right right side
    record Compare(Expression left, Operator operator, Expression right) implements Condition {}

    /// Both; the rest is not looked at where the first fails.
    ///
    /// @param first first condition
    /// @param rest what follows
    record And(Condition first, Condition rest) implements Condition {}

    /// Either; the rest is not looked at where the first holds.
    ///
    /// @param first first condition
    /// @param rest what follows
    record Or(Condition first, Condition rest) implements Condition {}

    /// A comparison by a sign that is none, which only a lax reading leaves in; it fails where it
    /// is reached.
    ///
    /// @param sign what stands where the comparison should
    record Unknown(String sign) implements Condition {}

    /// The opposite, for `unless`.
    ///
    /// @param condition what must not hold
    record Not(Condition condition) implements Condition {}
}
