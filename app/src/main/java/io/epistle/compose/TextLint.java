package io.epistle.compose;

import io.epistle.compose.Finding.Severity;
import io.epistle.definition.Problem;
import io.epistle.definition.Suggestion;
import io.epistle.liquid.analysis.Contract;
import io.epistle.liquid.analysis.DeadBranch;
import io.epistle.liquid.analysis.PartialUse;
import io.epistle.liquid.analysis.RepeatedWhen;
import io.epistle.liquid.analysis.UnreadVariable;
import io.epistle.liquid.analysis.VariableUse;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Nil;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/// What is known to be wrong in one Liquid text, whoever reads it.
final class TextLint {
    /// Names that a sentence lists; an author knows the others by then.
    private static final int NAMES_MAX = 20;

    private final LiquidText text;
    private final List<TemplateFinding> findings = new ArrayList<>();

    /// @param sample data with every name that the text may use
    TextLint(LiquidText text, Mapping sample) {
        this.text = text;
        text.template().warnings().forEach(this::warned);
        text.analysis().variables().forEach(use -> variable(use, sample));
        text.analysis().deadBranches().forEach(this::dead);
        text.analysis().repeatedWhens().forEach(this::repeated);
        text.analysis().unread().forEach(this::unread);
        text.analysis().partialUses().forEach(this::partial);
    }

    /// Looks at the blocks that the text uses, too.
    ///
    /// @param slots all blocks by slot
    TextLint blocks(SortedMap<String, List<BlockDefinition>> slots) {
        BlockUse.tags(text).forEach(use -> block(use, slots));
        return this;
    }

    /// What was found so far.
    List<TemplateFinding> findings() {
        return List.copyOf(findings);
    }

    private void warned(io.epistle.liquid.Problem problem) {
        add(
                Severity.WARNING,
                problem,
                "Liquid that runs otherwise than it looks (%s)".formatted(problem.message()),
                "what is meant",
                problem.suggestion().isEmpty()
                        ? ""
                        : "did you mean %s?".formatted(problem.suggestion()));
    }

    /// A name that the text sets somewhere may be meant to be nothing elsewhere.
    private void variable(VariableUse use, Mapping sample) {
        if (text.analysis().sets().contains(use.path().getFirst())) {
            return;
        }
        Contract.unknown(use, sample).ifPresent(unknown -> unknown(use, unknown));
    }

    private void unknown(VariableUse use, Contract.Unknown unknown) {
        boolean isSlot = BlockUse.isOne(text, use) && use.path().get(1).equals(unknown.name());
        if (isSlot && !use.guarded()) {
            noBlock(use.position(), unknown.name(), unknown.known());
            return;
        }
        add(
                Severity.WARNING,
                at(use.position()),
                "%s: there is no %s".formatted(use.written(), unknown.name()),
                oneOf(unknown.known()),
                Suggestion.of(unknown.name(), unknown.known()));
    }

    private void noBlock(int position, String slot, Collection<String> slots) {
        add(
                Severity.ERROR,
                at(position),
                "a block for the slot %s, which none stands in".formatted(slot),
                oneOf(slots),
                Suggestion.of(slot, slots));
    }

    private void dead(DeadBranch branch) {
        add(
                Severity.WARNING,
                at(branch.position()),
                "a part that never runs (%s)".formatted(branch.reason().words()),
                "a part that can, or none",
                "");
    }

    private void repeated(RepeatedWhen when) {
        add(
                Severity.WARNING,
                at(when.position()),
                "%s a second time in one case, after line %d"
                        .formatted(when.value(), when.firstLine()),
                "each value once: both parts print",
                "");
    }

    /// Filters of ours read some names of the contract on their own, as `money` the brand.
    private void unread(UnreadVariable variable) {
        if (!TemplateContract.NAMES.contains(variable.name())) {
            add(
                    Severity.WARNING,
                    at(variable.position()),
                    "the variable %s, which is set and never read".formatted(variable.name()),
                    "a use of it, or nothing",
                    "");
        }
    }

    private void partial(PartialUse use) {
        add(
                Severity.ERROR,
                at(use.position()),
                use.partial()
                        .map("another template, %s, which messages do not have"::formatted)
                        .orElse("another template, which messages do not have"),
                "a block, such as {% block 'footer' %}",
                "");
    }

    private void block(BlockUse use, SortedMap<String, List<BlockDefinition>> slots) {
        if (use.namesNone()) {
            add(
                    Severity.ERROR,
                    at(use.place().position()),
                    "a block without the name of a slot",
                    "one in quotes, such as {% block 'footer' %}",
                    "");
        }
        use.slot()
                .ifPresent(slot -> {
                    List<BlockDefinition> blocks = slots.getOrDefault(slot, List.of());
                    if (blocks.isEmpty()) {
                        noBlock(use.place().position(), slot, slots.keySet());
                    }
                    for (BlockDefinition block : blocks) {
                        use.arguments().forEach(argument -> argument(use, block, argument));
                    }
                });
    }

    private void argument(BlockUse use, BlockDefinition block, BlockUse.Argument argument) {
        List<String> names = block.parameters().stream().map(BlockParameter::name).toList();
        if (!names.contains(argument.name())) {
            add(
                    Severity.ERROR,
                    at(use.place().position()),
                    "the parameter %s, which the block %s does not have"
                            .formatted(argument.name(), block.id()),
                    oneOf(names),
                    Suggestion.of(argument.name(), names));
            return;
        }
        BlockParameter.Type type = block.parameters().get(names.indexOf(argument.name())).type();
        argument.literal()
                .filter(value -> !(value instanceof Nil))
                .filter(value -> !type.takes(value))
                .ifPresent(_ ->
                        add(
                                Severity.ERROR,
                                at(use.place().position()),
                                "another kind of value for the parameter %s of the block %s"
                                        .formatted(argument.name(), block.id()),
                                "a " + type.word(),
                                ""));
    }

    private static String oneOf(Collection<String> names) {
        if (names.isEmpty()) {
            return "none, since there is none";
        }
        String more = names.size() > NAMES_MAX ? " and others" : "";
        Stream<String> shown = names.stream().sorted().limit(NAMES_MAX);
        return "one of " + String.join(", ", shown.toList()) + more;
    }

    private io.epistle.liquid.Problem at(int position) {
        return text.template().problem(position, "");
    }

    private void add(
            Severity severity,
            io.epistle.liquid.Problem place,
            String found,
            String expected,
            String suggestion) {
        findings.add(
                new TemplateFinding(
                        severity,
                        text.name(),
                        place.line(),
                        place.column(),
                        new Problem(
                                text.file(),
                                text.standing().at(place.line(), place.column()),
                                found,
                                expected,
                                suggestion,
                                place.pointed())));
    }
}
