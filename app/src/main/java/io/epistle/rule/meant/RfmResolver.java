package io.epistle.rule.meant;

import io.epistle.profile.RfmCell;
import io.epistle.profile.RfmCuts;
import io.epistle.rule.said.Literal;
import io.epistle.rule.said.NumberTest;
import io.epistle.rule.said.Position;
import io.epistle.rule.said.RfmFigure;
import io.epistle.rule.said.Said;
import io.epistle.rule.said.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Finds out what conditions on RFM mean: against which cut points, and whether their test fits the
/// figure.
final class RfmResolver {
    private static final List<String> CELLS =
            Arrays.stream(RfmCell.values()).map(RfmCell::title).toList();

    private final Optional<RfmCuts> cuts;
    private final TestResolver tests;
    private final Problems problems;

    RfmResolver(Optional<RfmCuts> cuts, TestResolver tests, Problems problems) {
        this.cuts = cuts;
        this.tests = tests;
        this.problems = problems;
    }

    Meant rfm(String text, Said.RfmMeets rfm) {
        if (cuts.isEmpty()) {
            problems.note(
                    rfm.at(),
                    "rfm." + rfm.figure().word(),
                    "no RFM condition before the first cut points are published");
        }
        requireFitting(text, rfm);
        return cuts.<Meant>map(found ->
                        new Meant.RfmMeets(
                                text, rfm.figure(), tests.test(rfm.at(), rfm.test()), found))
                .orElse(new Meant.Everyone(text));
    }

    private void requireFitting(String text, Said.RfmMeets rfm) {
        boolean isCell = rfm.figure() == RfmFigure.CELL;
        int before = problems.count();
        boolean fits = isCell ? fitsCell(rfm.at(), rfm.test()) : rfm.test() instanceof NumberTest;
        if (!fits && problems.count() == before) {
            problems.note(
                    rfm.at(),
                    text,
                    isCell
                            ? "a comparison of the cell's name such as = \"champions\""
                            : "a comparison with a number from 1 to 5 such as >= 4");
        }
    }

    private boolean fitsCell(Position at, Test test) {
        return switch (test) {
            case Test.Is(_, Literal literal, _) -> isCell(at, literal);
            case Test.OneOf(_, List<Literal> literals, _) -> areCells(at, literals);
            case NumberTest _, Test.Length _, Test.Size _ -> false;
            case Test.Contains _, Test.StartsWith _, Test.EndsWith _, Test.Matches _ -> false;
            case Test.Exists _, Test.Empty _ -> false;
            case Test.When _, Test.AnniversaryToday _, Test.AnniversaryNext _ -> false;
        };
    }

    /// Looks at every name, so that each wrong one is told.
    private boolean areCells(Position at, List<Literal> literals) {
        return literals.stream().filter(literal -> !isCell(at, literal)).toList().isEmpty();
    }

    private boolean isCell(Position at, Literal literal) {
        if (literal instanceof Literal.Text(String name) && !CELLS.contains(name)) {
            problems.unknown(at, "the RFM cell", name, CELLS);
            return false;
        }
        return literal instanceof Literal.Text;
    }
}
