package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.store.StoreException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

final class UnsubscribeEndpointTest {
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    private final List<String> withdrawn = Collections.synchronizedList(new ArrayList<>());
    private ConsoleServer server;
    private Visitor visitor;

    @BeforeEach
    void start() throws IOException {
        server =
                ConsoleServer.start(
                        InetAddress.getLoopbackAddress(),
                        0,
                        List.of(),
                        SampleReading.empty().reading(),
                        new LinkActions(
                                this::withdraw,
                                ConsoleServerTest.NOWHERE,
                                ConsoleServerTest.NOBODY),
                        Optional.empty());
        visitor = new Visitor(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Unsubscribing.Withdrawal withdraw(String token) {
        if (token.equals("full")) {
            throw new StoreException("the disk is full");
        }
        if (!token.startsWith("good")) {
            return new Unsubscribing.Withdrawal.UnknownToken();
        }
        boolean already = withdrawn.contains(token);
        withdrawn.add(token);
        return already
                ? new Unsubscribing.Withdrawal.Already()
                : new Unsubscribing.Withdrawal.Done();
    }

    @Test
    void lookingAtTheLinkChangesNothing() throws IOException {
        HttpResponse<String> page = visitor.get("/e/u/good1");
        String head =
                visitor.raw(
                        "HEAD /e/u/good1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Unsubscribe from our mails?", "<form method=\"post\">");
        assertThat(new HtmlPage(page.body()).faults()).isEmpty();
        assertThat(head).startsWith("HTTP/1.1 200");
        assertThat(withdrawn).isEmpty();
    }

    @Test
    void oneClickFromAMailProgramWithdrawsAtOnce() {
        HttpResponse<String> answer = visitor.post("/e/u/good1", ONE_CLICK);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.body()).contains("You are unsubscribed");
        assertThat(withdrawn).containsExactly("good1");
    }

    @Test
    void thePagesOwnButtonDoesTheSame() {
        HttpResponse<String> answer = visitor.post("/e/u/good1", "");

        assertThat(answer.body()).contains("You are unsubscribed");
        assertThat(new HtmlPage(answer.body()).faults()).isEmpty();
        assertThat(withdrawn).containsExactly("good1");
    }

    @Test
    void whileNothingCanBeStoredItSaysSoAndWhenToTryAgain() {
        HttpResponse<String> answer = visitor.post("/e/u/full", ONE_CLICK);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("try again").doesNotContain("the disk is full");
    }

    @Test
    void askingTwiceIsHarmlessAndSaysSo() {
        visitor.post("/e/u/good1", ONE_CLICK);

        assertThat(visitor.post("/e/u/good1", ONE_CLICK).body())
                .contains("You are unsubscribed already");
    }

    @Test
    void anUnknownLinkIsAnsweredWithAWayOut() {
        HttpResponse<String> answer = visitor.post("/e/u/bad", ONE_CLICK);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains("This link does not work", "ask to be taken off the list");
    }

    @Test
    void aTokenLongerThanOursIsNotEvenLookedUp() {
        HttpResponse<String> answer =
                visitor.post("/e/u/good" + "x".repeat(Unsubscribing.TOKEN_MAX), ONE_CLICK);

        assertThat(answer.body()).contains("This link does not work");
        assertThat(withdrawn).isEmpty();
    }

    @Test
    void mailProgramsMayAskFromTheirOwnSites() {
        HttpResponse<String> answer =
                visitor.send(
                        visitor.request("/e/u/good1")
                                .header("Sec-Fetch-Site", "cross-site")
                                .header("Origin", "https://mail.example")
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "--b\r\n"
                                                        + "Content-Disposition: form-data;"
                                                        + " name=\"List-Unsubscribe\"\r\n\r\n"
                                                        + "One-Click\r\n"
                                                        + "--b--\r\n")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(withdrawn).containsExactly("good1");
    }

    @Test
    void aBodyBeyondReasonIsRefused() {
        HttpResponse<String> answer = visitor.post("/e/u/good1", "x".repeat(200_000));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(withdrawn).isEmpty();
    }
}
