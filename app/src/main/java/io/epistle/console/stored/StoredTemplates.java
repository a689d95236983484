package io.epistle.console.stored;

import io.epistle.console.Slice;
import io.epistle.console.TemplatePreview;
import io.epistle.console.TemplateRow;
import io.epistle.console.TemplateView;
import io.epistle.console.TemplatesQuery;
import io.epistle.console.TemplatesReading;
import io.epistle.identity.PersonId;
import io.epistle.predict.Models;
import io.epistle.trigger.LiveDefinitions;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;

/// The templates in force: analysed once for each World, and shown for a person when asked.
final class StoredTemplates implements TemplatesReading {
    private final Stored stored;
    private final TemplatePreviews previews;
    private volatile Optional<AnalysedTemplates> latest = Optional.empty();

    /// @param models what recommends; absent while it is being trained
    StoredTemplates(Stored stored, Supplier<Optional<Models>> models) {
        this.stored = stored;
        this.previews = new TemplatePreviews(stored, models);
    }

    /// Those of the World in force. Two who ask at once may both analyse it, with the same result.
    private AnalysedTemplates analysed() {
        LiveDefinitions live = stored.live();
        AnalysedTemplates analysed =
                latest.filter(known -> known.isOf(live))
                        .orElseGet(() -> new AnalysedTemplates(live));
        latest = Optional.of(analysed);
        return analysed;
    }

    @Override
    public Slice<TemplateRow> templates(TemplatesQuery query) {
        Comparator<TemplateRow> order =
                switch (query.order()) {
                    case NAME -> Comparator.comparing(TemplateRow::name);
                    case CAMPAIGNS -> Comparator.comparingInt(TemplateRow::campaigns);
                    case FINDINGS ->
                            Comparator.comparingInt(TemplateRow::errors)
                                    .thenComparingInt(TemplateRow::warnings);
                };
        return Slice.of(
                analysed().rows().stream()
                        .sorted(
                                (query.descending() ? order.reversed() : order)
                                        .thenComparing(TemplateRow::id))
                        .toList(),
                query.paging());
    }

    @Override
    public Optional<TemplateView> template(String id) {
        return analysed().view(id);
    }

    @Override
    public Optional<TemplatePreview> preview(String template, Optional<PersonId> person) {
        return previews.of(template, person);
    }
}
