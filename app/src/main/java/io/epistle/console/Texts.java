package io.epistle.console;

import java.text.MessageFormat;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The words of the console in one language: patterns of [MessageFormat] by key. Immutable.
public final class Texts {
    private final Locale locale;
    private final SortedMap<String, String> patterns;

    /// The patterns of one language.
    ///
    /// @throws IllegalArgumentException where a pattern cannot be read
    public Texts(Locale locale, Map<String, String> patterns) {
        this.locale = locale;
        this.patterns = Collections.unmodifiableSortedMap(new TreeMap<>(patterns));
        this.patterns.forEach((key, pattern) -> {
            try {
                new MessageFormat(pattern, locale);
            } catch (IllegalArgumentException unreadable) {
                throw new IllegalArgumentException(
                        "text %s: %s".formatted(key, unreadable.getMessage()), unreadable);
            }
        });
    }

    /// The language and the country whose figures and dates go with it.
    public Locale locale() {
        return locale;
    }

    /// All keys.
    public SortedSet<String> keys() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(patterns.keySet()));
    }

    /// Whether there is a text under `key`.
    public boolean has(String key) {
        return patterns.containsKey(key);
    }

    /// The text under `key`, with `arguments` in the places of its pattern.
    ///
    /// @throws IllegalArgumentException where there is no such text
    public String say(String key, Object... arguments) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("found no text under %s".formatted(key));
        }
        return new MessageFormat(pattern, locale).format(arguments);
    }

    /// The text of a code that comes from elsewhere, such as a reason: the one under `prefix.code`,
    /// or else the code itself with its underscores as spaces.
    public String name(String prefix, String code) {
        String key = prefix + "." + code;
        return has(key) ? say(key) : code.replace('_', ' ');
    }
}
