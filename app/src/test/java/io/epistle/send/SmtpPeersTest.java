package io.epistle.send;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import io.epistle.compose.EmailAddress;
import io.epistle.compose.Message;
import io.epistle.compose.MimeWriter;
import io.epistle.compose.RandomMessages;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

import javax.net.ssl.SSLContext;

/// Our client against servers that others wrote, and our server against a client that others wrote.
final class SmtpPeersTest {

    private static final int MESSAGES = 60;
    private static final EmailAddress RETURN_PATH = EmailAddress.of("bounce@shop.example");

    @TempDir private static Path folder;

    @Test
    void subEthaGetsWhatWeSendEncryptedAndLoggedIn() throws IOException, GeneralSecurityException {
        Certificates certificates = Certificates.make(folder, "ip:127.0.0.1");
        List<String> received = Collections.synchronizedList(new ArrayList<>());
        SMTPServer server =
                SMTPServer.port(0)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .requireTLS()
                        .startTlsSocketFactory(certificates.server(), false)
                        .authenticationHandlerFactory(
                                new EasyAuthenticationHandlerFactory((user, password, context) -> {
                                    if (!user.equals("shop") || !password.equals("s3cret")) {
                                        throw new LoginFailedException();
                                    }
                                }))
                        .requireAuth()
                        .insertReceivedHeaders(false)
                        .messageHandler((context, from, to, data) ->
                                received.add(from + " " + to + "\n" + new String(data, ISO_8859_1)))
                        .build();
        server.start();
        List<String> sent = new ArrayList<>();
        try (SmtpChannel channel =
                channel(
                        server.getPortAllocated(),
                        Encryption.STARTTLS,
                        new Credentials.Password("shop", "s3cret"),
                        certificates.client())) {
            for (Message message : messages(41)) {
                byte[] bytes = MimeWriter.write(message);

                DeliveryOutcome outcome =
                        channel.deliver(
                                new Envelope(RETURN_PATH, message.to().address()),
                                bytes,
                                () -> true);

                assertThat(outcome).isInstanceOf(DeliveryOutcome.Accepted.class);
                sent.add(
                        RETURN_PATH.text()
                                + " "
                                + message.to().address().text()
                                + "\n"
                                + new String(bytes, ISO_8859_1));
            }
        } finally {
            server.stop();
        }

        assertThat(received).isEqualTo(sent);
    }

    @Test
    void greenMailGetsWhatWeSend()
            throws IOException, MessagingException, GeneralSecurityException {
        GreenMail server =
                new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        List<Message> sent = messages(42);
        try (SmtpChannel channel =
                channel(
                        server.getSmtp().getPort(),
                        Encryption.NONE,
                        new Credentials.None(),
                        SSLContext.getDefault())) {
            for (Message message : sent) {
                DeliveryOutcome outcome =
                        channel.deliver(
                                new Envelope(RETURN_PATH, EmailAddress.of("inbox@example.com")),
                                MimeWriter.write(message),
                                () -> true);

                assertThat(outcome).isInstanceOf(DeliveryOutcome.Accepted.class);
            }

            MimeMessage[] received = server.getReceivedMessages();
            assertThat(received).hasSize(sent.size());
            for (int i = 0; i < received.length; i++) {
                assertThat(received[i].getSubject()).isEqualTo(sent.get(i).subject());
                assertThat(received[i].getMessageID())
                        .isEqualTo(sent.get(i).messageId().toString());
            }
        } finally {
            server.stop();
        }
    }

    @Test
    void angusMailSendsToOurMailbox() throws IOException, MessagingException {
        KeptMail kept = new KeptMail();
        try (MailboxServer server =
                MailboxServer.start(
                        InetAddress.getLoopbackAddress(), 0, MailboxLimits.standard(), kept)) {
            Properties properties = new Properties();
            properties.setProperty("mail.smtp.from", RETURN_PATH.text());
            properties.setProperty("mail.smtp.localhost", "angus.example");
            Session session = Session.getInstance(properties);
            List<Message> sent = messages(43);
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect("127.0.0.1", server.port(), null, null);
                for (Message message : sent) {
                    MimeMessage mail =
                            new MimeMessage(
                                    session, new ByteArrayInputStream(MimeWriter.write(message)));
                    transport.sendMessage(
                            mail,
                            new InternetAddress[] {
                                new InternetAddress(message.to().address().text())
                            });
                }
            }

            assertThat(kept.kept()).hasSize(sent.size());
            for (int i = 0; i < sent.size(); i++) {
                KeptMail.Kept mail = kept.kept().get(i);
                Message message = sent.get(i);
                assertThat(mail.envelope())
                        .isEqualTo(
                                new ReceivedEnvelope(
                                        "angus.example",
                                        RETURN_PATH.text(),
                                        List.of(message.to().address().text())));
                assertThat(ReceivedMail.of(mail.bytes()).html())
                        .isEqualTo(message.content().html());
                assertThat(ReceivedMail.of(mail.bytes()).subject()).isEqualTo(message.subject());
            }
        }
    }

    @Test
    void angusMailsOwnMessageIsRead() throws IOException, MessagingException {
        KeptMail kept = new KeptMail();
        try (MailboxServer server =
                MailboxServer.start(
                        InetAddress.getLoopbackAddress(), 0, MailboxLimits.standard(), kept)) {
            Properties properties = new Properties();
            properties.setProperty("mail.smtp.host", "127.0.0.1");
            properties.setProperty("mail.smtp.port", Integer.toString(server.port()));
            MimeMessage mail = new MimeMessage(Session.getInstance(properties));
            mail.setFrom(new InternetAddress("a@shop.example", "Zoë", UTF_8.name()));
            mail.setRecipients(
                    jakarta.mail.Message.RecipientType.TO, "b@example.com,c@example.com");
            mail.setSubject("Grüße 🎁", UTF_8.name());
            mail.setText(".dot\n..\nlong " + "x".repeat(2_000) + "\n", UTF_8.name());
            Transport.send(mail);

            ReceivedMail read = ReceivedMail.of(kept.kept().getFirst().bytes());
            assertThat(read.subject()).isEqualTo("Grüße 🎁");
            assertThat(read.from()).isEqualTo("Zoë <a@shop.example>");
            assertThat(read.text()).isEqualTo(".dot\n..\nlong " + "x".repeat(2_000) + "\n");
            assertThat(kept.kept().getFirst().envelope().recipients())
                    .containsExactly("b@example.com", "c@example.com");
        }
    }

    /// Random messages that servers without SMTPUTF8 can take.
    private static List<Message> messages(long seed) {
        RandomMessages random = new RandomMessages(seed);
        List<Message> messages = new ArrayList<>();
        while (messages.size() < MESSAGES) {
            Message message = random.next();
            boolean quoted = message.to().address().text().startsWith("\"");
            if (!message.needsSmtpUtf8() && !quoted) {
                messages.add(message);
            }
        }
        return messages;
    }

    private static SmtpChannel channel(
            int port, Encryption encryption, Credentials credentials, SSLContext trust) {
        return new SmtpChannel(
                "relay",
                new SmtpSettings(
                        "127.0.0.1",
                        port,
                        encryption,
                        credentials,
                        "localhost",
                        SmtpTimeouts.all(Duration.ofSeconds(20)),
                        2,
                        50),
                trust);
    }
}
