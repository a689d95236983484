package io.epistle.send;

import java.io.IOException;

/// A server that answers, but not as it must for us to go on. The message is a whole clause; the
/// connection cannot be used further.
final class ServerFaultException extends IOException {

    private static final long serialVersionUID = 1L;

    ServerFaultException(String clause) {
        super(clause);
    }

    /// What the server sent is no reply, or no reply that means anything here.
    static ServerFaultException unintelligible(String found) {
        return new ServerFaultException("the server answered unintelligibly: " + found);
    }
}
