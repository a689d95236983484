package io.epistle.liquid.filter;

import java.util.ArrayList;
import java.util.List;

/// The filters of Liquid, family by family.
final class StandardFilters {

    private StandardFilters() {}

    static List<FilterDefinition> definitions() {
        var all = new ArrayList<FilterDefinition>();
        all.addAll(TextFilters.definitions());
        all.addAll(CuttingFilters.definitions());
        all.addAll(ReplaceFilters.definitions());
        all.addAll(MarkupFilters.definitions());
        all.addAll(EncodingFilters.definitions());
        all.addAll(NumberFilters.definitions());
        all.addAll(ListFilters.definitions());
        all.addAll(SelectFilters.definitions());
        all.addAll(DateFilters.definitions());
        return all;
    }
}
