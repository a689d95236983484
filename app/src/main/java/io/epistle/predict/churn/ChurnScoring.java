package io.epistle.predict.churn;

import io.epistle.collect.Admissions;
import io.epistle.event.Value;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonId;
import io.epistle.identity.PersonRecord;
import io.epistle.profile.Person;
import io.epistle.profile.PersonReader;
import io.epistle.profile.Score;
import io.epistle.profile.Trait;
import io.epistle.segment.Memberships;
import io.epistle.store.Rows;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;
import io.epistle.store.Writer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Scores all customers and tells the scores as facts, through the writer. A score is told only
/// when it changed by a hundredth or more, so scoring again with the same model tells nothing;
/// whoever got one is decided anew in the same turn, since rules may ask for it.
public final class ChurnScoring {
    /// People of one turn: long enough to share a sync, short enough that a live event does not
    /// wait for it.
    private static final int TURN_PEOPLE = 512;

    private final Rows rows;
    private final Writer writer;
    private final PersonReader reader;
    private final PeopleStore people;
    private final TimelineStore timelines;
    private final Admissions.Touched touched;

    /// A scoring of the people of a store; `touched` is told of everyone who got another score.
    public ChurnScoring(
            Rows rows,
            Writer writer,
            PersonReader reader,
            PeopleStore people,
            TimelineStore timelines,
            Admissions.Touched touched) {
        this.rows = rows;
        this.writer = writer;
        this.reader = reader;
        this.people = people;
        this.timelines = timelines;
        this.touched = touched;
    }

    /// What scoring came to.
    ///
    /// @param customers people scored; those who never ordered have no score
    /// @param changed how many of them have another score than before, or their first
    public record Done(long customers, long changed) {}

    private record Waiting(PersonId person, Score score) {}

    /// Scores everyone as they stand at `now` by a model.
    ///
    /// @throws IllegalArgumentException where the model is not promoted
    public Done run(ChurnModel model, Instant now) {
        if (!model.isPromoted()) {
            throw new IllegalArgumentException(
                    "found churn model %s, which is not promoted".formatted(model.version()));
        }
        List<Waiting> waiting = new ArrayList<>();
        long[] counted = new long[2];
        reader.sweep(
                rows,
                person ->
                        OrderHistory.asOf(person.timeline(), now)
                                .ifPresent(history -> {
                                    counted[0]++;
                                    changed(person, model, history, now)
                                            .ifPresent(score ->
                                                    waiting.add(new Waiting(person.id(), score)));
                                    if (waiting.size() == TURN_PEOPLE) {
                                        counted[1] += tell(waiting);
                                    }
                                }));
        counted[1] += tell(waiting);
        return new Done(counted[0], counted[1]);
    }

    private static Optional<Score> changed(
            Person person, ChurnModel model, OrderHistory history, Instant now) {
        ChurnModel.Scored scored = model.score(history);
        boolean same =
                person.trait(ChurnModel.NAME, now)
                        .map(Trait::value)
                        .filter(Value::isNumber)
                        .map(value -> Value.exactNumber(value).compareTo(scored.value()) == 0)
                        .orElse(false);
        return same
                ? Optional.empty()
                : Optional.of(
                        new Score(
                                ChurnModel.NAME,
                                scored.value(),
                                model.version(),
                                scored.reasons()));
    }

    private long tell(List<Waiting> waiting) {
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        return all.isEmpty()
                ? 0
                : writer.apply(turn -> {
                    long told = 0;
                    for (Waiting one : all) {
                        told += tell(turn, one) ? 1 : 0;
                    }
                    return told;
                });
    }

    /// False where the person is gone meanwhile.
    private boolean tell(Turn turn, Waiting one) {
        Optional<PersonRecord> record = people.get(turn, one.person());
        if (record.isEmpty()) {
            return false;
        }
        PersonRecord.Link stem = record.get().stems().getFirst();
        String messageId = "score:" + timelines.nextSequence(turn);
        timelines.append(
                turn,
                stem.stem(),
                stem.keySlot(),
                one.score().event(Memberships.SOURCE, messageId, turn.now()),
                1);
        touched.person(turn, record.get().id(), turn.now(), List.of());
        return true;
    }
}
