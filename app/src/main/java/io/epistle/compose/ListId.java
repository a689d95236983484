package io.epistle.compose;

/// The `List-ID` of a mailing (RFC 2919): lets a reader sort and a provider count by list.
///
/// @param name what the reader sees, one line, may be empty
/// @param id a dotted name under a domain of the sender, such as `picks.shop.example.com`
public record ListId(String name, String id) {

    private static final int NAME_CODE_POINTS_MAX = 100;
    private static final int ID_LENGTH_MAX = 255;

    /// Checks the id and brings the name to one line.
    ///
    /// @throws IllegalArgumentException when the id is not dot-separated words of ASCII letters,
    ///   digits, hyphens and underscores
    public ListId {
        name = HeaderText.singleLine(name, NAME_CODE_POINTS_MAX);
        if (id.length() > ID_LENGTH_MAX || !isDotted(id)) {
            throw new IllegalArgumentException(
                    "a list id is dot-separated words of letters, digits, - and _, such as"
                            + " picks.shop.example.com, found "
                            + HeaderText.singleLine(id, ID_LENGTH_MAX));
        }
    }

    private static boolean isDotted(String id) {
        if (id.indexOf('.') < 0 || id.startsWith(".") || id.endsWith(".") || id.contains("..")) {
            return false;
        }
        return id.chars()
                .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || ".-_".indexOf(c) >= 0));
    }
}
