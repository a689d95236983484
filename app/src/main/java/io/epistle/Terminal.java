package io.epistle;

import java.io.PrintWriter;

/// Where a command speaks: results to `out`, progress and warnings to `err`, so that results can be
/// piped.
///
/// @param out for results
/// @param err for everything else
/// @param interactive whether a person looks on, for whom progress is drawn
record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {
    /// A line of result.
    void say(String line) {
        out.println(line);
    }

    /// How far a long work is, drawn over the last one; nothing where nobody looks on.
    void progress(String line) {
        if (interactive) {
            err.print("\r" + line);
            err.flush();
        }
    }

    /// Ends the line of progress.
    void progressDone() {
        if (interactive) {
            err.println();
        }
    }

    /// A line about the work.
    void tell(String line) {
        err.println(line);
    }
}
