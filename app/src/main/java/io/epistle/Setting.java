package io.epistle;

import io.epistle.definition.Fields;
import io.epistle.definition.Form;
import io.epistle.definition.Mark;
import io.epistle.definition.Node;
import io.epistle.definition.Problem;
import io.epistle.definition.Problems;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// One key of the configuration and the environment variable that wins over it.
///
/// @param key its name in its section of the file; empty where it can only be a variable
/// @param variable the environment variable; one that is empty is as if it were not there
/// @param form what may stand there
record Setting<T>(String key, String variable, Form<T> form) {
    /// What was set; absent where nothing was, or something wrong, which is noted.
    Optional<T> in(Fields fields, SortedMap<String, String> environment, Problems problems) {
        Optional<T> filed = key.isEmpty() ? Optional.empty() : fields.optional(key, form);
        Optional<String> said = said(environment);
        return said.isPresent() ? read(said.get(), problems) : filed;
    }

    /// The values of a list that was set, in the variable separated by commas.
    List<T> all(Fields fields, SortedMap<String, String> environment, Problems problems) {
        List<T> filed = fields.list(key, form);
        Optional<String> said = said(environment);
        if (said.isEmpty()) {
            return filed;
        }
        List<T> values = new ArrayList<>();
        for (String one : said.get().split(",")) {
            read(one.strip(), problems).ifPresent(values::add);
        }
        return values;
    }

    /// What the variable says; absent where it says nothing.
    Optional<String> said(SortedMap<String, String> environment) {
        return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank());
    }

    private Optional<T> read(String text, Problems problems) {
        Optional<T> value = form.reading().apply(text.strip());
        if (value.isEmpty()) {
            problems.add(
                    new Problem(
                            variable,
                            Mark.WHOLE_FILE,
                            described(text),
                            form.expected(),
                            form.suggesting().apply(text)));
        }
        return value;
    }

    /// A text as problems of the file show one: long ones are cut.
    private static String described(String text) {
        return new Node.Scalar(Mark.WHOLE_FILE, text, Node.Style.QUOTED, Mark.WHOLE_FILE, false)
                .described();
    }
}
