package io.epistle.send;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The receiving side of one SMTP session (RFC 5321 section 4.1): what to answer to each command.
/// Touches neither socket nor clock.
final class MailboxDialogue {

    /// A client that errs this often is not a mail client.
    static final int ERRORS_MAX = 20;

    private static final int PATH_BYTES_MAX = 256;

    private final MailboxLimits limits;
    private String helloName = "";
    private Optional<String> returnPath = Optional.empty();
    private List<String> recipients = new ArrayList<>();
    private int errors;

    MailboxDialogue(MailboxLimits limits) {
        this.limits = limits;
    }

    /// What to do after a command.
    sealed interface Step {

        /// Answer and wait for the next command.
        ///
        /// @param reply one or more lines, without the last CRLF
        record Answer(String reply) implements Step {}

        /// Answer, then read the content of a message.
        ///
        /// @param reply the invitation
        /// @param envelope where the message goes
        record Receive(String reply, ReceivedEnvelope envelope) implements Step {}

        /// Answer and close the connection.
        ///
        /// @param reply the farewell
        record Leave(String reply) implements Step {}
    }

    /// The step after a command line without its line end.
    Step next(String line) {
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        String argument = space < 0 ? "" : line.substring(space + 1).strip();
        return switch (verb) {
            case "EHLO" -> hello(argument, true);
            case "HELO" -> hello(argument, false);
            case "MAIL" -> mail(argument);
            case "RCPT" -> recipient(argument);
            case "DATA" -> data(argument);
            case "RSET" -> {
                reset();
                yield new Step.Answer("250 2.0.0 Ok");
            }
            case "NOOP" -> new Step.Answer("250 2.0.0 Ok");
            case "VRFY" -> new Step.Answer("252 2.1.5 Send it and see");
            case "QUIT" -> new Step.Leave("221 2.0.0 Goodbye");
            default -> error("500 5.5.1 Command unknown");
        };
    }

    /// The step after a line that is longer than any command.
    Step overlongLine() {
        return error("500 5.5.2 Line too long");
    }

    /// Forgets the transaction, as after a message.
    void reset() {
        returnPath = Optional.empty();
        recipients = new ArrayList<>();
    }

    private Step hello(String name, boolean extended) {
        if (name.isEmpty()) {
            return error("501 5.5.4 Say your name");
        }
        reset();
        helloName = name;
        return new Step.Answer(
                extended
                        ? String.join(
                                "\r\n",
                                "250-epistle",
                                "250-PIPELINING",
                                "250-SIZE " + limits.messageBytesMax(),
                                "250-8BITMIME",
                                "250-SMTPUTF8",
                                "250 ENHANCEDSTATUSCODES")
                        : "250 epistle");
    }

    private Step mail(String argument) {
        if (helloName.isEmpty()) {
            return error("503 5.5.1 Say EHLO first");
        }
        if (returnPath.isPresent()) {
            return error("503 5.5.1 One sender only");
        }
        Optional<Path> path = path("FROM:", argument);
        if (path.isEmpty()) {
            return error("501 5.5.4 Expected MAIL FROM:<address>");
        }
        for (String parameter : path.get().parameters()) {
            Optional<String> problem = problemInMailParameter(parameter.toUpperCase(Locale.ROOT));
            if (problem.isPresent()) {
                return error(problem.get());
            }
        }
        returnPath = Optional.of(path.get().address());
        return new Step.Answer("250 2.1.0 Ok");
    }

    private Optional<String> problemInMailParameter(String parameter) {
        if (parameter.matches("SIZE=\\d{1,18}")) {
            long bytes = Long.parseLong(parameter.substring("SIZE=".length()));
            return bytes > limits.messageBytesMax()
                    ? Optional.of("552 5.3.4 Message too large")
                    : Optional.empty();
        }
        boolean known =
                parameter.equals("BODY=7BIT")
                        || parameter.equals("BODY=8BITMIME")
                        || parameter.equals("SMTPUTF8");
        return known ? Optional.empty() : Optional.of("555 5.5.4 Parameter unknown");
    }

    private Step recipient(String argument) {
        if (returnPath.isEmpty()) {
            return error("503 5.5.1 Name the sender first");
        }
        Optional<Path> path = path("TO:", argument);
        if (path.isEmpty() || path.get().address().isEmpty()) {
            return error("501 5.5.4 Expected RCPT TO:<address>");
        }
        if (!path.get().parameters().isEmpty()) {
            return error("555 5.5.4 Parameter unknown");
        }
        if (recipients.size() == limits.recipientsMax()) {
            return error("452 4.5.3 Too many recipients");
        }
        recipients.add(path.get().address());
        return new Step.Answer("250 2.1.5 Ok");
    }

    private Step data(String argument) {
        if (!argument.isEmpty()) {
            return error("501 5.5.4 DATA stands alone");
        }
        if (recipients.isEmpty()) {
            return error("503 5.5.1 Name a recipient first");
        }
        return new Step.Receive(
                "354 End with a dot on a line by itself",
                new ReceivedEnvelope(helloName, returnPath.orElse(""), recipients));
    }

    private Step error(String reply) {
        errors++;
        return errors > ERRORS_MAX
                ? new Step.Leave("421 4.7.0 Too many errors")
                : new Step.Answer(reply);
    }

    /// Reads `FROM:<address> parameter parameter`; empty when it is not of that form.
    private static Optional<Path> path(String keyword, String argument) {
        if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
            return Optional.empty();
        }
        String rest = argument.substring(keyword.length()).stripLeading();
        int end = closingBracket(rest);
        if (end < 0 || end > PATH_BYTES_MAX) {
            return Optional.empty();
        }
        String address = withoutRoute(rest.substring(1, end));
        boolean printable = address.chars().noneMatch(Character::isISOControl);
        boolean whole = address.isEmpty() || address.indexOf('@') > 0 || isPostmaster(address);
        if (!printable || !whole) {
            return Optional.empty();
        }
        String parameters = rest.substring(end + 1).strip();
        return Optional.of(
                new Path(
                        address,
                        parameters.isEmpty() ? List.of() : List.of(parameters.split(" +"))));
    }

    /// Where the path that starts with `<` ends; a bracket inside quotes does not count.
    private static int closingBracket(String text) {
        if (!text.startsWith("<")) {
            return -1;
        }
        boolean quoted = false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '>') {
                return i;
            }
        }
        return -1;
    }

    /// Drops a source route (`@a,@b:user@c`), which RFC 5321 section 4.1.1.3 tells to ignore.
    private static String withoutRoute(String path) {
        return path.startsWith("@") ? path.substring(path.indexOf(':') + 1) : path;
    }

    private static boolean isPostmaster(String address) {
        return address.equalsIgnoreCase("postmaster");
    }

    private record Path(String address, List<String> parameters) {}
}
