package io.epistle.console.stored;

import io.epistle.console.Choice;
import io.epistle.console.SegmentRow;
import io.epistle.console.SegmentView;
import io.epistle.console.SegmentsReading;
import io.epistle.console.SegmentsView;
import io.epistle.segment.LiveSegment;
import io.epistle.segment.Memberships;
import io.epistle.segment.SegmentDays;
import io.epistle.trigger.LiveDefinitions;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The segments: who is in them, what they share, what uses them.
final class StoredSegments implements SegmentsReading {
    private static final int SAMPLE = 12;

    /// As far back as the figures of the page Home compare.
    private static final int COMPARED_DAYS = Activity.DAYS;

    private final Stored stored;
    private final FoldedPeople people;

    StoredSegments(Stored stored, FoldedPeople people) {
        this.stored = stored;
        this.people = people;
    }

    @Override
    public SegmentsView segments() {
        boolean compares = rows().stream().anyMatch(row -> row.before().isPresent());
        return new SegmentsView(
                rows(),
                people.count(),
                compares
                        ? Optional.of(comparedWith().atStartOfDay(ZoneOffset.UTC).toInstant())
                        : Optional.empty());
    }

    /// All segments as lists show them, by id.
    List<SegmentRow> rows() {
        return stored.live().segments().segments().stream().map(this::row).toList();
    }

    private SegmentRow row(LiveSegment segment) {
        return row(segment, Memberships.size(stored.rows(), segment.id()));
    }

    private SegmentRow row(LiveSegment segment, long size) {
        return new SegmentRow(
                segment.id(),
                segment.definition().name(),
                segment.definition().description(),
                segment.definition().rule().text(),
                size,
                SegmentDays.sizeBefore(stored.rows(), segment.id(), size, comparedWith()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(stored.now(), ZoneOffset.UTC);
    }

    /// The day at whose beginning the sizes compared with were.
    private LocalDate comparedWith() {
        return today().minusDays(COMPARED_DAYS);
    }

    @Override
    public Optional<SegmentView> segment(String id) {
        LiveDefinitions live = stored.live();
        return live.segments().find(id).map(segment -> view(live, segment));
    }

    private SegmentView view(LiveDefinitions live, LiveSegment segment) {
        PeopleDirectory directory = people.directory();
        List<PersonEntry> members =
                directory.entries().stream()
                        .filter(entry -> entry.segments().contains(segment.id()))
                        .toList();
        List<SegmentDays.Day> days = SegmentDays.days(stored.rows(), segment.id());
        long size = days.isEmpty() ? 0 : days.getLast().size();
        return new SegmentView(
                row(segment, size),
                version(live, segment.id()),
                directory.entries().size(),
                SegmentHistory.of(days, today()),
                members.stream().map(PersonEntry::row).limit(SAMPLE).toList(),
                overlaps(live, segment.id(), members),
                usedBy(live, segment.id()));
    }

    private static int version(LiveDefinitions live, String id) {
        return live.world()
                .document("segment", id)
                .map(document -> Math.toIntExact(Math.max(1, document.version())))
                .orElse(1);
    }

    private List<SegmentView.Overlap> overlaps(
            LiveDefinitions live, String id, List<PersonEntry> members) {
        Map<String, Long> shared = new TreeMap<>();
        for (PersonEntry member : members) {
            member.segments().forEach(other -> shared.merge(other, 1L, Long::sum));
        }
        return live.segments().segments().stream()
                .filter(other -> !other.id().equals(id) && shared.containsKey(other.id()))
                .map(other ->
                        new SegmentView.Overlap(
                                other.id(),
                                other.definition().name(),
                                Memberships.size(stored.rows(), other.id()),
                                shared.getOrDefault(other.id(), 0L)))
                .sorted(Comparator.comparingLong(SegmentView.Overlap::shared).reversed())
                .toList();
    }

    private static List<Choice> usedBy(LiveDefinitions live, String id) {
        return live.campaigns().values().stream()
                .filter(campaign ->
                        campaign.audience().mentions().segments().contains(id)
                                || campaign.definition()
                                        .trigger()
                                        .map(trigger -> trigger.segment().equals(id))
                                        .orElse(false))
                .map(campaign ->
                        new Choice(campaign.definition().id(), campaign.definition().name(), 0))
                .toList();
    }
}
