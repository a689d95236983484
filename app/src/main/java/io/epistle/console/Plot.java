package io.epistle.console;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/// What a plot draws, and what the table behind it lists: one value per name and series.
///
/// @param kind how it is drawn
/// @param names the places on the horizontal axis
/// @param series at most two, in the accent colour and in a plain one
public record Plot(Kind kind, List<String> names, List<Series> series) {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    /// How a plot is drawn.
    public enum Kind {
        /// Upright bars from zero, for what happened in each place.
        BARS,
        /// Upright bars, each series in a panel of its own over the same places: for counts of
        /// different kinds, whose scales have nothing to do with each other.
        PANELS,
        /// A line, for how something stood.
        LINE
    }

    /// A name and its values, one per place.
    public record Series(String name, List<Long> values) {
        public Series {
            values = List.copyOf(values);
        }
    }

    public Plot {
        names = List.copyOf(names);
        series = List.copyOf(series);
        for (Series one : series) {
            if (one.values().size() != names.size()) {
                throw new IllegalArgumentException(
                        "found %d values of %s for %d names"
                                .formatted(one.values().size(), one.name(), names.size()));
            }
        }
    }

    /// The plot as `plots.js` reads it.
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("kind", kind.name().toLowerCase(Locale.ROOT));
            json.writeArrayPropertyStart("names");
            names.forEach(json::writeString);
            json.writeEndArray();
            json.writeArrayPropertyStart("series");
            for (Series one : series) {
                json.writeStartObject();
                json.writeStringProperty("name", one.name());
                json.writeArrayPropertyStart("values");
                one.values().forEach(json::writeNumber);
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }
}
