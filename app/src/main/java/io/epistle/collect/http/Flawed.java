package io.epistle.collect.http;

import io.epistle.event.Admission.Reason;

/// One item that cannot become an event; it is quarantined and its neighbours are not.
final class Flawed extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Reason reason;

    Flawed(String rule, String path, String found, String expected) {
        this(new Reason(rule, path, found, expected));
    }

    Flawed(Reason reason) {
        super(reason.rule(), null, false, false);
        this.reason = reason;
    }

    /// What is wrong; the path is within the item.
    Reason reason() {
        return reason;
    }
}
