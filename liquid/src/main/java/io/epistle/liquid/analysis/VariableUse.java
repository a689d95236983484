package io.epistle.liquid.analysis;

import java.util.List;

/// One place where a template uses a variable of the data.
///
/// @param template name of the template it stands in: the one analysed, or one that it renders
/// @param path the way to it, `[]` standing for any item of a list or a name known only when
///   rendering: `user`, `orders`, `[]`, `total`; loop variables and plain assignments are followed
///   to the data; where branches set a variable differently, each way is a use of its own
/// @param written the variable as written, such as `order.total`
/// @param position offset in the source
/// @param line line from 1
/// @param column column from 1
/// @param guarded true inside a condition, before a `default` and inside an `if` that only holds
///   where the variable is there: its absence is foreseen
public record VariableUse(
        String template,
        List<String> path,
        String written,
        int position,
        int line,
        int column,
        boolean guarded) {

    /// Copies the list.
    public VariableUse {
        path = List.copyOf(path);
    }

    /// The path in one text: `user.orders[].total`.
    public String display() {
        return String.join(".", path).replace(".[]", "[]");
    }
}
