package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

class RequestTimesTest {
    @Test
    void eachBucketCountsWhatTookNoLongerThanItsBound() {
        SplittableRandom random = new SplittableRandom(3);
        RequestTimes times = new RequestTimes();
        List<Long> nanos = new ArrayList<>(List.of(0L, 1_000_000L, 1_000_001L, 10_000_000_000L));
        for (int request = 0; request < 2_000; request++) {
            nanos.add((long) Math.exp(random.nextDouble() * 25));
        }
        nanos.forEach(took -> times.add("console", took));

        Metric metric = times.metric();

        double sum = nanos.stream().mapToDouble(took -> took / 1e9).sum();
        for (Metric.Sample sample : metric.samples()) {
            switch (sample.suffix()) {
                case "_bucket" -> {
                    String bound = String.valueOf(sample.labels().get("le"));
                    double seconds =
                            bound.equals("+Inf")
                                    ? Double.POSITIVE_INFINITY
                                    : Double.parseDouble(bound);
                    assertThat(sample.value())
                            .as(bound)
                            .isEqualTo(
                                    (double)
                                            nanos.stream()
                                                    .filter(took -> took / 1e9 <= seconds)
                                                    .count());
                }
                case "_count" -> assertThat(sample.value()).isEqualTo(nanos.size());
                default ->
                        assertThat(sample.value())
                                .isCloseTo(sum, org.assertj.core.data.Offset.offset(1e-6));
            }
        }
        assertThat(metric.samples()).hasSize(16);
    }

    @Test
    void labelsAreEscapedAsPrometheusWants() {
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("source", "a\"b\\c\nd");
        Metric metric =
                new Metric(
                        "odd",
                        Metric.Kind.GAUGE,
                        "two\nlines",
                        List.of(new Metric.Sample("", labels, 1e9)));

        assertThat(Exposition.text(List.of(metric)))
                .isEqualTo(
                        """
                        # HELP odd two\\nlines
                        # TYPE odd gauge
                        odd{source="a\\"b\\\\c\\nd"} 1000000000
                        """);
    }
}
