package io.epistle.predict;

import io.epistle.profile.PersonReader;
import io.epistle.store.Rows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How well models foresaw what people really did after the moment they were trained for.
public final class ModelEvaluation {
    /// Items shown to each person.
    public static final int SHOWN = 10;

    private ModelEvaluation() {}

    /// The scores of item-kNN and, last, of popularity, the baseline, on the new items that people
    /// ordered in `[models.asOf(), until)`; on repeat goods both follow the same rule.
    public static List<Evaluation.Scores> of(
            Models models, Rows rows, PersonReader reader, Instant until, long seed) {
        List<Interaction> all = new ArrayList<>();
        reader.sweep(
                rows,
                person ->
                        all.addAll(
                                OrderInteractions.of(
                                        person.knownAs(),
                                        person.timeline().facts(),
                                        models.catalogue())));
        List<Evaluation.Case> cases =
                Evaluation.cases(all, models.asOf(), until, Evaluation.Targets.NEW_ITEMS);
        int items = Math.max(1, models.catalogue().size());
        Filters filters = Filters.none();
        return List.of(
                Evaluation.score(
                        models.trained().recommender(), cases, SHOWN, filters, items, seed),
                Evaluation.score(
                        models.trained().popularity(), cases, SHOWN, filters, items, seed));
    }
}
