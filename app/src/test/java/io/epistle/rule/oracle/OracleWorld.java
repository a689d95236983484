package io.epistle.rule.oracle;

import io.epistle.profile.RfmCuts;
import io.epistle.rule.RuleWorld;
import io.epistle.rule.said.Parser;
import io.epistle.rule.said.Said;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the oracle knows outside the person: the same texts that the product is given, read but not
/// resolved.
public record OracleWorld(
        ZoneId zone, SortedMap<String, Said> segments, List<Stage> stages, RfmCuts cuts) {
    /// A stage of the lifecycle.
    public record Stage(String name, Said rule) {}

    private static final SortedMap<String, String> SEGMENTS =
            new TreeMap<>(
                    Map.of(
                            "seen", "did \"Product Viewed\" within 2 days",
                            "buyers",
                                    "did \"Order Completed\" at least 2 times within 9 days and not"
                                            + " in segment \"quiet\"",
                            "quiet",
                                    "did \"Order Completed\" and not in segment \"seen\" and none"
                                            + " of (did \"Email Link Clicked\" within 3 days)"));

    private static final List<RuleWorld.Stage> STAGES =
            List.of(
                    new RuleWorld.Stage(
                            "new", "known for at least 6 hours and not known for at least 3 days"),
                    new RuleWorld.Stage("active", "in segment \"seen\" or in segment \"buyers\""),
                    new RuleWorld.Stage("at risk", "did \"Order Completed\" within 2 weeks"),
                    new RuleWorld.Stage("gone", "everyone"));

    private static final RfmCuts CUTS =
            new RfmCuts(
                    List.of(
                            Duration.ofHours(18).toMillis(),
                            Duration.ofDays(2).toMillis(),
                            Duration.ofDays(5).toMillis(),
                            Duration.ofDays(9).toMillis()),
                    List.of(1, 2, 3, 4),
                    List.of(
                            new BigDecimal("10"),
                            new BigDecimal("12.5"),
                            new BigDecimal("25"),
                            new BigDecimal("55")));

    /// The World that random rules are asked in.
    public static OracleWorld in(ZoneId zone) {
        SortedMap<String, Said> segments = new TreeMap<>();
        SEGMENTS.forEach((id, rule) -> segments.put(id, Parser.parse(rule).orThrow()));
        List<Stage> stages = new ArrayList<>();
        STAGES.forEach(
                stage -> stages.add(new Stage(stage.name(), Parser.parse(stage.rule()).orThrow())));
        return new OracleWorld(zone, segments, stages, CUTS);
    }

    /// The rule of a segment.
    Said segment(String id) {
        return Objects.requireNonNull(segments.get(id), id);
    }

    /// The same for the product.
    public RuleWorld forTheProduct() {
        return RuleWorld.of(zone, SEGMENTS, STAGES, Optional.of(CUTS));
    }
}
