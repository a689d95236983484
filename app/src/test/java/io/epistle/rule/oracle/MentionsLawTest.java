package io.epistle.rule.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Fact;
import io.epistle.event.Timeline;
import io.epistle.profile.Person;
import io.epistle.rule.Checked;
import io.epistle.rule.Rules;
import io.epistle.rule.Verdict;
import io.epistle.rule.runs.Program;
import io.epistle.rule.said.Printer;
import io.epistle.rule.said.Said;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/// Segments that do not mention a fact need not be asked again when it arrives.
final class MentionsLawTest {
    private static final int RULES = 4_000;

    @Test
    void factsThatARuleDoesNotMentionLeaveItsAnswerAsItWas() {
        OracleWorld world = OracleWorld.in(ZoneOffset.UTC);
        int withoutSome = 0;
        for (int round = 0; round < RULES; round++) {
            Random random = new Random(round);
            Said said = new RandomRules(random).rule(random.nextInt(3));
            if (!(Rules.ready(said, world.forTheProduct())
                    instanceof Checked.Sound<Program>(Program program))) {
                continue;
            }
            RandomPeople people = new RandomPeople(random);
            Person person = people.person(people.facts());
            Person less = onlyThose(person, program.mentions()::concern);
            Instant now = RandomRules.origin().plusSeconds(3_600L * random.nextInt(24 * 30));

            Verdict verdict = program.evaluate(less, now);

            assertThat(verdict).as(Printer.print(said)).isEqualTo(program.evaluate(person, now));
            assertThat(program.evaluate(onlyThose(person, program::concerns), now))
                    .as(Printer.print(said))
                    .isEqualTo(verdict);
            withoutSome += less.timeline().size() < person.timeline().size() ? 1 : 0;
        }
        assertThat(withoutSome).isGreaterThan(RULES / 2);
    }

    private static Person onlyThose(Person person, Predicate<Fact> wanted) {
        List<Fact> facts = person.timeline().facts().stream().filter(wanted).toList();
        return new Person(person.id(), person.stems(), Timeline.of(facts));
    }
}
