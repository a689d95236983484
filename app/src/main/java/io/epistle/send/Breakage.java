package io.epistle.send;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;

import javax.net.ssl.SSLException;

/// Says in one clause why a connection failed.
final class Breakage {

    private Breakage() {}

    static String reason(IOException failure) {
        return switch (failure) {
            case SocketTimeoutException timeout ->
                    "no answer in time (" + failure.getMessage() + ")";
            case EOFException end -> "the server closed the connection";
            case ServerFaultException fault -> String.valueOf(failure.getMessage());
            case SSLException tls -> "TLS failed: " + failure.getMessage();
            default -> "the connection broke: " + failure.getMessage();
        };
    }
}
