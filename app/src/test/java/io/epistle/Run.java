package io.epistle;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/// One command run inside the test's own process.
///
/// @param code its exit code
/// @param out what it printed
/// @param err what it said beside
record Run(int code, String out, String err) {
    /// Runs a command line.
    static Run of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = List.of(arguments).stream().map(String::valueOf).toArray(String[]::new);
        int code = Main.run(words, new PrintWriter(out, true), new PrintWriter(err, true));
        return new Run(code, out.toString(), err.toString());
    }

    /// Everything it said.
    String said() {
        return out + err;
    }
}
