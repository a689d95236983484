package io.epistle.segment;

import io.epistle.definition.Fields;
import io.epistle.definition.Form;
import io.epistle.definition.Mark;
import io.epistle.definition.Node;
import io.epistle.definition.Passage;
import io.epistle.rule.Checked;
import io.epistle.rule.Problem;
import io.epistle.rule.said.Parser;
import io.epistle.rule.said.Position;
import io.epistle.rule.said.Printer;
import io.epistle.rule.said.Said;

import java.util.List;
import java.util.Optional;

/// A rule as a definition holds it: what is said, and where in the file it is written, so that
/// whatever is found wrong with it later is told at its place.
///
/// @param passage the text and its place
/// @param said what it says
public record WrittenRule(Passage passage, Said said) {
    /// The word that is a rule of its own and never the id of a segment. The rule that holds for
    /// everyone.
    public static final String EVERYONE = "everyone";

    /// Reads the rule under a key that must be there. What is wrong is noted at its place, and the
    /// segments that it names are noted as needed.
    public static WrittenRule read(Fields fields, String key) {
        return read(fields, fields.passage(key));
    }

    /// Reads the rule under a key that may be missing.
    public static Optional<WrittenRule> readOptional(Fields fields, String key) {
        return fields.optionalPassage(key).map(passage -> read(fields, passage));
    }

    /// Reads a rule, or the id of a segment, which means to be in it.
    public static WrittenRule readAudience(Fields fields, String key) {
        return readAudience(fields, fields.passage(key));
    }

    /// Reads a rule, or the id of a segment, under a key that may be missing.
    public static Optional<WrittenRule> readOptionalAudience(Fields fields, String key) {
        return fields.optionalPassage(key).map(passage -> readAudience(fields, passage));
    }

    /// A rule that stands in no file.
    ///
    /// @throws IllegalArgumentException where the text is not a rule
    public static WrittenRule of(String text) {
        Mark start = new Mark(1, 1);
        Node.Scalar scalar = new Node.Scalar(start, text, Node.Style.LITERAL, start, true);
        return new WrittenRule(new Passage(text, scalar), Parser.parse(text).orThrow());
    }

    /// The text as written, without blanks around it.
    public String text() {
        return said instanceof Said.InSegment ? Printer.print(said) : passage.text().strip();
    }

    /// The same problem, at its place in a file.
    public io.epistle.definition.Problem problem(String file, Problem problem) {
        return new io.epistle.definition.Problem(
                file,
                passage.at(problem.line(), problem.column()),
                problem.found(),
                problem.expected(),
                advice(problem));
    }

    private static WrittenRule readAudience(Fields fields, Passage passage) {
        String word = passage.text().strip();
        boolean segment = Form.ID.reading().apply(word).isPresent() && !word.equals(EVERYONE);
        if (!segment) {
            return read(fields, passage);
        }
        fields.refer(SegmentDefinition.KIND, word, passage.at(1, 1));
        return new WrittenRule(passage, new Said.InSegment(Position.START, word));
    }

    private static WrittenRule read(Fields fields, Passage passage) {
        if (passage.text().isBlank()) {
            return new WrittenRule(passage, new Said.Everyone(Position.START));
        }
        return switch (Parser.parse(passage.text())) {
            case Checked.Sound<Said>(Said said) -> {
                refer(said, fields, passage);
                yield new WrittenRule(passage, said);
            }
            case Checked.Wrong<Said>(List<Problem> problems) -> {
                for (Problem problem : problems) {
                    fields.note(
                            passage.at(problem.line(), problem.column()),
                            problem.found(),
                            problem.expected(),
                            advice(problem));
                }
                yield new WrittenRule(passage, new Said.Everyone(Position.START));
            }
        };
    }

    private static String advice(Problem problem) {
        return problem.suggestion().map("did you mean %s?"::formatted).orElse("");
    }

    private static void refer(Said said, Fields fields, Passage passage) {
        switch (said) {
            case Said.InSegment(Position at, String segment) ->
                    fields.refer(
                            SegmentDefinition.KIND, segment, passage.at(at.line(), at.column()));
            case Said.All(_, List<Said> parts) -> refer(parts, fields, passage);
            case Said.Any(_, List<Said> parts) -> refer(parts, fields, passage);
            case Said.Group(_, _, List<Said> parts) -> refer(parts, fields, passage);
            case Said.Not(_, Said part) -> refer(part, fields, passage);
            case Said.Everyone _, Said.TraitMeets _, Said.Did _, Said.FigureMeets _ -> {}
            case Said.Occurred _, Said.OccurrenceMeets _, Said.Funnel _, Said.RfmMeets _ -> {}
            case Said.LifecycleIs _, Said.PersonaIs _, Said.ConsentedTo _ -> {}
            case Said.BucketMeets _, Said.KnownFor _ -> {}
        }
    }

    private static void refer(List<Said> parts, Fields fields, Passage passage) {
        parts.forEach(part -> refer(part, fields, passage));
    }
}
