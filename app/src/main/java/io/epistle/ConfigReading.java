package io.epistle;

import io.epistle.definition.Fields;
import io.epistle.definition.Form;
import io.epistle.definition.Problems;
import io.epistle.send.AllowList;
import io.epistle.send.Credentials;
import io.epistle.send.Encryption;
import io.epistle.send.MailboxBounds;
import io.epistle.send.SmtpSettings;
import io.epistle.send.SmtpTimeouts;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/// Makes a configuration of the keys of a file and the variables of an environment. Pure.
///
/// @param environment the variables, by name
/// @param problems gets what is wrong with them
/// @param password the text of the file that a path names; throws where there is none
record ConfigReading(
        SortedMap<String, String> environment, Problems problems, UnaryOperator<String> password) {
    private static final int PORT_MAX = 65_535;
    private static final int DELIVERIES = 8;

    /// Ten years: whoever wants a mail for longer exports it.
    private static final int MAILBOX_DAYS_MAX = 3_650;

    /// At some 30 KB a mail they fill a disk of 300 GB.
    private static final int MAILBOX_MAILS_MAX = 10_000_000;

    /// Servers count the messages of a connection and grow unfriendly.
    private static final int MESSAGES_PER_CONNECTION_MAX = 100;

    /// How an address is given, in files and on the command line.
    static final Form<URI> ADDRESS_FORM =
            new Form<>(
                    "an address such as https://mail.example.com, without a path",
                    URI.create("http://localhost"),
                    ConfigReading::address);

    private static final Form<String> HOST_FORM =
            new Form<>(
                    "a host name such as smtp.example.com",
                    "localhost",
                    text -> Optional.of(text).filter(SmtpSettings::isHost));

    private static final Form<String> ALLOWED_FORM =
            new Form<>(
                    "an address such as ann@example.com or a domain such as @example.com",
                    "",
                    AllowList::entry);

    private static final Setting<Long> PORT =
            new Setting<>("port", "EPISTLE_PORT", Form.whole(0, PORT_MAX));
    private static final Setting<URI> ADDRESS =
            new Setting<>("address", "EPISTLE_ADDRESS", ADDRESS_FORM);
    private static final Setting<String> ALLOW =
            new Setting<>("allow", "EPISTLE_TEST_ALLOW", ALLOWED_FORM);
    private static final Setting<String> HOST =
            new Setting<>("host", "EPISTLE_RELAY_HOST", HOST_FORM);
    private static final Setting<Long> RELAY_PORT =
            new Setting<>("port", "EPISTLE_RELAY_PORT", Form.whole(1, PORT_MAX));
    private static final Setting<Encryption> ENCRYPTION =
            new Setting<>(
                    "encryption",
                    "EPISTLE_RELAY_ENCRYPTION",
                    Form.oneOf(
                            List.of(Encryption.STARTTLS, Encryption.TLS, Encryption.NONE),
                            one -> one.name().toLowerCase(Locale.ROOT)));
    private static final Setting<String> USER =
            new Setting<>("user", "EPISTLE_RELAY_USER", Form.TEXT);
    private static final Setting<String> PASSWORD =
            new Setting<>("", "EPISTLE_RELAY_PASSWORD", Form.TEXT);
    private static final Setting<String> PASSWORD_FILE =
            new Setting<>("password-file", "EPISTLE_RELAY_PASSWORD_FILE", Form.TEXT);
    private static final Setting<Long> AT_A_TIME =
            new Setting<>(
                    "deliveries",
                    "EPISTLE_RELAY_DELIVERIES",
                    Form.whole(1, SmtpSettings.CONNECTIONS_MAX));
    private static final Setting<String> HELLO_NAME =
            new Setting<>("hello-name", "EPISTLE_RELAY_HELLO_NAME", HOST_FORM);

    private static final Setting<Long> MAILBOX_DAYS =
            new Setting<>("days", "EPISTLE_MAILBOX_DAYS", Form.whole(1, MAILBOX_DAYS_MAX));
    private static final Setting<Long> MAILBOX_MAILS =
            new Setting<>("mails", "EPISTLE_MAILBOX_MAILS", Form.whole(1, MAILBOX_MAILS_MAX));

    /// Every setting, in the order of the reference file.
    static final List<Setting<?>> ALL =
            List.of(
                    PORT,
                    ADDRESS,
                    HOST,
                    RELAY_PORT,
                    ENCRYPTION,
                    USER,
                    PASSWORD_FILE,
                    PASSWORD,
                    AT_A_TIME,
                    HELLO_NAME,
                    ALLOW,
                    MAILBOX_DAYS,
                    MAILBOX_MAILS);

    private static final List<Setting<?>> OF_THE_RELAY =
            List.of(RELAY_PORT, ENCRYPTION, USER, PASSWORD_FILE, PASSWORD, AT_A_TIME, HELLO_NAME);

    /// The configuration; absent where something is wrong, which is noted.
    Optional<Config> read(Fields fields) {
        Optional<Long> port = PORT.in(fields, environment, problems);
        Optional<URI> address = ADDRESS.in(fields, environment, problems);
        Optional<Optional<SmtpSettings>> relay =
                fields.section("relay", section -> relay(section, address));
        Optional<AllowList> allowed = fields.section("test", this::allowed);
        Optional<MailboxBounds> mailbox = fields.section("mailbox", this::mailbox);
        return fields.build(() ->
                new Config(
                        port.orElse((long) Config.PORT).intValue(),
                        address,
                        relay.orElseThrow(),
                        allowed.orElseThrow(),
                        mailbox.orElseThrow()));
    }

    private Optional<MailboxBounds> mailbox(Fields mailbox) {
        Optional<Long> days = MAILBOX_DAYS.in(mailbox, environment, problems);
        Optional<Long> mails = MAILBOX_MAILS.in(mailbox, environment, problems);
        MailboxBounds standard = MailboxBounds.STANDARD;
        return mailbox.build(() ->
                new MailboxBounds(
                        days.map(Duration::ofDays).orElse(standard.age()),
                        mails.orElse(standard.mails())));
    }

    private Optional<AllowList> allowed(Fields test) {
        List<String> entries = ALLOW.all(test, environment, problems);
        return test.build(() -> AllowList.of(entries));
    }

    /// The relay, absent within where none is set.
    private Optional<Optional<SmtpSettings>> relay(Fields relay, Optional<URI> address) {
        Optional<String> host = HOST.in(relay, environment, problems);
        Optional<Long> port = RELAY_PORT.in(relay, environment, problems);
        Encryption encryption =
                ENCRYPTION
                        .in(relay, environment, problems)
                        .orElse(usualEncryption(host.orElse("")));
        Credentials credentials = credentials(relay);
        Optional<Long> deliveries = AT_A_TIME.in(relay, environment, problems);
        Optional<String> helloName = HELLO_NAME.in(relay, environment, problems);
        if (host.isEmpty()) {
            if (OF_THE_RELAY.stream().anyMatch(setting -> isSet(relay, setting))
                    && !isSet(relay, HOST)) {
                relay.note(
                        relay.mark(),
                        "a relay without host",
                        "host: and " + HOST_FORM.expected(),
                        "");
            }
            return relay.build(Optional::empty);
        }
        if (!(credentials instanceof Credentials.None)
                && encryption == Encryption.NONE
                && !SmtpSettings.isThisMachine(host.get())) {
            relay.note(
                    "encryption",
                    "none beside a user",
                    "starttls or tls, or the password would cross the network readable");
        }
        return relay.build(() ->
                Optional.of(
                        new SmtpSettings(
                                host.get(),
                                port.map(Long::intValue).orElse(encryption.usualPort()),
                                encryption,
                                credentials,
                                helloName.orElse(helloName(address)),
                                SmtpTimeouts.standard(),
                                deliveries.map(Long::intValue).orElse(DELIVERIES),
                                MESSAGES_PER_CONNECTION_MAX)));
    }

    private Credentials credentials(Fields relay) {
        if (relay.has("password")) {
            relay.note(
                    "password",
                    "a password in the configuration",
                    "password-file: and a file that only Epistle's user may read, or the variable "
                            + PASSWORD.variable());
        }
        Optional<String> user = USER.in(relay, environment, problems);
        Optional<String> file = PASSWORD_FILE.in(relay, environment, problems);
        Optional<String> said = PASSWORD.in(relay, environment, problems);
        boolean isSecret = said.isPresent() || file.isPresent();
        if (user.isPresent() != isSecret) {
            relay.note(
                    relay.mark(),
                    user.isPresent() ? "a user without a password" : "a password without a user",
                    "user: and password-file:, or the variable %s in place of the file"
                            .formatted(PASSWORD.variable()),
                    "");
            return new Credentials.None();
        }
        return user.isPresent()
                ? new Credentials.Password(
                        user.get(), said.orElseGet(() -> password.apply(file.orElseThrow())))
                : new Credentials.None();
    }

    private boolean isSet(Fields fields, Setting<?> setting) {
        return fields.has(setting.key()) || setting.said(environment).isPresent();
    }

    /// What is sent to a relay on this machine crosses no network, and its certificate is seldom
    /// one that anybody vouches for.
    private static Encryption usualEncryption(String host) {
        return SmtpSettings.isThisMachine(host) ? Encryption.NONE : Encryption.STARTTLS;
    }

    /// How to greet where nothing is said: by the name that the links in mails bear.
    private static String helloName(Optional<URI> address) {
        return address.map(URI::getHost)
                .filter(host -> host.matches(".*\\p{Alpha}"))
                .orElse("localhost");
    }

    private static Optional<URI> address(String text) {
        try {
            URI address = new URI(text);
            boolean isWeb =
                    "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            boolean isBare =
                    address.getRawUserInfo() == null
                            && address.getRawQuery() == null
                            && address.getRawFragment() == null
                            && List.of("", "/").contains(String.valueOf(address.getRawPath()));
            return Optional.of(address).filter(_ -> isWeb && isBare && address.getHost() != null);
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }
}
