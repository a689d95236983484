package io.epistle.liquid.analysis;

import io.epistle.liquid.Template;

import java.util.List;

/// What a template uses: its contract with the data, the filters, tags and other templates.
///
/// @param variables uses of the data in the order of the source; what the template sets itself is
///   not among them
/// @param filters names of filters, sorted, each once
/// @param tags names of the product's tags, sorted, each once
/// @param partials names of templates it renders, sorted, each once
/// @param dynamicPartials true where an `include` computes the name, so that [#partials()] is not
///   all
/// @param deadBranches parts that can never run, in the order of the source; inside such a part
///   nothing more is told
/// @param repeatedWhens values of a `case` that stand in it more than once, in the order of the
///   source
public record Analysis(
        List<VariableUse> variables,
        List<String> filters,
        List<String> tags,
        List<String> partials,
        boolean dynamicPartials,
        List<DeadBranch> deadBranches,
        List<RepeatedWhen> repeatedWhens) {

    /// Copies the lists.
    public Analysis {
        variables = List.copyOf(variables);
        filters = List.copyOf(filters);
        tags = List.copyOf(tags);
        partials = List.copyOf(partials);
        deadBranches = List.copyOf(deadBranches);
        repeatedWhens = List.copyOf(repeatedWhens);
    }

    /// Analyses a template, without the templates it renders.
    public static Analysis of(Template template) {
        return new Walk(template).analysis();
    }
}
