package io.epistle.liquid;

import io.epistle.liquid.value.Mapping;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/// What one render works with. Equal contexts give equal output, byte for byte.
///
/// @param data the variables, also seen by partials
/// @param now the instant `now` stands for; never read from a clock
/// @param zone zone in which dates without one are read and shown
/// @param locale language of the reader, for filters of the product
/// @param partials templates that `render` and `include` may name
/// @param undefined told of each variable that does not exist, outside conditions and `default`
/// @param branches told of each branch that is taken
public record RenderContext(
        Mapping data,
        Instant now,
        ZoneId zone,
        Locale locale,
        Partials partials,
        UndefinedListener undefined,
        BranchListener branches) {

    /// A render whose branches are nothing to anyone.
    public RenderContext(
            Mapping data,
            Instant now,
            ZoneId zone,
            Locale locale,
            Partials partials,
            UndefinedListener undefined) {
        this(data, now, zone, locale, partials, undefined, BranchListener.IGNORE);
    }

    /// A render in UTC without partials, to which undefined variables are nothing.
    public static RenderContext of(Mapping data, Instant now) {
        return new RenderContext(
                data, now, ZoneOffset.UTC, Locale.ROOT, Partials.NONE, UndefinedListener.IGNORE);
    }

    /// The same with dates read and shown in this zone.
    public RenderContext withZone(ZoneId other) {
        return new RenderContext(data, now, other, locale, partials, undefined, branches);
    }

    /// The same with these partials.
    public RenderContext withPartials(Partials others) {
        return new RenderContext(data, now, zone, locale, others, undefined, branches);
    }

    /// The same with undefined variables told to `listener`.
    public RenderContext withUndefined(UndefinedListener listener) {
        return new RenderContext(data, now, zone, locale, partials, listener, branches);
    }

    /// The same with the branches that are taken told to `listener`.
    public RenderContext withBranches(BranchListener listener) {
        return new RenderContext(data, now, zone, locale, partials, undefined, listener);
    }
}
