package io.epistle.collect;

import java.util.List;
import java.util.Locale;

/// A column that an import looks for.
///
/// @param field its name in a mapping, such as `quantity`
/// @param required whether nothing can be imported without it
/// @param synonyms the names under which it goes, as [#plain] writes them, in groups: a later group
///   counts only where no column has a name of an earlier one
/// @param check what its cells look like
public record WantedColumn(
        String field, boolean required, List<List<String>> synonyms, CellCheck check) {
    /// What the cells of a column look like where they are not blank.
    public enum CellCheck {
        /// Like anything.
        TEXT,
        /// Like a number.
        NUMBER,
        /// Like a time.
        TIME,
        /// Like an email address.
        EMAIL
    }

    public WantedColumn {
        synonyms = synonyms.stream().map(List::copyOf).toList();
    }

    /// A column's name as synonyms are compared: lower case, letters and digits only.
    public static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
