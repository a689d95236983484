package io.epistle.send;

/// An enhanced mail system status code (RFC 3463), such as 5.1.1, mailbox unknown.
///
/// @param severity 2 success, 4 persistent transient failure, 5 permanent failure
/// @param subject 1 address, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content, 7 policy
/// @param detail the case within the subject
public record EnhancedCode(int severity, int subject, int detail) {

    /// Checks the severity and that the numbers have at most three digits.
    ///
    /// @throws IllegalArgumentException when they have not
    public EnhancedCode {
        boolean known = severity == 2 || severity == 4 || severity == 5;
        if (!known || subject < 0 || subject > 999 || detail < 0 || detail > 999) {
            throw new IllegalArgumentException(
                    "an enhanced status code is 2, 4 or 5 and two numbers up to 999, found "
                            + severity
                            + "."
                            + subject
                            + "."
                            + detail);
        }
    }

    /// The code as servers write it.
    @Override
    public String toString() {
        return severity + "." + subject + "." + detail;
    }
}
