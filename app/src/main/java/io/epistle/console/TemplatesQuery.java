package io.epistle.console;

/// Which templates are asked for.
///
/// @param order what the list is sorted by
/// @param descending most, or last in the alphabet, first
/// @param paging which page
public record TemplatesQuery(TemplateOrder order, boolean descending, Paging paging) {
    /// All, by name.
    public static TemplatesQuery all() {
        return new TemplatesQuery(TemplateOrder.NAME, false, Paging.page(1));
    }

    /// The same on another page.
    public TemplatesQuery on(Paging other) {
        return new TemplatesQuery(order, descending, other);
    }

    /// The same in another order, from the first.
    public TemplatesQuery by(TemplateOrder other, boolean downwards) {
        return new TemplatesQuery(other, downwards, Paging.page(1));
    }
}
