package io.epistle.console;

import io.epistle.event.Fact;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// How the page of one person groups and shortens what it shows. Pure.
public final class PersonSaid {
    private PersonSaid() {}

    /// The facts of one day, newest first.
    public record Day(LocalDate day, List<Fact> facts) {
        public Day {
            facts = List.copyOf(facts);
        }
    }

    /// Facts that come newest first, day by day.
    public static List<Day> days(Frame frame, List<Fact> facts) {
        List<Day> days = new ArrayList<>();
        int from = 0;
        for (int index = 1; index <= facts.size(); index++) {
            LocalDate day = frame.figures().dayOf(facts.get(from).occurredAt());
            if (index == facts.size()
                    || !frame.figures().dayOf(facts.get(index).occurredAt()).equals(day)) {
                days.add(new Day(day, facts.subList(from, index)));
                from = index;
            }
        }
        return days;
    }

    /// One or two letters that stand for a person.
    public static String initials(PersonView view) {
        String name = view.row().name().or(view.row()::email).orElse("?").strip();
        String[] words = name.split("[\\s.@]+");
        String first = letter(words[0]);
        return words.length > 1 && view.row().name().isPresent()
                ? first + letter(words[words.length - 1])
                : first;
    }

    private static String letter(String word) {
        return word.isEmpty()
                ? "?"
                : new String(Character.toChars(Character.toUpperCase(word.codePointAt(0))));
    }
}
