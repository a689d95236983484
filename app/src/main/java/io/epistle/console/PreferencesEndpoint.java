package io.epistle.console;

import io.epistle.collect.http.BodyRead;
import io.epistle.collect.http.BodyRoomWorker;
import io.epistle.privacy.MailFrequency;
import io.epistle.send.MailChoices;
import io.epistle.send.MailLinks;
import io.epistle.send.Preferring;
import io.epistle.store.StoreException;
import io.epistle.vault.VaultException;
import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.common.parameters.Parameters;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.BadRequestException;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/// The preference page of mails: a form that works without scripts, cookies and login. GET changes
/// nothing; POST does what the form says. Only who has the mail knows the address, so no other page
/// can post for its reader; a browser that says it comes from elsewhere is refused besides.
final class PreferencesEndpoint implements HttpService {
    /// What the form says for all marketing mail, which has no id; no topic is called so.
    private static final String ALL = "*";

    private static final MediaType FORM = MediaTypes.APPLICATION_FORM_URLENCODED;

    /// Some thousand forms at once; one has a few hundred bytes.
    private static final int ROOM_BYTES = 4 << 20;

    private final BodyRoomWorker room = new BodyRoomWorker(ROOM_BYTES, BodyRoomWorker.PATIENCE);
    private final Showing showing;
    private final Preferring preferring;

    PreferencesEndpoint(Showing showing, Preferring preferring) {
        this.showing = showing;
        this.preferring = preferring;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.route(Replies.READS, Replies.path(MailLinks.PREFERENCES + "{token}"), this::ask);
        rules.post(MailLinks.PREFERENCES + "{token}", this::choose);
    }

    private void ask(ServerRequest request, ServerResponse response) {
        show(request, response, () -> preferring.read(token(request)), "");
    }

    /// What is no form of this page, such as the POST of a program that tries links, changes
    /// nothing.
    private void choose(ServerRequest request, ServerResponse response) {
        try (BodyRoomWorker.Share share =
                room.open(
                        () -> refuse(request, response, Status.REQUEST_TIMEOUT_408, "link.slow"))) {
            switch (share.read(request, ConsoleGuard.BODY_BYTES_MAX)) {
                case BodyRead.Whole whole ->
                        choose(request, response, form(request, whole.bytes()));
                case BodyRead.TooLarge _ ->
                        showing.alone(
                                request,
                                response,
                                Status.REQUEST_ENTITY_TOO_LARGE_413,
                                "error.large");
                case BodyRead.NoRoom _ -> showing.unavailable(request, response);
                case BodyRead.Malformed _ ->
                        refuse(request, response, Status.BAD_REQUEST_400, "link.malformed");
            }
        }
    }

    /// Answers a request behind whose body nothing on its connection can be understood.
    private void refuse(ServerRequest request, ServerResponse response, Status status, String key) {
        response.header(HeaderValues.CONNECTION_CLOSE);
        showing.alone(request, response, status, key);
        throw new CloseConnectionException("what comes behind the body cannot be told from it");
    }

    private void choose(ServerRequest request, ServerResponse response, Optional<Parameters> form) {
        switch (form.map(given -> given.first("do").orElse("")).orElse("")) {
            case "save" ->
                    show(
                            request,
                            response,
                            () -> preferring.choose(token(request), wish(form.orElseThrow())),
                            "saved");
            case "leave" -> show(request, response, () -> preferring.leave(token(request)), "left");
            default -> ask(request, response);
        }
    }

    /// The form that was sent; absent where what was sent is none.
    private static Optional<Parameters> form(ServerRequest request, byte[] bytes) {
        try {
            return request.headers()
                    .contentType()
                    .filter(type -> type.mediaType().equals(FORM))
                    .map(_ -> UriQuery.create(new String(bytes, StandardCharsets.UTF_8)));
        } catch (BadRequestException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static MailChoices.Wish wish(Parameters form) {
        SortedSet<String> topics = new TreeSet<>();
        if (form.contains("topic")) {
            form.all("topic").forEach(topic -> topics.add(topic.equals(ALL) ? "" : topic));
        }
        return new MailChoices.Wish(
                topics,
                form.first("frequency")
                        .asOptional()
                        .flatMap(MailFrequency::of)
                        .orElse(MailFrequency.ANY),
                form.contains("pause"),
                form.contains("links"),
                form.contains("opens"));
    }

    private static String token(ServerRequest request) {
        return request.path().pathParameters().get("token");
    }

    /// @param said what was done, as the end of a key of texts; empty where nothing was
    private void show(
            ServerRequest request,
            ServerResponse response,
            Supplier<Optional<MailChoices>> choices,
            String said) {
        try {
            Optional<MailChoices> found = choices.get();
            if (found.isEmpty()) {
                showing.alone(request, response, Status.NOT_FOUND_404, "link.unknown");
                return;
            }
            Frame frame =
                    Frame.of(
                            Optional.empty(),
                            showing.texts().say("preferences.title"),
                            showing.workspace().standing(),
                            showing.texts(),
                            showing.assets());
            showing.page(
                    request,
                    response,
                    "preferences",
                    Map.of("frame", frame, "choices", found.get(), "said", said));
        } catch (StoreException | VaultException refused) {
            showing.unavailable(request, response);
        }
    }
}
