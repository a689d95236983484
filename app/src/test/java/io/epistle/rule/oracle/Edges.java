package io.epistle.rule.oracle;

import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.rule.said.Filter;
import io.epistle.rule.said.Moment;
import io.epistle.rule.said.Occurrences;
import io.epistle.rule.said.Said;
import io.epistle.rule.said.Span;
import io.epistle.rule.said.Test;
import io.epistle.rule.said.Window;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// All instants at which an answer may change without a new fact: facts and dates, shifted by every
/// span that a rule names, and every midnight.
final class Edges {
    private static final int DAYS_AROUND = 45;

    private final OracleWorld world;
    private final NavigableSet<Duration> spans = new TreeSet<>();
    private final NavigableSet<Instant> edges = new TreeSet<>();
    private boolean calendar;
    private boolean anniversary;

    private Edges(OracleWorld world) {
        this.world = world;
        spans.add(Duration.ZERO);
    }

    static NavigableSet<Instant> of(OracleWorld world, Said said, List<Fact> facts) {
        Edges edges = new Edges(world);
        edges.collect(said);
        return edges.instants(facts);
    }

    private NavigableSet<Instant> instants(List<Fact> facts) {
        List<Instant> origins = new ArrayList<>();
        for (Fact fact : facts) {
            origins.add(fact.occurredAt());
            dates(fact.properties(), origins);
            dates(fact.event().traits(), origins);
        }
        for (Instant origin : origins) {
            for (Duration span : spans) {
                edges.add(origin.plus(span));
                edges.add(origin.minus(span));
            }
        }
        int days = anniversary ? 800 : calendar ? RandomRules.DAYS + DAYS_AROUND : 0;
        for (int day = -2; day < days; day++) {
            edges.add(RandomRules.FIRST_DAY.plusDays(day).atStartOfDay(world.zone()).toInstant());
        }
        if (calendar) {
            edges.add(LocalDate.of(2011, 4, 1).atStartOfDay(world.zone()).toInstant());
            edges.add(LocalDate.of(2012, 1, 1).atStartOfDay(world.zone()).toInstant());
        }
        return edges;
    }

    private void dates(Value value, List<Instant> origins) {
        switch (value) {
            case Value.Text(String text) -> {
                if (text.length() == 10 && text.charAt(4) == '-' && !text.endsWith("02-30")) {
                    origins.add(LocalDate.parse(text).atStartOfDay(world.zone()).toInstant());
                } else if (text.length() > 16 && text.endsWith("Z")) {
                    origins.add(Instant.parse(text));
                } else if (text.length() == 16) {
                    origins.add(LocalDateTime.parse(text).atZone(world.zone()).toInstant());
                }
            }
            case Struct struct -> {
                for (int index = 0; index < struct.size(); index++) {
                    dates(struct.value(index), origins);
                }
            }
            case Value.Sequence(List<Value> items) -> items.forEach(item -> dates(item, origins));
            case Value.Whole _, Value.Decimal _, Value.Bool _, Value.Nothing _ -> {}
        }
    }

    private void collect(Said said) {
        switch (said) {
            case Said.All all -> all.parts().forEach(this::collect);
            case Said.Any any -> any.parts().forEach(this::collect);
            case Said.Not not -> collect(not.part());
            case Said.Group group -> group.parts().forEach(this::collect);
            case Said.TraitMeets meets -> collect(meets.test());
            case Said.Did did -> {
                collect(did.occurrences());
                collect(did.window());
            }
            case Said.FigureMeets figure -> {
                collect(figure.occurrences());
                collect(figure.window());
            }
            case Said.Occurred occurred -> {
                collect(occurred.occurrences());
                collect(occurred.window());
            }
            case Said.OccurrenceMeets occurrence -> collect(occurrence.test());
            case Said.Funnel funnel -> {
                collect(funnel.window());
                funnel.steps().forEach(this::collect);
            }
            case Said.RfmMeets _ ->
                    world.cuts()
                            .recencyMillis()
                            .forEach(cut -> spans.add(Duration.ofMillis(cut + 1)));
            case Said.LifecycleIs _ -> world.stages().forEach(stage -> collect(stage.rule()));
            case Said.InSegment segment -> collect(world.segment(segment.segment()));
            case Said.KnownFor known -> collect(known.span());
            case Said.Everyone _, Said.PersonaIs _ -> {}
            case Said.ConsentedTo _, Said.BucketMeets _ -> {}
        }
    }

    private void collect(Said.Step step) {
        switch (step) {
            case Said.Step.Later _ -> {}
            case Said.Step.Soon soon -> collect(soon.span());
            case Said.Step.Missing missing -> collect(missing.span());
        }
    }

    private void collect(Occurrences occurrences) {
        collect(occurrences.where());
    }

    private void collect(Filter filter) {
        switch (filter) {
            case Filter.Everything _ -> {}
            case Filter.All all -> all.parts().forEach(this::collect);
            case Filter.Any any -> any.parts().forEach(this::collect);
            case Filter.Not not -> collect(not.part());
            case Filter.Meets meets -> collect(meets.test());
        }
    }

    private void collect(Test test) {
        if (test instanceof Test.When when) {
            collect(when.window());
        }
        anniversary |=
                test instanceof Test.AnniversaryToday || test instanceof Test.AnniversaryNext;
    }

    private void collect(Window window) {
        switch (window) {
            case Window.Ever _ -> {}
            case Window.Within within -> collect(within.span());
            case Window.Next next -> collect(next.span());
            case Window.MoreThanAgo more -> collect(more.span());
            case Window.BetweenAgo ago -> {
                collect(ago.near());
                collect(ago.far());
            }
            case Window.Before before -> collect(before.moment());
            case Window.After after -> collect(after.moment());
            case Window.Since since -> collect(since.moment());
            case Window.On on -> collect(on.day());
            case Window.BetweenMoments between -> {
                collect(between.from());
                collect(between.to());
            }
            case Window.This _ -> calendar = true;
        }
    }

    private void collect(Span span) {
        spans.add(Oracle.length(span));
    }

    private void collect(Moment moment) {
        if (moment instanceof Moment.Exact exact) {
            edges.add(exact.instant());
        }
        calendar = true;
    }
}
