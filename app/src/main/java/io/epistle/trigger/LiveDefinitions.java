package io.epistle.trigger;

import io.epistle.collect.LiveSources;
import io.epistle.compose.ComposeDefinitions;
import io.epistle.compose.Composer;
import io.epistle.definition.Definitions;
import io.epistle.definition.World;
import io.epistle.event.Fact;
import io.epistle.privacy.TopicDefinition;
import io.epistle.profile.Person;
import io.epistle.rule.Rules;
import io.epistle.rule.Verdict;
import io.epistle.rule.runs.History;
import io.epistle.rule.runs.Program;
import io.epistle.segment.DefinedRules;
import io.epistle.segment.LiveSegment;
import io.epistle.segment.LiveSegments;
import io.epistle.segment.WrittenRule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All definitions of one World in the form that runs: compiled once when the World is published,
/// shared by all threads.
///
/// @param world where they come from
/// @param rules what rules look at outside the person
/// @param segments the segments, compiled
/// @param stages the stages of the lifecycle in order; a person is in the first that holds
/// @param composer templates, blocks and offers, compiled
/// @param campaigns the campaigns, by id
/// @param topics the topics of marketing mail, by name
/// @param sources who may hand facts in, by write key
public record LiveDefinitions(
        World world,
        DefinedRules rules,
        LiveSegments segments,
        List<LiveStage> stages,
        Composer composer,
        SortedMap<String, LiveCampaign> campaigns,
        List<TopicDefinition> topics,
        LiveSources sources) {
    /// A campaign with its compiled rules.
    ///
    /// @param definition what its author wrote
    /// @param audience who is meant
    /// @param exclusion who of them is not; absent where all are
    /// @param triggering the rule of the trigger's segment; absent where there is no trigger
    public record LiveCampaign(
            CampaignDefinition definition,
            Program audience,
            Optional<Program> exclusion,
            Optional<Program> triggering) {
        /// Whether a person is in the audience, not in the exclusion, and still where the trigger
        /// found them.
        public boolean isMeant(Person person, Instant now) {
            History history = History.of(person);
            return audience.evaluate(history, now).member()
                    && !holds(exclusion, history, now)
                    && definition
                            .trigger()
                            .map(trigger -> holds(triggering, history, now) == trigger.entering())
                            .orElse(true);
        }

        private static boolean holds(Optional<Program> rule, History history, Instant now) {
            return rule.map(program -> program.evaluate(history, now).member()).orElse(false);
        }
    }

    /// A stage of the lifecycle, compiled.
    public record LiveStage(String name, Program program) {}

    /// In which stage a person is, and how long that stands.
    ///
    /// @param stage the stage's name; empty where none holds
    /// @param recheckAt the answer stands until then; [Instant#MAX] where nothing known changes it
    public record StageOf(String stage, Instant recheckAt) {}

    public LiveDefinitions {
        stages = List.copyOf(stages);
        topics = List.copyOf(topics);
        campaigns = Collections.unmodifiableSortedMap(new TreeMap<>(campaigns));
    }

    /// Compiles everything.
    ///
    /// @throws RuntimeException where something is wrong that the checks before publishing should
    ///   have found
    public static LiveDefinitions of(World world) {
        DefinedRules rules = DefinedRules.of(world);
        LiveSegments segments = LiveSegments.of(world, rules);
        SortedMap<String, LiveCampaign> campaigns = new TreeMap<>();
        Definitions.all(world, CampaignDefinition.PARSER)
                .forEach((id, campaign) -> campaigns.put(id, live(campaign, rules, segments)));
        Composer composer =
                new Composer(
                        ComposeDefinitions.of(world),
                        rule -> {
                            Program program = program(rule, rules);
                            return (person, now) -> program.evaluate(person, now).member();
                        });
        List<LiveStage> stages =
                rules.lifecycle().stream()
                        .map(stage ->
                                new LiveStage(
                                        stage.name(), Rules.ready(stage.rule(), rules).orThrow()))
                        .toList();
        return new LiveDefinitions(
                world,
                rules,
                segments,
                stages,
                composer,
                campaigns,
                Definitions.all(world, TopicDefinition.PARSER).values().stream()
                        .sorted(Comparator.comparing(TopicDefinition::name))
                        .toList(),
                LiveSources.of(world));
    }

    /// The stage of a person at `now`.
    public StageOf stage(History history, Instant now) {
        Instant recheckAt = Instant.MAX;
        for (LiveStage stage : stages) {
            Verdict verdict = stage.program().evaluate(history, now);
            recheckAt = verdict.recheckAt().isBefore(recheckAt) ? verdict.recheckAt() : recheckAt;
            if (verdict.member()) {
                return new StageOf(stage.name(), recheckAt);
            }
        }
        return new StageOf("", recheckAt);
    }

    /// The ids of the segments that a person is in at `now`, in the order of ids.
    public List<String> segmentsOf(Person person, Instant now) {
        History history = History.of(person);
        return segments.segments().stream()
                .filter(segment -> segment.program().evaluate(history, now).member())
                .map(LiveSegment::id)
                .toList();
    }

    /// What moved a person at `at`, for a campaign that a move starts: the latest fact known by
    /// then that the rule of the trigger's segment looks at. Who moved by letting time pass gets
    /// the last thing that they did towards it. Absent where a campaign has no trigger.
    public Optional<Fact> eventOf(LiveCampaign campaign, Person person, Instant at) {
        return campaign.definition()
                .trigger()
                .flatMap(trigger ->
                        segments.latestMoving(
                                trigger.segment(),
                                person.timeline().until(at).stream()
                                        .filter(fact -> !fact.knownAt().isAfter(at))
                                        .toList()));
    }

    /// The time zone that a person lives in; that of the account where they say none.
    public ZoneId zoneOf(Person person, Instant now) {
        try {
            return person.text("timezone", now).map(ZoneId::of).orElse(world.zone());
        } catch (DateTimeException unknownZone) {
            return world.zone();
        }
    }

    private static LiveCampaign live(
            CampaignDefinition campaign, DefinedRules rules, LiveSegments segments) {
        return new LiveCampaign(
                campaign,
                program(campaign.audience(), rules),
                campaign.exclusion().map(rule -> program(rule, rules)),
                campaign.trigger()
                        .flatMap(trigger -> segments.find(trigger.segment()))
                        .map(LiveSegment::program));
    }

    private static Program program(WrittenRule rule, DefinedRules rules) {
        return Rules.ready(rule.said(), rules).orThrow();
    }
}
