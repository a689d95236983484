package io.epistle.send;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import javax.net.ssl.SSLContext;

/// Brings a connection to where messages can be sent: greeting, EHLO or HELO, TLS, log-in.
final class SmtpConnector {

    private static final int SERVICE_READY = 220;
    private static final int AUTHENTICATED = 235;
    private static final int AUTHENTICATION_CONTINUES = 334;

    private final SmtpSettings settings;
    private final SSLContext trust;
    private Stage stage = Stage.CONNECT;

    private SmtpConnector(SmtpSettings settings, SSLContext trust) {
        this.settings = settings;
        this.trust = trust;
    }

    /// What an attempt to connect came to.
    sealed interface Attempt {

        /// @param client ready for the first message
        record Connected(SmtpClient client) implements Attempt {}

        /// @param outcome [DeliveryOutcome.Deferred] or [DeliveryOutcome.Unsent]
        record Failed(DeliveryOutcome outcome) implements Attempt {}
    }

    /// Connects; never throws for what network and server do.
    ///
    /// @param trust which certificates to believe
    static Attempt connect(SmtpSettings settings, SSLContext trust) {
        SmtpConnector connector = new SmtpConnector(settings, trust);
        WireClient wire;
        try {
            wire =
                    WireClient.connect(
                            settings.host(), settings.port(), settings.timeouts().connect());
        } catch (IOException e) {
            return new Attempt.Failed(
                    new DeliveryOutcome.Unsent(Stage.CONNECT, Breakage.reason(e)));
        }
        Attempt attempt = connector.prepare(wire);
        if (attempt instanceof Attempt.Failed) {
            wire.close();
        }
        return attempt;
    }

    private Attempt prepare(WireClient wire) {
        try {
            if (settings.encryption() == Encryption.TLS) {
                encrypt(wire);
            }
            stage = Stage.GREETING;
            expect(SERVICE_READY, wire.reply(settings.timeouts().greeting()));
            ServerFeatures features = hello(wire);
            if (settings.encryption() == Encryption.STARTTLS) {
                startTls(wire, features);
                features = hello(wire);
            }
            stage = Stage.AUTHENTICATE;
            authenticate(wire, features);
            return new Attempt.Connected(new SmtpClient(wire, features, settings.timeouts()));
        } catch (RefusedException e) {
            return new Attempt.Failed(
                    e.reply.isTransient()
                            ? new DeliveryOutcome.Deferred(stage, e.reply)
                            : new DeliveryOutcome.Unsent(stage, "the server answered " + e.reply));
        } catch (IOException e) {
            return new Attempt.Failed(new DeliveryOutcome.Unsent(stage, Breakage.reason(e)));
        }
    }

    private ServerFeatures hello(WireClient wire) throws IOException {
        stage = Stage.HELLO;
        Reply extended = ask(wire, "EHLO " + settings.helloName());
        if (extended.isPositive()) {
            return ServerFeatures.of(extended);
        }
        if (!extended.isPermanent()) {
            throw new RefusedException(extended);
        }
        Reply plain = ask(wire, "HELO " + settings.helloName());
        if (!plain.isPositive()) {
            throw new RefusedException(plain);
        }
        return ServerFeatures.NONE;
    }

    private void startTls(WireClient wire, ServerFeatures features) throws IOException {
        stage = Stage.TLS;
        if (!features.startTls()) {
            throw new ServerFaultException("the server does not offer STARTTLS, which is required");
        }
        expect(SERVICE_READY, ask(wire, "STARTTLS"));
        encrypt(wire);
    }

    private void encrypt(WireClient wire) throws IOException {
        stage = Stage.TLS;
        wire.encrypt(trust, settings.host(), settings.timeouts().connect());
    }

    private void authenticate(WireClient wire, ServerFeatures features) throws IOException {
        switch (settings.credentials()) {
            case Credentials.None none -> {}
            case Credentials.Password password -> {
                if (features.authenticates("PLAIN")) {
                    String response = "\0" + password.user() + "\0" + password.password();
                    expect(AUTHENTICATED, ask(wire, "AUTH PLAIN " + base64(response)));
                } else if (features.authenticates("LOGIN")) {
                    expect(AUTHENTICATION_CONTINUES, ask(wire, "AUTH LOGIN"));
                    expect(AUTHENTICATION_CONTINUES, ask(wire, base64(password.user())));
                    expect(AUTHENTICATED, ask(wire, base64(password.password())));
                } else {
                    throw new ServerFaultException(
                            "the server offers no log-in by AUTH PLAIN or LOGIN");
                }
            }
            case Credentials.AccessToken token -> {
                if (!features.authenticates("XOAUTH2")) {
                    throw new ServerFaultException("the server offers no log-in by AUTH XOAUTH2");
                }
                String response =
                        "user=" + token.user() + "\1auth=Bearer " + token.token() + "\1\1";
                Reply reply = ask(wire, "AUTH XOAUTH2 " + base64(response));
                // A refusal comes as a challenge first; an empty answer brings the reply itself.
                expect(
                        AUTHENTICATED,
                        reply.code() == AUTHENTICATION_CONTINUES ? ask(wire, "") : reply);
            }
        }
    }

    private Reply ask(WireClient wire, String command) throws IOException {
        wire.command(command, settings.timeouts().command());
        return wire.reply(settings.timeouts().command());
    }

    private static void expect(int code, Reply reply) throws RefusedException {
        if (reply.code() != code) {
            throw new RefusedException(reply);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The server answered something else than it had to for the session to go on.
    private static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient Reply reply;

        private RefusedException(Reply reply) {
            super("refused");
            this.reply = reply;
        }
    }
}
