package io.epistle.send;

/// How to log in to a relay. The text form never shows the secret.
public sealed interface Credentials {

    /// No log-in.
    record None() implements Credentials {}

    /// User and password, by AUTH PLAIN (RFC 4616) or LOGIN.
    ///
    /// @param user the user
    /// @param password the password
    record Password(String user, String password) implements Credentials {

        @Override
        public String toString() {
            return "Password[user=" + user + "]";
        }
    }

    /// User and OAuth 2 access token, by AUTH XOAUTH2.
    ///
    /// @param user the user
    /// @param token the access token
    record AccessToken(String user, String token) implements Credentials {

        @Override
        public String toString() {
            return "AccessToken[user=" + user + "]";
        }
    }
}
