package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.compose.EmailAddress;
import io.epistle.definition.Problems;
import io.epistle.definition.Settings;
import io.epistle.send.Credentials;
import io.epistle.send.Encryption;
import io.epistle.send.MailboxBounds;
import io.epistle.send.SmtpSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// The configuration: what its keys and variables mean, which of them wins, and what is said of
/// those that are wrong.
class ConfigTest {
    private static final Map<String, String> NO_VARIABLES = Map.of();

    @TempDir Path folder;

    private Config read(String text, Map<String, String> environment) {
        try {
            Path file = Files.writeString(folder.resolve("epistle.yaml"), text);
            return new ConfigFile(file, true).read(new TreeMap<>(environment));
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    private Config read(String text) {
        return read(text, NO_VARIABLES);
    }

    /// What is said of a text, by the file's name alone.
    private String refusal(String text, Map<String, String> environment) {
        try {
            return "understood: " + read(text, environment);
        } catch (Command.Refusal refused) {
            return String.valueOf(refused.getMessage()).replace(folder + "/", "");
        }
    }

    private static SmtpSettings relay(Config config) {
        return config.relay().orElseThrow();
    }

    /// A reference file, whose password file is on no machine.
    private static Config reference(String name) throws IOException {
        Path file = Path.of("..", "examples", "config", name);
        Problems problems = new Problems();
        ConfigReading reading =
                new ConfigReading(new TreeMap<>(), problems, named -> "in " + named);
        Optional<Config> config =
                Settings.read(name, Files.readString(file), problems, reading::read);
        assertThat(problems.sorted()).isEmpty();
        return config.orElseThrow();
    }

    @Test
    void theFullReferenceNamesEveryKeyAndVariableWithItsDefault() throws IOException {
        String text = Files.readString(Path.of("..", "examples", "config", "full.yaml"));
        Config full = reference("full.yaml");
        Config minimal = reference("minimal.yaml");

        for (Setting<?> setting : ConfigReading.ALL) {
            assertThat(text).containsPattern("\\b" + setting.variable() + "\\b");
            if (!setting.key().isEmpty()) {
                assertThat(text).containsPattern("(?m)^ *" + setting.key() + ":");
            }
        }
        assertThat(full.port()).isEqualTo(minimal.port()).isEqualTo(Config.PORT);
        assertThat(relay(full)).isEqualTo(relay(minimal));
        assertThat(full.address()).isEqualTo(minimal.address());
        assertThat(relay(full).credentials())
                .isEqualTo(new Credentials.Password("shop", "in /run/secrets/relay-password"));
        assertThat(full.allowed().holds(EmailAddress.of("Bob@STAFF.example.com"))).isTrue();
        assertThat(minimal.allowed().isEmpty()).isTrue();
        assertThat(full.mailbox()).isEqualTo(minimal.mailbox()).isEqualTo(MailboxBounds.STANDARD);
    }

    @Test
    void theMailboxKeepsWhatIsSaid() {
        assertThat(read("mailbox:\n  days: 7\n  mails: 10\n").mailbox())
                .isEqualTo(new MailboxBounds(Duration.ofDays(7), 10));
        assertThat(read("mailbox:\n  mails: 10\n").mailbox())
                .isEqualTo(new MailboxBounds(Duration.ofDays(90), 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing\n", "relay:\ntest:\n", "---\n", "{}"})
    void whereNothingIsSetTheDefaultsHold(String text) {
        assertThat(read(text)).isEqualTo(Config.STANDARD);
    }

    @Test
    void aFileThatNobodyNamedMayBeMissingAndANamedOneMayNot() {
        Path file = folder.resolve("nowhere.yaml");

        assertThat(new ConfigFile(file, false).read(new TreeMap<>())).isEqualTo(Config.STANDARD);
        assertThatThrownBy(() -> new ConfigFile(file, true).read(new TreeMap<>()))
                .isInstanceOf(Command.Refusal.class)
                .hasMessageContaining("nowhere.yaml")
                .hasMessageContaining("--config");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    port: 70000                       | epistle.yaml:1:7: found "70000" in "port", expected a whole number from 0 to 65535
                    port: [1]                         | epistle.yaml:1:7: found a list in "port", expected a whole number from 0 to 65535
                    prot: 1                           | epistle.yaml:1:1: found the key "prot", expected one of address, mailbox, port, relay, test; did you mean "port"?
                    relay: smtp.example.com           | epistle.yaml:1:8: found "smtp.example.com" in "relay", expected a mapping of keys to values
                    relay: {port: 25}                 | epistle.yaml:1:8: found a relay without host, expected host: and a host name such as smtp.example.com
                    relay: {host: a, port: 0}         | epistle.yaml:1:24: found "0" in "port", expected a whole number from 1 to 65535
                    relay: {host: a b}                | epistle.yaml:1:15: found "a b" in "host", expected a host name such as smtp.example.com
                    relay: {host: a, encryption: ssl} | epistle.yaml:1:30: found "ssl" in "encryption", expected one of starttls, tls, none
                    relay: {host: a, deliveries: 1001}| epistle.yaml:1:30: found "1001" in "deliveries", expected a whole number from 1 to 1000
                    relay: {host: a, user: ann}       | epistle.yaml:1:8: found a user without a password, expected user: and password-file:, or the variable EPISTLE_RELAY_PASSWORD in place of the file
                    address: mail.example.com         | epistle.yaml:1:10: found "mail.example.com" in "address", expected an address such as https://mail.example.com, without a path
                    address: https://a.example/mail   | epistle.yaml:1:10: found "https://a.example/mail" in "address", expected an address such as https://mail.example.com, without a path
                    address: ftp://a.example          | epistle.yaml:1:10: found "ftp://a.example" in "address", expected an address such as https://mail.example.com, without a path
                    test: {allow: ann@example.com}    | epistle.yaml:1:15: found "ann@example.com" in "allow", expected a list
                    test: {allow: [ann]}              | epistle.yaml:1:16: found "ann" in "allow", expected an address such as ann@example.com or a domain such as @example.com
                    test: {allow: ['@a_b.example']}   | epistle.yaml:1:16: found "@a_b.example" in "allow", expected an address such as ann@example.com or a domain such as @example.com
                    - port                            | epistle.yaml:1:1: found a list, expected keys and values, as in port: 8600
                    """)
    void whatIsWrongIsSaidInOneSentenceWithItsPlace(String text, String sentence) {
        assertThat(refusal(text, NO_VARIABLES)).isEqualTo(sentence);
    }

    @Test
    void aPasswordInTheFileIsRefusedAndNotRepeated() {
        String said = refusal("relay: {host: a, user: u, password: s3cret}", NO_VARIABLES);

        assertThat(said)
                .contains("a password in the configuration")
                .contains("EPISTLE_RELAY_PASSWORD")
                .doesNotContain("s3cret");
    }

    @Test
    void aPasswordNeverCrossesANetworkReadable() {
        Map<String, String> password = Map.of("EPISTLE_RELAY_PASSWORD", "s3cret");

        assertThat(refusal("relay: {host: smtp.a, user: u, encryption: none}", password))
                .startsWith(
                        "epistle.yaml:1:44: found none beside a user, expected starttls or tls");
        assertThat(relay(read("relay: {host: localhost, user: u, encryption: none}", password)))
                .extracting(SmtpSettings::credentials)
                .isEqualTo(new Credentials.Password("u", "s3cret"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    EPISTLE_PORT             | tcp://10.0.0.1:8600 | EPISTLE_PORT: found "tcp://10.0.0.1:8600", expected a whole number from 0 to 65535
                    EPISTLE_RELAY_ENCRYPTION | startls             | EPISTLE_RELAY_ENCRYPTION: found "startls", expected one of starttls, tls, none; did you mean "starttls"?
                    EPISTLE_TEST_ALLOW       | ann@example.com,bob | EPISTLE_TEST_ALLOW: found "bob", expected an address such as ann@example.com or a domain such as @example.com
                    """)
    void whatIsWrongInTheEnvironmentNamesTheVariable(
            String variable, String value, String sentence) {
        assertThat(refusal("relay: {host: a}", Map.of(variable, value))).isEqualTo(sentence);
    }

    @Test
    void aPasswordFileIsNamedFromTheConfigurationAndHasOneLine() throws IOException {
        String text = "relay: {host: a, user: u, password-file: secrets/relay}";
        Path file = Files.createDirectory(folder.resolve("secrets")).resolve("relay");

        assertThat(refusal(text, NO_VARIABLES)).contains("secrets/relay cannot be read");
        Files.writeString(file, "");
        assertThat(refusal(text, NO_VARIABLES)).startsWith("Found nothing in secrets/relay");
        Files.writeString(file, "one\ntwo\n");
        assertThat(refusal(text, NO_VARIABLES))
                .startsWith("Found several lines in secrets/relay")
                .doesNotContain("one\n");
        Files.writeString(file, " s3 cret \r\n");
        assertThat(relay(read(text)).credentials())
                .isEqualTo(new Credentials.Password("u", " s3 cret "));
        assertThat(relay(read(text, Map.of("EPISTLE_RELAY_PASSWORD", "other"))).credentials())
                .isEqualTo(new Credentials.Password("u", "other"));
        assertThat(read(text).toString()).doesNotContain("s3");
    }

    @Test
    void aFileThatIsNoTextOrHoldsTwoDocumentsIsRefused() throws IOException {
        Path file = folder.resolve("binary.yaml");
        Files.write(file, new byte[] {'a', (byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> new ConfigFile(file, true).read(new TreeMap<>()))
                .isInstanceOf(Command.Refusal.class)
                .hasMessageEndingWith("is no text in UTF-8.");
        assertThat(refusal("port: 1\n---\nport: 2\n", NO_VARIABLES))
                .isEqualTo(
                        "epistle.yaml:3:1: found a second document behind ---, expected one alone");
    }

    @Test
    void aRelayWithoutAnAddressIsRefusedUnlessTheCommandLineNamesOne() {
        Config config = read("relay: {host: a}");
        URI named = URI.create("https://mail.example.com");

        assertThatThrownBy(() -> config.links(Optional.empty(), 1))
                .isInstanceOf(Command.Refusal.class)
                .hasMessageContaining("address:");
        assertThat(config.links(Optional.of(named), 1)).isEqualTo(named);
        assertThat(read("address: https://a.example").links(Optional.of(named), 1))
                .isEqualTo(named);
        assertThat(read("address: https://a.example").links(Optional.empty(), 1))
                .isEqualTo(URI.create("https://a.example"));
        assertThat(Config.STANDARD.links(Optional.empty(), 7))
                .isEqualTo(URI.create("http://127.0.0.1:7"));
    }

    @Test
    void theRelayIsGreetedByTheNameOfTheAddressWhereItIsOne() {
        assertThat(relay(read("{address: 'https://m.example', relay: {host: a}}")).helloName())
                .isEqualTo("m.example");
        assertThat(relay(read("{address: 'https://192.0.2.1', relay: {host: a}}")).helloName())
                .isEqualTo("localhost");
        assertThat(relay(read("relay: {host: a, hello-name: b.example}")).helloName())
                .isEqualTo("b.example");
    }

    /// Each setting is drawn into the file, the environment, both or neither; whichever wins is
    /// known without reading any of it.
    @Test
    void theEnvironmentWinsOverTheFileSettingBySetting() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 400; round++) {
            StringBuilder top = new StringBuilder();
            StringBuilder inRelay = new StringBuilder();
            Map<String, String> environment = new TreeMap<>();
            String port = draw(random, "port", "EPISTLE_PORT", "8600", top, environment);
            String host = draw(random, "host", "EPISTLE_RELAY_HOST", "", inRelay, environment);
            if (host.isEmpty()) {
                host = "always.example";
                environment.put("EPISTLE_RELAY_HOST", host);
            }
            String way =
                    draw(
                            random,
                            "encryption",
                            "EPISTLE_RELAY_ENCRYPTION",
                            host.equals("127.0.0.1") ? "none" : "starttls",
                            inRelay,
                            environment);
            String usual =
                    Map.of("starttls", "587", "tls", "465", "none", "25").getOrDefault(way, "?");
            String relayPort =
                    draw(random, "port", "EPISTLE_RELAY_PORT", usual, inRelay, environment);
            String deliveries =
                    draw(
                            random,
                            "deliveries",
                            "EPISTLE_RELAY_DELIVERIES",
                            "8",
                            inRelay,
                            environment);
            String relay = inRelay.isEmpty() ? "" : "relay:\n" + inRelay;

            Config config = read(top + relay.replaceAll("(?m)^(?!relay:)", "  "), environment);

            assertThat(config.port()).isEqualTo(Integer.parseInt(port));
            SmtpSettings settings = relay(config);
            assertThat(settings.host()).isEqualTo(host);
            assertThat(settings.encryption())
                    .isEqualTo(Encryption.valueOf(way.toUpperCase(Locale.ROOT)));
            assertThat(settings.port()).isEqualTo(Integer.parseInt(relayPort));
            assertThat(settings.connectionsMax()).isEqualTo(Integer.parseInt(deliveries));
        }
    }

    private static String draw(
            SplittableRandom random,
            String key,
            String variable,
            String standard,
            StringBuilder file,
            Map<String, String> environment) {
        String expected = standard;
        if (random.nextBoolean()) {
            expected = value(random, key);
            file.append(key).append(": ").append(expected).append('\n');
        }
        switch (random.nextInt(3)) {
            case 0 -> {
                expected = value(random, key);
                environment.put(variable, expected);
            }
            case 1 -> environment.put(variable, "");
            default -> {
                // The variable is not there.
            }
        }
        return expected;
    }

    private static String value(SplittableRandom random, String key) {
        return switch (key) {
            case "host" -> List.of("a.example", "b", "127.0.0.1").get(random.nextInt(3));
            case "encryption" -> List.of("starttls", "tls", "none").get(random.nextInt(3));
            default -> Integer.toString(random.nextInt(1, 1_001));
        };
    }
}
