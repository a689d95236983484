package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Every page that a visitor can reach from home by following links.
final class PagesTest {
    /// More than the sample has: the walk ends by itself.
    private static final int PAGES_MAX = 3_000;

    private static final int PAGE_BYTES_MAX = 200 * 1_024;

    private static ConsoleServer server;
    private static ConsoleServer emptyServer;
    private static SortedMap<String, String> pages;

    @BeforeAll
    static void walk() throws IOException {
        server = ConsoleServerTest.start(SampleReading.shop().reading(), 0, List.of());
        emptyServer = ConsoleServerTest.start(SampleReading.empty().reading(), 0, List.of());
        pages = walk(new Visitor(server));
    }

    @AfterAll
    static void stop() {
        server.close();
        emptyServer.close();
    }

    private static SortedMap<String, String> walk(Visitor visitor) {
        SortedMap<String, String> found = new TreeMap<>();
        Deque<String> open =
                new ArrayDeque<>(List.of("/console", "/e/u/token", "/console/nowhere"));
        while (!open.isEmpty()) {
            String path = open.pop();
            if (found.containsKey(path)) {
                continue;
            }
            HttpResponse<String> answer = visitor.get(path);
            assertThat(answer.statusCode())
                    .as(path)
                    .isEqualTo(path.endsWith("nowhere") ? 404 : 200);
            boolean html =
                    answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
            boolean mail = path.endsWith("/html");
            found.put(path, html && !mail ? answer.body() : "");
            if (html && !mail) {
                open.addAll(new HtmlPage(answer.body()).links());
            }
            assertThat(found).hasSizeLessThan(PAGES_MAX);
        }
        found.values().removeIf(String::isEmpty);
        return found;
    }

    @Test
    void allLinksLeadToAPage() {
        assertThat(pages)
                .hasSizeGreaterThan(400)
                .containsKeys(
                        "/console",
                        "/console/live",
                        "/console/people",
                        "/console/people?page=2",
                        "/console/segments/vip",
                        "/console/campaigns/picks-for-you",
                        "/console/campaigns/picks-for-you/messages?state=unsent",
                        "/console/templates",
                        "/console/templates?page=2",
                        "/console/templates?sort=findings&down=yes",
                        "/console/templates/picks-for-you",
                        "/console/templates/picks-for-you?show=text",
                        "/console/mailbox",
                        "/console/quarantine",
                        "/console/alerts",
                        "/console/alerts?page=2",
                        "/console/alerts?sort=lasted&direction=up&page=2",
                        "/console/quarantine/negative_price?page=2");
    }

    @Test
    void everyPageIsWholeLabelledAndFreeOfInlineCode() {
        pages.forEach((path, page) -> assertThat(new HtmlPage(page).faults()).as(path).isEmpty());
    }

    @Test
    void theCheckOfPagesFindsWhatIsWrong() {
        String wrong =
                "<!DOCTYPE html><html><head><title>x</title></head><body"
                    + " onload=\"run()\"><main><h1>a</h1><h1>b</h1><p style=\"color:red\">5 < 6 &"
                    + " 7</p><input type=\"text\"><img src=\"/x\">"
                    + "<script>run()</script></main></body></html>";

        assertThat(new HtmlPage(wrong).faults())
                .anyMatch(it -> it.contains("inline onload"))
                .anyMatch(it -> it.contains("inline style"))
                .anyMatch(it -> it.contains("found 2 of h1"))
                .anyMatch(it -> it.contains("stray <"))
                .anyMatch(it -> it.contains("html without lang"))
                .anyMatch(it -> it.contains("input without aria-label"))
                .anyMatch(it -> it.contains("img without alt"))
                .anyMatch(it -> it.contains("script without src"));
        assertThat(new HtmlPage("<!DOCTYPE html><html lang=\"en\"><b><i></b></i></html>").faults())
                .anyMatch(it -> it.contains("closes nothing"));
    }

    @Test
    void whatPeopleAreCalledNeverRuns() {
        long shown =
                pages.values().stream()
                        .peek(page ->
                                assertThat(page)
                                        .doesNotContain("<script>canary", "<img src=x", "'><img"))
                        .filter(page ->
                                page.contains("&lt;script>canary(1)")
                                        || page.contains("&lt;script&gt;canary(1)"))
                        .count();

        assertThat(shown).as("the canary is shown, as text").isGreaterThan(20);
    }

    @Test
    void everySectionOfAnEmptyWorkspaceTeaches() {
        SortedMap<String, String> empty = walk(new Visitor(emptyServer));

        empty.forEach((path, page) -> assertThat(new HtmlPage(page).faults()).as(path).isEmpty());
        assertThat(empty.get("/console")).contains("epistle import orders.csv --as orders");
        assertThat(empty.get("/console/live")).contains("Nothing has arrived yet", "curl http://");
        assertThat(empty.get("/console/people")).contains("Nobody is here yet");
        assertThat(empty.get("/console/segments")).contains("No segments yet", "epistle apply DIR");
        assertThat(empty.get("/console/campaigns")).contains("No campaigns yet");
        assertThat(empty.get("/console/templates"))
                .contains("No templates yet", "epistle apply DIR");
        assertThat(empty.get("/console/mailbox")).contains("No mail yet");
        assertThat(empty.get("/console/quarantine")).contains("Nothing is set aside");
    }

    @Test
    void aPageWithAllItLoadsStaysUnderTwoHundredKilobytes() {
        Visitor visitor = new Visitor(server);
        for (String path :
                List.of(
                        "/console",
                        "/console/live",
                        "/console/people",
                        "/console/segments/vip",
                        "/console/templates/picks-for-you",
                        "/console/mailbox",
                        "/console/quarantine/negative_price")) {
            long bytes = weight(visitor, path);
            for (String link : new HtmlPage(pages.getOrDefault(path, "")).links()) {
                bytes += link.startsWith("/assets/") ? weight(visitor, link) : 0;
            }

            assertThat(bytes).as(path).isLessThan(PAGE_BYTES_MAX);
        }
    }

    private static long weight(Visitor visitor, String path) {
        return visitor.bytes(visitor.request(path).header("Accept-Encoding", "gzip")).body().length;
    }

    @Test
    void pagesOutsideAListAreEmptyAndSaySo() {
        Visitor visitor = new Visitor(server);

        assertThat(visitor.get("/console/people?page=99").body())
                .contains("There is no page 99", "The last page is number 5");
        for (String page : List.of("0", "-1", "two", "1.5", "999999999999", "", "%00")) {
            HttpResponse<String> answer = visitor.get("/console/people?page=" + page);

            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(new HtmlPage(answer.body()).faults()).as(page).isEmpty();
        }
        assertThat(visitor.get("/console/mailbox?page=1000").body())
                .contains("There is no page 1,000");
        assertThat(visitor.get("/console/campaigns/picks-for-you/messages?page=77").body())
                .contains("There is no page 77");
        assertThat(
                        visitor.get(
                                        "/console/people/"
                                                + SampleReading.shop().ids().getFirst()
                                                + "?page=9")
                                .body())
                .contains("The last page is number 1");
    }

    @Test
    void homeLeadsToWhatWasSetAsideAndWhy() {
        assertThat(pages.get("/console"))
                .contains("64 rows of input were set aside", "href=\"/console/quarantine\"");
        assertThat(pages.get("/console/quarantine"))
                .contains("64 rows of input are set aside", "negative price", "63");
        assertThat(pages.get("/console/quarantine/negative_price"))
                .contains("orders.csv", "line 18, price", "-1.25", "0 or more")
                .contains("540002,22423,REGENCY CAKESTAND 3 TIER")
                .contains("The first 1,000 characters of it.");
    }

    @Test
    void aSegmentShowsItsSizeOverTimeOnceItHasOne() {
        assertThat(pages.get("/console/segments/vip")).contains("data-plot", "Show as a table");
        assertThat(pages.get("/console/segments/abroad"))
                .contains("people are in it on", "Its size is drawn here once people")
                .doesNotContain("data-plot");
    }

    @Test
    void theBannersFollowTheWorkspace() {
        String shop = pages.get("/console");
        String empty = new Visitor(emptyServer).get("/console").body();

        assertThat(shop).contains("Test mode", "Invented data");
        assertThat(empty).contains("Test mode").doesNotContain("Invented data");
    }

    @Test
    void aPreviewIsShutUpInItsFrame() {
        Visitor visitor = new Visitor(server);
        String template = "/console/templates/" + SampleTemplates.TEMPLATE;
        String person = template + "/people/" + SampleReading.shop().ids().getFirst();

        HttpResponse<String> frame = visitor.get(person + "/html");

        assertThat(frame.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("sandbox; default-src 'none'")
                .contains("frame-ancestors 'self'");
        assertThat(frame.body()).contains("<base target=\"_blank\">");
        assertThat(visitor.get(template).body()).contains(" sandbox=\"\"");
        for (String path :
                List.of(
                        template + "/people/nobody/html",
                        template + "/people/" + "0".repeat(32) + "/html",
                        "/console/templates/none",
                        person.replace(SampleTemplates.TEMPLATE, SampleTemplates.BROKEN)
                                + "/html")) {
            assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void aPreviewForWhomThereIsNotShowsNobodyElse() {
        Visitor visitor = new Visitor(server);
        String template = "/console/templates/" + SampleTemplates.TEMPLATE;

        for (String nobody : List.of("zzz", "0".repeat(32), "a%20b")) {
            assertThat(visitor.get(template + "?person=" + nobody).body())
                    .as(nobody)
                    .contains("There is no such person")
                    .doesNotContain("mail-facts", "As it would be now for");
        }
        assertThat(visitor.get(template).body())
                .contains("As it would be now for")
                .doesNotContain("There is no such person");
    }

    @Test
    void aMailThatWouldFailShowsItsLineAndAMarkBelowThePlace() {
        String page =
                new Visitor(server).get("/console/templates/" + SampleTemplates.BROKEN).body();

        assertThat(page)
                .containsPattern(
                        "<pre class=\"pointed\"[^>]*>letter[.]html:1:4: .*\\R  .*\\R {5}\\^</pre>");
    }

    @Test
    void aTemplateWithVeryManyFindingsAndLinesShowsTheFirstAndSaysSo() {
        Visitor visitor = new Visitor(server);
        String page = visitor.get("/console/templates/" + SampleTemplates.LONG).body();
        int findings = TemplateView.FINDINGS_MAX;
        int lines = TemplateView.LINES_MAX;

        assertThat(page)
                .contains("number %d<".formatted(findings))
                .doesNotContain("number %d<".formatted(findings + 1))
                .contains("7 more findings are not shown")
                .contains("id=\"html-%d\"".formatted(lines))
                .doesNotContain("html-%d\"".formatted(lines + 1))
                .contains("Only the first 1,000 lines are shown. All stand in letter.html.liquid.")
                .doesNotContain("#html-%d".formatted(lines + 9))
                .contains("href=\"#html-1\"");
        assertThat(visitor.get("/console/templates/" + SampleTemplates.TEMPLATE).body())
                .doesNotContain("not shown", "Only the first");
    }

    @Test
    void aMailIsFramedWithoutTheRightToRun() {
        String id =
                SampleReading.shop()
                        .mailbox(new MailQuery("", Paging.page(1)))
                        .items()
                        .getFirst()
                        .id();
        HttpResponse<String> frame = new Visitor(server).get("/console/mailbox/" + id + "/html");

        assertThat(frame.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("sandbox allow-popups", "default-src 'none'", "frame-ancestors 'self'")
                .doesNotContain("allow-scripts", "allow-same-origin", "script-src");
        assertThat(frame.headers().firstValue("X-Frame-Options")).contains("SAMEORIGIN");
        assertThat(frame.body()).contains("<head><base target=\"_blank\">");
        assertThat(pages.get("/console/mailbox/" + id))
                .contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\"");
    }

    @Test
    void theReportAddsUpAndSaysSoInWords() {
        String report = pages.get("/console/campaigns/picks-for-you");

        assertThat(report)
                .contains(
                        "No clear winner.",
                        "Of 100 people, 16.4 clicked in “Recommended for the person” and 8.2 in"
                                + " “Popular with everyone”",
                        "a difference this large would come up in 10 of 100 such tests",
                        "Clicks here are simulated")
                .doesNotContain("does not add up");
    }
}
