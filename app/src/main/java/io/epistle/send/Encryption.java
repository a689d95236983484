package io.epistle.send;

/// Whether and how a connection to a relay is encrypted. Where it is, the certificate must be valid
/// for the host: a relay that cannot prove who it is gets no mail.
public enum Encryption {
    /// Not at all; for a relay on this machine or in a trusted network.
    NONE(25),
    /// By STARTTLS after the first EHLO, required (usually port 587).
    STARTTLS(587),
    /// From the first byte (usually port 465).
    TLS(465);

    private final int usualPort;

    Encryption(int usualPort) {
        this.usualPort = usualPort;
    }

    /// The port on which servers usually do it.
    public int usualPort() {
        return usualPort;
    }
}
