package io.epistle.collect.http;

import io.epistle.collect.SourceDefinition;
import io.epistle.collect.SourceLimit;
import io.epistle.event.Admission.Reason;
import io.epistle.event.Struct;
import io.epistle.event.Value;

import java.util.OptionalLong;

/// A request of which nothing was stored: rejected. Carries what its sender is told.
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    /// What is expected of a body whose end is not known.
    private static final String FRAMED = "a body as RFC 9112 describes it";

    /// How long a sender waits for room.
    private static final int RETRY_SECONDS = 1;

    /// Where the same request cannot succeed later.
    private static final long NEVER = -1;

    private final int status;
    private final transient Reason reason;
    private final String advice;
    private final long retrySeconds;
    private final String source;

    private Refused(int status, Reason reason, String advice, long retrySeconds, String source) {
        super(reason.rule(), null, false, false);
        this.status = status;
        this.reason = reason;
        this.advice = advice;
        this.retrySeconds = retrySeconds;
        this.source = source;
    }

    private Refused(int status, Reason reason, String advice) {
        this(status, reason, advice, NEVER, Rejections.NO_SOURCE);
    }

    /// The same, of a request of this source; that of whom it is known already stays so.
    Refused by(SourceDefinition sender) {
        return source.equals(Rejections.NO_SOURCE)
                ? new Refused(status, reason, advice, retrySeconds, sender.id())
                : this;
    }

    /// Whose request it was; [Rejections#NO_SOURCE] where that is not known.
    String source() {
        return source;
    }

    /// The HTTP status.
    int status() {
        return status;
    }

    /// What was wrong, without personal data.
    Reason reason() {
        return reason;
    }

    /// Whether its connection is of no more use: what comes behind the body cannot be told from it.
    boolean endsConnection() {
        return status == 408 || reason.expected().equals(FRAMED);
    }

    /// After how many seconds the same request may succeed; absent where it never can.
    OptionalLong retrySeconds() {
        return retrySeconds == NEVER ? OptionalLong.empty() : OptionalLong.of(retrySeconds);
    }

    /// All that the sender is told, as the contract's answer.
    Struct told() {
        return Struct.builder()
                .put("success", Value.FALSE)
                .put("error", reason.rule())
                .put("path", reason.path())
                .put("found", reason.found())
                .put("expected", reason.expected())
                .put("advice", advice)
                .build();
    }

    /// A body that cannot be read.
    static Refused malformed(String path, String found, String expected) {
        return new Refused(
                400,
                new Reason("malformed_body", path, found, expected),
                "Mend the body; sending the same again cannot succeed.");
    }

    /// A body behind which nothing on its connection can be understood.
    static Refused unreadable(String found) {
        return new Refused(
                400,
                new Reason("malformed_body", "body", found, FRAMED),
                "Mend the body; sending the same again cannot succeed.");
    }

    /// What is no request by the rules of HTTP.
    static Refused unparsed(int status, String path, String found, String expected) {
        return new Refused(
                status,
                new Reason("malformed_request", path, found, expected),
                "Mend the request; sending the same again cannot succeed.");
    }

    /// A fault of ours.
    static Refused failed() {
        return new Refused(
                500,
                new Reason("failed", "", "a fault of this server", "none"),
                "The server's log says more; nothing was stored.");
    }

    /// A body that is nested so deeply that it is not read to its end.
    static Refused tooDeep(int levelsMax, int eventLevelsMax) {
        return new Refused(
                400,
                new Reason(
                        "too_deep",
                        "body",
                        "more than %d levels of nesting".formatted(levelsMax),
                        "at most %d levels in an event".formatted(eventLevelsMax)),
                "Send flatter events; sending the same again cannot succeed.");
    }

    /// A body that did not come in time.
    static Refused tooSlow() {
        return new Refused(
                408,
                new Reason(
                        "too_slow",
                        "body",
                        "a body that is not whole yet",
                        "all of it within %d seconds, or sooner where the server is busy"
                                .formatted(BodyRoomWorker.PATIENCE.toSeconds())),
                "Send the same again, faster.");
    }

    /// A body, batch or event over a limit.
    static Refused tooLarge(String path, String found, String expected) {
        return new Refused(
                400,
                new Reason("too_large", path, found, expected),
                "Send smaller events or fewer in a batch.");
    }

    /// No key, or one that no source has.
    static Refused unknownKey(boolean given) {
        return new Refused(
                401,
                new Reason(
                        "unknown_source",
                        "writeKey",
                        given ? "a write key that no source has" : "no write key",
                        "a write key of a source definition in force"),
                "Give the key as the user of Basic authorization or as writeKey in the body.");
    }

    /// No call of ours.
    static Refused unknownCall(String found) {
        return new Refused(
                404,
                new Reason(
                        "unknown_call",
                        "path",
                        found,
                        "one of /v1/identify, track, page, screen, group, alias, batch"),
                "Correct the path.");
    }

    /// A call of ours by another method.
    static Refused wrongMethod(String found, String expected) {
        return new Refused(
                405,
                new Reason("wrong_method", "method", found, expected),
                "Use " + expected + ".");
    }

    /// Nothing can be stored at the moment.
    static Refused busy(String found) {
        return new Refused(
                503,
                new Reason("unavailable", "", found, "room, and a disk that takes writes"),
                "Send the same again after %d second.".formatted(RETRY_SECONDS),
                RETRY_SECONDS,
                Rejections.NO_SOURCE);
    }

    /// More than the source may bring.
    static Refused overLimit(SourceDefinition source, SourceLimit limit, int events, long seconds) {
        return new Refused(
                429,
                new Reason(
                        "over_the_limit",
                        "",
                        "%,d events more of the source %s".formatted(events, source.id()),
                        "at most %,d events a second, %,d at once"
                                .formatted(limit.eventsPerSecond(), limit.burst())),
                "Send the same again after %,d seconds, or raise the limit of the source."
                        .formatted(seconds),
                seconds,
                source.id());
    }
}
