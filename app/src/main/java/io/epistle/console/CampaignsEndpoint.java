package io.epistle.console;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Campaigns: the list, one report, and its ledger, as pages and as JSON.
final class CampaignsEndpoint implements HttpService {
    private static final String API = ConsoleServer.API + "/campaigns";

    private final Showing showing;
    private final CampaignsReading campaigns;

    CampaignsEndpoint(Showing showing, CampaignsReading campaigns) {
        this.showing = showing;
        this.campaigns = campaigns;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.route(Replies.READS, Replies.path(Links.CAMPAIGNS), this::campaigns);
        rules.route(Replies.READS, Replies.path(Links.CAMPAIGNS + "/{id}"), this::campaign);
        rules.route(Replies.READS, Replies.path(Links.CAMPAIGNS + "/{id}/messages"), this::ledger);
        rules.get(Links.CAMPAIGNS + "/{id}/messages.csv", this::file);
        rules.route(Replies.READS, Replies.path(API), this::campaignsJson);
        rules.route(Replies.READS, Replies.path(API + "/{id}"), this::campaignJson);
        rules.route(Replies.READS, Replies.path(API + "/{id}/messages"), this::ledgerJson);
    }

    private void campaigns(ServerRequest request, ServerResponse response) {
        Frame frame = showing.frame(Section.CAMPAIGNS, showing.texts().say("section.campaigns"));
        showing.page(
                request,
                response,
                "campaigns",
                Map.of("frame", frame, "view", campaigns.campaigns()));
    }

    private void campaignsJson(ServerRequest request, ServerResponse response) {
        Replies.json(
                request, response, Status.OK_200, CampaignsJson.campaigns(campaigns.campaigns()));
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }

    private void campaign(ServerRequest request, ServerResponse response) {
        Optional<CampaignView> view = campaigns.campaign(id(request));
        if (view.isEmpty()) {
            unknown(request, response);
            return;
        }
        Frame frame = showing.frame(Section.CAMPAIGNS, view.get().row().name());
        showing.page(request, response, "campaign", Map.of("frame", frame, "view", view.get()));
    }

    private void campaignJson(ServerRequest request, ServerResponse response) {
        Optional<CampaignView> view = campaigns.campaign(id(request));
        if (view.isEmpty()) {
            unknown(request, response);
        } else {
            Replies.json(request, response, Status.OK_200, CampaignsJson.campaign(view.get()));
        }
    }

    private void unknown(ServerRequest request, ServerResponse response) {
        showing.error(request, response, Status.NOT_FOUND_404, "error.campaign");
    }

    /// What an address asks for; an unknown state counts as not asked.
    private static LedgerQuery query(ServerRequest request) {
        Optional<String> state = Replies.parameter(request, "state");
        List<MessageState> states =
                state.filter("unsent"::equals).isPresent()
                        ? LedgerQuery.UNSENT
                        : List.of(MessageState.values()).stream()
                                .filter(it -> state.filter(it.name()::equalsIgnoreCase).isPresent())
                                .toList();
        return new LedgerQuery(
                states, Replies.parameter(request, "reason"), Replies.paging(request));
    }

    private void ledger(ServerRequest request, ServerResponse response) {
        LedgerQuery query = query(request);
        Optional<CampaignView> view = campaigns.campaign(id(request));
        Optional<Slice<LedgerRow>> ledger = campaigns.ledger(id(request), query);
        if (view.isEmpty() || ledger.isEmpty()) {
            unknown(request, response);
            return;
        }
        String title = showing.texts().say("ledger.title", view.get().row().name());
        showing.page(
                request,
                response,
                "ledger",
                Map.of(
                        "frame",
                        showing.frame(Section.CAMPAIGNS, title),
                        "view",
                        view.get(),
                        "query",
                        query,
                        "ledger",
                        ledger.get()));
    }

    private void file(ServerRequest request, ServerResponse response) {
        LedgerQuery query = query(request);
        String id = id(request);
        if (campaigns.ledger(id, query).isEmpty()) {
            unknown(request, response);
            return;
        }
        Replies.csv(
                response,
                "messages.csv",
                List.of("person", "name", "email", "variant", "state", "reason", "at"),
                paging ->
                        campaigns
                                .ledger(id, query.on(paging))
                                .orElse(new Slice<>(List.of(), paging, 0)),
                row ->
                        List.of(
                                row.person().toString(),
                                row.name().orElse(""),
                                row.email().orElse(""),
                                row.variant(),
                                row.state().name().toLowerCase(Locale.ROOT),
                                row.reason(),
                                row.at().toString()));
    }

    private void ledgerJson(ServerRequest request, ServerResponse response) {
        Optional<Slice<LedgerRow>> ledger = campaigns.ledger(id(request), query(request));
        if (ledger.isEmpty()) {
            unknown(request, response);
        } else {
            Replies.json(request, response, Status.OK_200, CampaignsJson.ledger(ledger.get()));
        }
    }
}
