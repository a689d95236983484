package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.privacy.MailFrequency;
import io.epistle.send.MailChoices;
import io.epistle.send.Preferring;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The preference page as a browser gets and sends it.
final class PreferencesEndpointTest implements Preferring {
    private final List<MailChoices.Wish> wishes = Collections.synchronizedList(new ArrayList<>());
    private final List<String> left = Collections.synchronizedList(new ArrayList<>());
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
                                _ -> new Unsubscribing.Withdrawal.UnknownToken(),
                                ConsoleServerTest.NOWHERE,
                                this),
                        Optional.empty());
        visitor = new Visitor(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    public Optional<MailChoices> read(String token) {
        return token.equals("good")
                ? Optional.of(
                        new MailChoices(
                                List.of(
                                        new MailChoices.Topic("a", "A <b>", "More & more", true),
                                        new MailChoices.Topic("", "", "", false)),
                                MailFrequency.WEEKLY,
                                Optional.of(Instant.parse("2026-02-01T00:00:00Z")),
                                true,
                                false))
                : Optional.empty();
    }

    @Override
    public Optional<MailChoices> choose(String token, MailChoices.Wish wish) {
        wishes.add(wish);
        return read(token);
    }

    @Override
    public Optional<MailChoices> leave(String token) {
        left.add(token);
        return read(token);
    }

    @Test
    void thePageIsAFormThatNeedsNoScript() {
        String page = visitor.get("/e/p/good").body();

        assertThat(new HtmlPage(page).faults()).isEmpty();
        assertThat(page)
                .contains("A &lt;b&gt;", "More &amp; more", "value=\"weekly\" checked")
                .contains("<legend>", "method=\"post\"")
                .doesNotContain("<script", "role=\"status\"");
        assertThat(wishes).isEmpty();
    }

    @Test
    void whatTheFormSaysIsDone() {
        HttpResponse<String> answer =
                visitor.post(
                        "/e/p/good",
                        "topic=a&topic=*&topic=x&frequency=monthly&pause=on&opens=on&do=save");

        assertThat(answer.body()).contains("role=\"status\"", "Saved");
        assertThat(new HtmlPage(answer.body()).faults()).isEmpty();
        assertThat(wishes)
                .containsExactly(
                        new MailChoices.Wish(
                                new TreeSet<>(List.of("", "a", "x")),
                                MailFrequency.MONTHLY,
                                true,
                                false,
                                true));
    }

    @Test
    void leavingIsOnePress() {
        assertThat(visitor.post("/e/p/good", "topic=a&do=leave").body())
                .contains("You get no more marketing mail");
        assertThat(left).containsExactly("good");
        assertThat(wishes).isEmpty();
    }

    @Test
    void whatIsNotThePagesFormChangesNothing() {
        visitor.post("/e/p/good", "");
        visitor.post("/e/p/good", "topic=a");
        visitor.post("/e/p/good", "do=something");
        visitor.send(
                visitor.request("/e/p/good")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"do\":\"leave\"}")));
        HttpResponse<String> bare =
                visitor.send(
                        visitor.request("/e/p/good")
                                .POST(HttpRequest.BodyPublishers.ofString("do=leave")));

        assertThat(bare.statusCode()).isEqualTo(200);
        assertThat(wishes).isEmpty();
        assertThat(left).isEmpty();
    }

    @Test
    void anUnknownLinkIsAPageThatLeadsNowhere() {
        HttpResponse<String> page = visitor.get("/e/p/bad");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(new HtmlPage(page.body()).faults()).isEmpty();
    }
}
