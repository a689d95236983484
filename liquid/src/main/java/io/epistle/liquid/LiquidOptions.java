package io.epistle.liquid;

import io.epistle.liquid.filter.FilterDefinition;
import io.epistle.liquid.filter.FilterSet;
import io.epistle.liquid.parse.TemplateParser;
import io.epistle.liquid.tag.TagDefinition;
import io.epistle.liquid.tag.TagSet;

import java.util.Collection;

/// How a template is read.
///
/// @param mode what happens to what cannot be read
/// @param autoescape whether printed values are escaped for HTML
/// @param limits bounds of parsing and of every render
/// @param filters the filters it may use
/// @param tags the tags it may use besides those of Liquid
public record LiquidOptions(
        Mode mode, boolean autoescape, Limits limits, FilterSet filters, TagSet tags) {

    /// Refuses tags that would never be reached.
    public LiquidOptions {
        for (String name : tags.names()) {
            if (TemplateParser.isReserved(name)) {
                throw new IllegalArgumentException(
                        "the tag '" + name + "' is one of Liquid and cannot be replaced");
            }
        }
    }

    /// Liquid as it is: strict, no escaping, the standard filters and tags, the standard limits.
    public static LiquidOptions standard() {
        return new LiquidOptions(
                Mode.STRICT, false, Limits.STANDARD, FilterSet.standard(), TagSet.NONE);
    }

    /// For HTML mails: as [#standard()], and printed values are escaped.
    public static LiquidOptions html() {
        return standard().withAutoescape(true);
    }

    /// The same in another mode.
    public LiquidOptions withMode(Mode other) {
        return new LiquidOptions(other, autoescape, limits, filters, tags);
    }

    /// The same with or without escaping.
    public LiquidOptions withAutoescape(boolean escape) {
        return new LiquidOptions(mode, escape, limits, filters, tags);
    }

    /// The same with other limits.
    public LiquidOptions withLimits(Limits others) {
        return new LiquidOptions(mode, autoescape, others, filters, tags);
    }

    /// The same with more filters; one of the same name is replaced.
    public LiquidOptions withFilters(Collection<FilterDefinition> more) {
        return new LiquidOptions(mode, autoescape, limits, filters.with(more), tags);
    }

    /// The same with more tags; one of the same name is replaced.
    ///
    /// @throws IllegalArgumentException for a name that Liquid has
    public LiquidOptions withTags(Collection<TagDefinition> more) {
        return new LiquidOptions(mode, autoescape, limits, filters, tags.with(more));
    }
}
