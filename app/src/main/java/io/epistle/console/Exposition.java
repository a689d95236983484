package io.epistle.console;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Metrics as Prometheus reads them: its text format, version 0.0.4. Pure.
public final class Exposition {
    /// What the text is, for HTTP.
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private Exposition() {}

    /// All metrics, in their order.
    public static String text(List<Metric> metrics) {
        StringBuilder text = new StringBuilder();
        for (Metric metric : metrics) {
            text.append("# HELP %s %s\n".formatted(metric.name(), help(metric.help())))
                    .append(
                            "# TYPE %s %s\n"
                                    .formatted(
                                            metric.name(),
                                            metric.kind().name().toLowerCase(Locale.ROOT)));
            for (Metric.Sample sample : metric.samples()) {
                text.append(metric.name())
                        .append(sample.suffix())
                        .append(labels(sample.labels()))
                        .append(' ')
                        .append(number(sample.value()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String labels(Map<String, String> labels) {
        return labels.isEmpty()
                ? ""
                : labels.entrySet().stream()
                        .map(label ->
                                "%s=\"%s\"".formatted(label.getKey(), quoted(label.getValue())))
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String help(String help) {
        return help.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String quoted(String value) {
        return help(value).replace("\"", "\\\"");
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        return Double.isInfinite(value)
                ? (value > 0 ? "+Inf" : "-Inf")
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
