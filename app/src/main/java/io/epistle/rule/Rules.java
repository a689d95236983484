package io.epistle.rule;

import io.epistle.rule.meant.Meant;
import io.epistle.rule.meant.Resolver;
import io.epistle.rule.runs.Compiler;
import io.epistle.rule.runs.Program;
import io.epistle.rule.said.Parser;
import io.epistle.rule.said.Printer;
import io.epistle.rule.said.Said;

/// The way of a rule from text to what runs: what the user says, what it means in a World, what
/// runs over a person's facts.
public final class Rules {
    private Rules() {}

    /// Reads a text.
    public static Checked<Said> parse(String text) {
        return Parser.parse(text);
    }

    /// Writes what is said; [#parse] reads it back as the same.
    public static String print(Said said) {
        return Printer.print(said);
    }

    /// Finds out what is meant in a World.
    public static Checked<Meant> resolve(Said said, RuleWorld world) {
        return Resolver.resolve(said, world);
    }

    /// Finds out what is meant by the rule of a segment, which must not lead back to itself.
    public static Checked<Meant> resolve(String segment, Said said, RuleWorld world) {
        return Resolver.resolve(segment, said, world);
    }

    /// Makes what is meant run.
    public static Program compile(Meant meant) {
        return Compiler.compile(meant);
    }

    /// All three steps for a rule that is nobody's own, such as an audience.
    public static Checked<Program> ready(String text, RuleWorld world) {
        return switch (parse(text)) {
            case Checked.Sound<Said>(Said said) -> ready(said, world);
            case Checked.Wrong<Said>(var problems) -> new Checked.Wrong<>(problems);
        };
    }

    /// The last two steps.
    public static Checked<Program> ready(Said said, RuleWorld world) {
        return switch (resolve(said, world)) {
            case Checked.Sound<Meant>(Meant meant) -> new Checked.Sound<>(compile(meant));
            case Checked.Wrong<Meant>(var problems) -> new Checked.Wrong<>(problems);
        };
    }
}
