package io.epistle.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/// The file that holds the words of one language, on the class path.
final class TextsFile {
    /// The language that is complete by definition.
    static final String ENGLISH = "en";

    private TextsFile() {}

    /// Reads a language.
    ///
    /// @throws IllegalStateException where the product was built without that file
    static Texts read(String language) {
        try (InputStream file =
                TextsFile.class.getResourceAsStream("texts/" + language + ".properties")) {
            if (file == null) {
                throw new IllegalStateException(
                        "found no texts for language %s".formatted(language));
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            SortedMap<String, String> patterns = new TreeMap<>();
            properties
                    .stringPropertyNames()
                    .forEach(key -> patterns.put(key, properties.getProperty(key)));
            String tag = patterns.getOrDefault("language.tag", language);
            return new Texts(Locale.forLanguageTag(tag), patterns);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
