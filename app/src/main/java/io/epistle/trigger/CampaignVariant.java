package io.epistle.trigger;

import io.epistle.compose.DefinitionForms;
import io.epistle.definition.Fields;
import io.epistle.definition.Form;

import java.util.List;
import java.util.Optional;

/// One arm of a campaign: what it does otherwise than the campaign says.
///
/// @param id as facts and reports name it; empty for the only variant of a campaign without arms
/// @param name for people; the id where nothing is said
/// @param weight how many of a hundred people get it, 1 to 100
/// @param recommender what chooses the products: one of [#RECOMMENDERS]
/// @param subject Liquid that replaces the template's subject; absent where it stays
public record CampaignVariant(
        String id, String name, int weight, String recommender, Optional<String> subject) {
    /// The recommenders that a variant may name; the first where nothing is said.
    public static final List<String> RECOMMENDERS = List.of("item_knn", "popularity");

    static final Form<String> RECOMMENDER = Form.oneOf(RECOMMENDERS, name -> name);

    /// The variant of a campaign without arms.
    static CampaignVariant only(Optional<String> recommender) {
        return new CampaignVariant(
                "",
                "",
                CampaignDefinition.WEIGHTS,
                recommender.orElse(RECOMMENDERS.getFirst()),
                Optional.empty());
    }

    static Optional<CampaignVariant> read(Fields fields, Optional<String> standard) {
        String id = fields.required("id", Form.ID);
        String name = fields.optional("name", Form.TEXT).orElse(id);
        int weight =
                Math.toIntExact(
                        fields.required("weight", Form.whole(1, CampaignDefinition.WEIGHTS)));
        String recommender =
                fields.optional("recommender", RECOMMENDER)
                        .or(() -> standard)
                        .orElse(RECOMMENDERS.getFirst());
        Optional<String> subject = DefinitionForms.optionalLine(fields, "subject");
        return fields.build(() -> new CampaignVariant(id, name, weight, recommender, subject));
    }
}
