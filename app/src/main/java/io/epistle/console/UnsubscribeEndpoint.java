package io.epistle.console;

import io.epistle.store.StoreException;
import io.epistle.vault.VaultException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.Map;
import java.util.Optional;

/// The unsubscribe link of mails. GET shows a page with a button and changes nothing, because
/// scanners and previews follow links; POST withdraws, whether a mail program sent it in one click
/// (RFC 8058) or the page's button did. No cookie, no redirect, no login.
final class UnsubscribeEndpoint implements HttpService {
    /// Where the links begin.
    static final String PATH = "/e/u";

    private final Showing showing;
    private final Unsubscribing unsubscribing;

    UnsubscribeEndpoint(Showing showing, Unsubscribing unsubscribing) {
        this.showing = showing;
        this.unsubscribing = unsubscribing;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.route(Replies.READS, Replies.path(PATH + "/{token}"), this::ask);
        rules.post(PATH + "/{token}", this::withdraw);
    }

    private void ask(ServerRequest request, ServerResponse response) {
        show(request, response, "ask");
    }

    /// The body says nothing that counts: `List-Unsubscribe=One-Click` and the button mean the
    /// same.
    private void withdraw(ServerRequest request, ServerResponse response) {
        String token = request.path().pathParameters().get("token");
        try {
            Unsubscribing.Withdrawal withdrawal =
                    token.length() > Unsubscribing.TOKEN_MAX
                            ? new Unsubscribing.Withdrawal.UnknownToken()
                            : unsubscribing.withdraw(token);
            show(
                    request,
                    response,
                    switch (withdrawal) {
                        case Unsubscribing.Withdrawal.Done _ -> "done";
                        case Unsubscribing.Withdrawal.Already _ -> "already";
                        case Unsubscribing.Withdrawal.UnknownToken _ -> "unknown";
                    });
        } catch (StoreException | VaultException refused) {
            showing.unavailable(request, response);
        }
    }

    /// A link that is none of ours is 404: a mail program that asked in one click must not tell its
    /// user that it is done.
    private void show(ServerRequest request, ServerResponse response, String state) {
        Frame frame =
                Frame.of(
                        Optional.empty(),
                        showing.texts().say("unsubscribe." + state + ".title"),
                        showing.workspace().standing(),
                        showing.texts(),
                        showing.assets());
        Replies.page(
                request,
                response,
                state.equals("unknown") ? Status.NOT_FOUND_404 : Status.OK_200,
                showing.pages().render("unsubscribe", Map.of("frame", frame, "state", state)));
    }
}
