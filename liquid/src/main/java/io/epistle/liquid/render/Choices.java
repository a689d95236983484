package io.epistle.liquid.render;

import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.Comparisons;
import io.epistle.liquid.value.Value;

import java.util.List;

/// `if`, `unless` and `case`.
final class Choices {

    private Choices() {}

    static void choose(Interpreter interpreter, Node.If choice) {
        Evaluator evaluator = interpreter.evaluator();
        evaluator.at(choice.position());
        List<Node.Branch> branches = choice.branches();
        for (int i = 0; i < branches.size(); i++) {
            Node.Branch branch = branches.get(i);
            if (branch.condition() == null || evaluator.holds(branch.condition())) {
                interpreter.branch(branch.position(), branch.body());
                return;
            }
        }
    }

    static void choose(Interpreter interpreter, Node.Case choice) {
        Evaluator evaluator = interpreter.evaluator();
        evaluator.at(choice.position());
        Value subject = evaluator.evaluateQuietly(choice.subject());
        boolean matched = false;
        for (Node.When branch : choice.branches()) {
            if (branch.values().isEmpty() && !matched) {
                interpreter.branch(branch.position(), branch.body());
            }
            for (Expression value : branch.values()) {
                evaluator.charge(1);
                Value other = evaluator.evaluateQuietly(value);
                if (Comparisons.equal(subject, other, evaluator)) {
                    matched = true;
                    interpreter.branch(branch.position(), branch.body());
                }
            }
        }
    }
}
