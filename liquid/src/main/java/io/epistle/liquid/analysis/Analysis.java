package io.epistle.liquid.analysis;

import io.epistle.liquid.Partials;
import io.epistle.liquid.Template;

import java.util.List;

/// What a template uses: its contract with the data, the filters, tags and other templates.
///
/// @param variables uses of the data in the order of the source, those of other templates behind
///   them; what the template sets itself is not among them, but a variable that only some branch
///   sets is
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

    /// Analyses a template, without the templates it renders. What an `include` would set is then
    /// unknown, and a variable read behind it counts as one of the data.
    public static Analysis of(Template template) {
        return of(template, Partials.NONE);
    }

    /// Analyses a template with the templates it renders: what they use of the data, directly or by
    /// what they are handed, and what an `include` sets. Dead branches are those of the template
    /// itself.
    ///
    /// @param partials the templates it may render; those that are missing are left out, and past
    ///   200 followed ones [#dynamicPartials()] is true
    public static Analysis of(Template template, Partials partials) {
        return new Walk(template, partials).analysis();
    }
}
