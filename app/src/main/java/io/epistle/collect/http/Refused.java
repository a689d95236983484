package io.epistle.collect.http;

import io.epistle.event.Admission.Reason;
import io.epistle.event.Struct;
import io.epistle.event.Value;

/// A request of which nothing was stored: rejected. Carries what its sender is told.
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    /// How long a sender waits where the reason passes by itself.
    static final int RETRY_SECONDS = 1;

    private final int status;
    private final transient Reason reason;
    private final String advice;

    private Refused(int status, Reason reason, String advice) {
        super(reason.rule(), null, false, false);
        this.status = status;
        this.reason = reason;
        this.advice = advice;
    }

    /// The HTTP status.
    int status() {
        return status;
    }

    /// What was wrong, without personal data.
    Reason reason() {
        return reason;
    }

    /// Whether the same request may succeed later.
    boolean passes() {
        return status == 503 || status == 429;
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
                "Send the same again after %d second.".formatted(RETRY_SECONDS));
    }
}
