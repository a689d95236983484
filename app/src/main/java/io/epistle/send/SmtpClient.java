package io.epistle.send;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sends messages over one SMTP connection (RFC 5321), one after the other, for one thread at a
/// time.
///
/// The order of a delivery, which decides what its outcome may claim:
///
/// 1. `MAIL`, `RCPT` and `DATA`, in one packet where the server takes pipelining;
/// 2. the whole content, dots doubled, without the final dot;
/// 3. [HandOver#commit];
/// 4. the final dot and the server's answer.
///
/// Whatever breaks in 1 to 3 leaves the server without a complete message, which it must forget:
/// [DeliveryOutcome.Unsent]. A silence or a break in 4 is [DeliveryOutcome.Uncertain], because the
/// dot may have arrived and the answer been lost. An intelligible refusal in 4 is as good as one
/// before: the server has declined responsibility.
final class SmtpClient implements AutoCloseable {

    private static final byte[] FINAL_DOT = {'.', '\r', '\n'};
    private static final int START_MAIL_INPUT = 354;
    private static final int CLOSING = 421;
    private static final int DONE = 250;
    private static final Duration FAREWELL_MAX = Duration.ofSeconds(1);

    /// Refusals that speak about the session, not about the message: out of sequence, log in first.
    private static final List<Integer> SESSION_REFUSALS = List.of(503, 530, 534, 535, 538);

    private final WireClient wire;
    private final ServerFeatures features;
    private final SmtpTimeouts timeouts;
    private Stage stage = Stage.MAIL;
    private boolean resetDue;
    private boolean closed;
    private int deliveries;

    SmtpClient(WireClient wire, ServerFeatures features, SmtpTimeouts timeouts) {
        this.wire = wire;
        this.features = features;
        this.timeouts = timeouts;
    }

    /// Whether the connection can take another message.
    boolean isOpen() {
        return !closed;
    }

    /// How many deliveries were tried on this connection.
    int deliveries() {
        return deliveries;
    }

    /// See [Channel#deliver].
    ///
    /// @throws IllegalStateException when the connection is closed
    DeliveryOutcome deliver(Envelope envelope, SmtpContent content, HandOver handOver) {
        if (closed) {
            throw new IllegalStateException("a delivery needs an open connection, found it closed");
        }
        Optional<DeliveryOutcome> unfit = unfit(envelope, content);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        deliveries++;
        Optional<DeliveryOutcome> ended = offer(envelope, content);
        if (ended.isPresent()) {
            return ended.get();
        }
        if (!committed(handOver)) {
            drop();
            return new DeliveryOutcome.Withheld();
        }
        return complete();
    }

    /// Says farewell and closes the connection.
    @Override
    public void close() {
        if (!closed) {
            Duration patience =
                    timeouts.command().compareTo(FAREWELL_MAX) < 0
                            ? timeouts.command()
                            : FAREWELL_MAX;
            try {
                wire.command("QUIT", patience);
                wire.reply(patience);
            } catch (IOException e) {
                // The server need not be polite when nothing is under way.
            }
            drop();
        }
    }

    /// Everything before the hand-over; empty when the server has the content and waits for the
    /// dot.
    private Optional<DeliveryOutcome> offer(Envelope envelope, SmtpContent content) {
        try {
            stage = Stage.MAIL;
            if (wire.hasUnread()) {
                throw ServerFaultException.unintelligible("it spoke without being asked");
            }
            Optional<DeliveryOutcome> refused = announce(envelope, content);
            if (refused.isPresent()) {
                resetDue = true;
                return refused;
            }
            stage = Stage.CONTENT;
            wire.write(content.bytes(), timeouts.content());
            if (wire.hasUnread()) {
                Reply early = wire.reply(timeouts.command());
                drop();
                return Optional.of(refusal(early));
            }
            return Optional.empty();
        } catch (IOException e) {
            drop();
            return Optional.of(new DeliveryOutcome.Unsent(stage, Breakage.reason(e)));
        }
    }

    private Optional<DeliveryOutcome> announce(Envelope envelope, SmtpContent content)
            throws IOException {
        List<String> commands = new ArrayList<>();
        if (resetDue) {
            commands.add("RSET");
        }
        commands.add(mail(envelope, content));
        commands.add("RCPT TO:<" + envelope.recipient().text() + ">");
        commands.add("DATA");
        return features.pipelining() ? together(commands) : oneByOne(commands);
    }

    private Optional<DeliveryOutcome> oneByOne(List<String> commands) throws IOException {
        for (String command : commands) {
            stage = stageOf(command);
            wire.command(command, timeouts.command());
            Reply reply = wire.reply(patience());
            if (!isExpected(command, reply)) {
                return refused(command, reply);
            }
        }
        return Optional.empty();
    }

    /// All commands at once. Every reply is read, so that the next message does not find them; the
    /// first refusal counts.
    private Optional<DeliveryOutcome> together(List<String> commands) throws IOException {
        String group = String.join("\r\n", commands) + "\r\n";
        wire.write(group.getBytes(StandardCharsets.UTF_8), timeouts.command());
        Optional<DeliveryOutcome> refused = Optional.empty();
        for (String command : commands) {
            if (refused.isPresent() && closed) {
                return refused;
            }
            if (refused.isEmpty()) {
                stage = stageOf(command);
                Reply reply = wire.reply(patience());
                if (!isExpected(command, reply)) {
                    refused = refused(command, reply);
                }
            } else {
                skipReply(command);
            }
        }
        return refused;
    }

    /// Reads the answer to a command that followed a refused one. An invitation to send content
    /// nobody wants can only be declined by leaving.
    private void skipReply(String command) {
        try {
            Reply reply = wire.reply(timeouts.command());
            if (reply.code() == CLOSING || (command.equals("DATA") && !isRefusal(reply))) {
                drop();
            }
        } catch (IOException e) {
            drop();
        }
    }

    private Optional<DeliveryOutcome> refused(String command, Reply reply) throws IOException {
        if (command.equals("RSET")) {
            throw ServerFaultException.unintelligible("RSET was answered with " + reply.code());
        }
        DeliveryOutcome outcome = refusal(reply);
        if (reply.code() == CLOSING) {
            drop();
        }
        return Optional.of(outcome);
    }

    /// Calls the hand-over; drops the connection when it throws.
    private boolean committed(HandOver handOver) {
        boolean returned = false;
        try {
            boolean committed = handOver.commit();
            returned = true;
            return committed;
        } finally {
            if (!returned) {
                drop();
            }
        }
    }

    /// The final dot and the answer to it.
    private DeliveryOutcome complete() {
        try {
            stage = Stage.CONFIRMATION;
            wire.write(FINAL_DOT, timeouts.command());
            Reply reply = wire.reply(timeouts.confirmation());
            if (reply.isPositive()) {
                return new DeliveryOutcome.Accepted(reply, reply.queueId());
            }
            DeliveryOutcome outcome = refusal(reply);
            resetDue = true;
            if (reply.code() == CLOSING) {
                drop();
            }
            return outcome;
        } catch (IOException e) {
            drop();
            return new DeliveryOutcome.Uncertain(Breakage.reason(e));
        }
    }

    private String mail(Envelope envelope, SmtpContent content) {
        StringBuilder command = new StringBuilder("MAIL FROM:<");
        command.append(envelope.returnPath().text()).append('>');
        if (features.size()) {
            command.append(" SIZE=").append(content.bytes().length);
        }
        if (content.eightBit()) {
            command.append(" BODY=8BITMIME");
        }
        if (envelope.needsSmtpUtf8() || content.utf8Headers()) {
            command.append(" SMTPUTF8");
        }
        return command.toString();
    }

    /// What the server announced that it will not take, in the words it would use.
    private Optional<DeliveryOutcome> unfit(Envelope envelope, SmtpContent content) {
        long bytes = content.bytes().length;
        long bytesMax = features.messageBytesMax().orElse(Long.MAX_VALUE);
        if (bytes > bytesMax) {
            return rejected(
                    Stage.CONTENT,
                    552,
                    "5.3.4 The message has "
                            + bytes
                            + " bytes, the server announced to take "
                            + bytesMax);
        }
        if (!features.smtpUtf8() && (envelope.needsSmtpUtf8() || content.utf8Headers())) {
            Stage blamed = envelope.recipient().needsSmtpUtf8() ? Stage.RECIPIENT : Stage.MAIL;
            return rejected(
                    blamed, 553, "5.6.7 The server takes no addresses beyond ASCII (SMTPUTF8)");
        }
        if (!features.eightBitMime() && content.eightBit()) {
            return rejected(
                    Stage.CONTENT,
                    554,
                    "5.6.1 The server takes no content beyond ASCII (8BITMIME)");
        }
        return Optional.empty();
    }

    private static Optional<DeliveryOutcome> rejected(Stage stage, int code, String text) {
        return Optional.of(new DeliveryOutcome.Rejected(stage, Reply.of(code, text)));
    }

    /// What a reply other than the one asked for means at this stage.
    private DeliveryOutcome refusal(Reply reply) throws ServerFaultException {
        if (reply.isTransient()) {
            return new DeliveryOutcome.Deferred(stage, reply);
        }
        if (!reply.isPermanent()) {
            throw ServerFaultException.unintelligible(
                    "at the stage " + stage + " the code " + reply.code() + " has no meaning");
        }
        boolean aboutSession =
                SESSION_REFUSALS.contains(reply.code()) && stage.compareTo(Stage.CONTENT) < 0;
        return aboutSession
                ? new DeliveryOutcome.Unsent(stage, "the server answered " + reply)
                : new DeliveryOutcome.Rejected(stage, reply);
    }

    private static boolean isExpected(String command, Reply reply) {
        return switch (command) {
            case "DATA" -> reply.code() == START_MAIL_INPUT;
            case "RSET" -> reply.code() == DONE;
            default -> reply.isPositive();
        };
    }

    private static boolean isRefusal(Reply reply) {
        return reply.isTransient() || reply.isPermanent();
    }

    private static Stage stageOf(String command) {
        if (command.equals("DATA")) {
            return Stage.DATA;
        }
        return command.startsWith("RCPT") ? Stage.RECIPIENT : Stage.MAIL;
    }

    private Duration patience() {
        return stage == Stage.DATA ? timeouts.dataStart() : timeouts.command();
    }

    private void drop() {
        closed = true;
        wire.close();
    }
}
