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
/// @param tagUses uses of the product's tags, in the same order
/// @param partialUses the templates it renders, in the same order
/// @param dynamicPartials true where an `include` computes the name, so that [#partials()] is not
///   all
/// @param deadBranches parts that can never run, in the order of the source; inside such a part
///   nothing more is told
/// @param repeatedWhens values of a `case` that stand in it more than once, in the order of the
///   source
/// @param sets names of the variables that it, or what it includes, sets somewhere, sorted, each
///   once: where only some branch does, a use elsewhere may be meant to find nothing
/// @param unread what it sets and nothing reads, in the order of the source; nothing is told where
///   it cannot be known: behind a computed name, or with an `include` that is not followed
public record Analysis(
        List<VariableUse> variables,
        List<String> filters,
        List<TagUse> tagUses,
        List<PartialUse> partialUses,
        boolean dynamicPartials,
        List<DeadBranch> deadBranches,
        List<RepeatedWhen> repeatedWhens,
        List<String> sets,
        List<UnreadVariable> unread) {

    /// Copies the lists.
    public Analysis {
        variables = List.copyOf(variables);
        filters = List.copyOf(filters);
        tagUses = List.copyOf(tagUses);
        partialUses = List.copyOf(partialUses);
        deadBranches = List.copyOf(deadBranches);
        repeatedWhens = List.copyOf(repeatedWhens);
        sets = List.copyOf(sets);
        unread = List.copyOf(unread);
    }

    /// Names of the product's tags, sorted, each once.
    public List<String> tags() {
        return tagUses.stream().map(TagUse::name).distinct().sorted().toList();
    }

    /// Names of templates it renders, sorted, each once.
    public List<String> partials() {
        return partialUses.stream()
                .flatMap(use -> use.partial().stream())
                .distinct()
                .sorted()
                .toList();
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
