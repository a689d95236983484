package io.epistle.compose;

import io.epistle.definition.Definitions;
import io.epistle.definition.World;

import java.util.List;

/// Everything that messages are composed from, of one version of the World.
///
/// @param brands ids are unique
/// @param templates ids are unique
/// @param blocks ids are unique
/// @param offers ids are unique
public record ComposeDefinitions(
        List<BrandDefinition> brands,
        List<TemplateDefinition> templates,
        List<BlockDefinition> blocks,
        List<OfferDefinition> offers) {
    public ComposeDefinitions {
        brands = List.copyOf(brands);
        templates = List.copyOf(templates);
        blocks = List.copyOf(blocks);
        offers = List.copyOf(offers);
    }

    /// Those of a World; reading its documents costs, so do it once per version.
    public static ComposeDefinitions of(World world) {
        return new ComposeDefinitions(
                List.copyOf(Definitions.all(world, BrandDefinition.PARSER).values()),
                List.copyOf(Definitions.all(world, TemplateDefinition.PARSER).values()),
                List.copyOf(Definitions.all(world, BlockDefinition.PARSER).values()),
                List.copyOf(Definitions.all(world, OfferDefinition.PARSER).values()));
    }
}
