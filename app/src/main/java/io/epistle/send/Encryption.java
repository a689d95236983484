package io.epistle.send;

/// Whether and how a connection to a relay is encrypted. Where it is, the certificate must be valid
/// for the host: a relay that cannot prove who it is gets no mail.
public enum Encryption {
    /// Not at all; for a relay on this machine or in a trusted network.
    NONE,
    /// By STARTTLS after the first EHLO, required (usually port 587).
    STARTTLS,
    /// From the first byte (usually port 465).
    TLS
}
