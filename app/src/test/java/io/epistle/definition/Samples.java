package io.epistle.definition;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Two kinds of definitions such as features bring, to try the package with.
final class Samples {
    static final Kinds KINDS = Kinds.of(new SegmentParser(), new CampaignParser());

    private Samples() {}

    record Segment(String id, String rule) {}

    /// Notes each `?` of a rule at its place, and takes `in segment X` for a reference.
    static final class SegmentParser implements DefinitionParser<Segment> {
        @Override
        public String kind() {
            return "segment";
        }

        @Override
        public Optional<Segment> parse(String id, Fields fields) {
            Passage rule = fields.passage("rule");
            List<String> lines = rule.text().lines().toList();
            for (int line = 1; line <= lines.size(); line++) {
                int column = lines.get(line - 1).indexOf('?') + 1;
                if (column > 0) {
                    fields.note(rule.at(line, column), "?", "a condition", "");
                }
                if (lines.get(line - 1).startsWith("in segment ")) {
                    String other = lines.get(line - 1).substring("in segment ".length());
                    fields.refer("segment", other, rule.at(line, 12));
                }
            }
            return fields.build(() -> new Segment(id, rule.text()));
        }
    }

    enum Speed {
        FAST,
        SLOW
    }

    record Variant(String name, long weight) {
        Variant {
            if (name.equals("forbidden")) {
                throw new IllegalArgumentException("found forbidden, expected another name");
            }
        }

        static Optional<Variant> read(Fields fields) {
            String name = fields.text("name");
            long weight = fields.optional("weight", Form.whole(1, 100)).orElse(1L);
            return fields.build(() -> new Variant(name, weight));
        }
    }

    record Campaign(
            String audience,
            List<Variant> variants,
            Optional<Variant> fallback,
            List<String> tags,
            SortedMap<String, BigDecimal> caps,
            SortedMap<String, Variant> slots,
            Duration delay,
            Speed speed,
            String html) {}

    static final class CampaignParser implements DefinitionParser<Campaign> {
        @Override
        public String kind() {
            return "campaign";
        }

        @Override
        public Optional<Campaign> parse(String id, Fields fields) {
            String audience = fields.reference("audience", "segment");
            List<Variant> variants = fields.objects("variants", Variant::read);
            Optional<Variant> fallback = fields.optionalObject("fallback", Variant::read);
            List<String> tags = fields.list("tags", Form.TEXT);
            SortedMap<String, BigDecimal> caps = fields.named("caps", Form.number(0, 10));
            SortedMap<String, Variant> slots = fields.namedObjects("slots", Variant::read);
            Duration delay = fields.optional("wait", Form.DURATION).orElse(Duration.ZERO);
            Form<Speed> speeds =
                    Form.oneOf(
                            List.of(Speed.values()),
                            speed -> speed == Speed.FAST ? "fast" : "slow");
            Speed speed = fields.optional("speed", speeds).orElse(Speed.SLOW);
            String html = fields.optionalAttachment("html").map(Attachment::text).orElse("");
            return fields.build(() ->
                    new Campaign(
                            audience, variants, fallback, tags, caps, slots, delay, speed, html));
        }
    }

    /// The problems of one file, as people see them.
    static List<String> complaints(String text) {
        return complaints("a.yaml", text, new TreeMap<>());
    }

    static List<String> complaints(String file, String text, SortedMap<String, String> files) {
        return read(Workspace.of(file, text, files)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    static Reading read(Workspace workspace) {
        return Definitions.read(workspace, KINDS, World.empty(ZoneOffset.UTC));
    }

    /// A file of one good segment.
    static String segment(String id, String rule) {
        return "kind: segment\nid: %s\nrule: %s\n".formatted(id, rule);
    }

    /// The document of a good segment.
    static Document document(String id, String rule) {
        Reading reading = read(Workspace.of(id + ".yaml", segment(id, rule), new TreeMap<>()));
        return reading.documents().getFirst();
    }
}
