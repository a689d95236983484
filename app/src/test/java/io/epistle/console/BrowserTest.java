package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The console in a real browser: nothing on its error console, no finding of axe, and a marketer's
/// ways by keyboard alone. With `-Depistle.screenshots=DIR` every page is also kept as a picture.
@Tag("proof")
final class BrowserTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static ConsoleServer server;
    private static ConsoleServer emptyServer;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() throws IOException {
        browser = Chromium.open();
        server = ConsoleServerTest.start(SampleReading.shop().reading(), 0, List.of());
        emptyServer = ConsoleServerTest.start(SampleReading.empty().reading(), 0, List.of());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
            server.close();
            emptyServer.close();
        }
    }

    private static Map<String, String> pages() {
        String busy =
                SampleReading.shop()
                        .people(
                                new PeopleQuery(
                                        "",
                                        java.util.Optional.empty(),
                                        java.util.Optional.empty(),
                                        java.util.Optional.empty(),
                                        PeopleOrder.ORDERS,
                                        true,
                                        java.util.Optional.empty(),
                                        Paging.page(1)))
                        .people()
                        .items()
                        .getFirst()
                        .id()
                        .toString();
        String mail =
                SampleReading.shop()
                        .mailbox(new MailQuery("", Paging.page(1)))
                        .items()
                        .getFirst()
                        .id();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("home", "/console");
        pages.put("live", "/console/live");
        pages.put("live-paused", "/console/live?paused=yes");
        pages.put("journey", Links.journey(SampleReading.shop().arrivedFirst()));
        pages.put("people", "/console/people");
        pages.put("person", "/console/people/" + busy);
        pages.put("segments", "/console/segments");
        pages.put("segment", "/console/segments/vip");
        pages.put("campaigns", "/console/campaigns");
        pages.put("campaign", "/console/campaigns/picks-for-you");
        pages.put("unsent", "/console/campaigns/picks-for-you/messages?state=unsent");
        pages.put("templates", "/console/templates");
        pages.put("template", "/console/templates/picks-for-you");
        pages.put("template-phone", "/console/templates/picks-for-you?width=phone");
        pages.put("template-text", "/console/templates/picks-for-you?show=text&q=ada");
        pages.put("template-skipped", "/console/templates/" + SampleTemplates.SKIPPED);
        pages.put("template-broken", "/console/templates/" + SampleTemplates.BROKEN);
        pages.put("mailbox", "/console/mailbox");
        pages.put("mail", "/console/mailbox/" + mail);
        pages.put("mail-headers", "/console/mailbox/" + mail + "?part=headers");
        pages.put("mail-source", "/console/mailbox/" + mail + "?part=source");
        pages.put("quarantine", "/console/quarantine");
        pages.put("quarantined", "/console/quarantine/negative_price");
        pages.put("alerts", "/console/alerts");
        pages.put("alerts-page", "/console/alerts?page=2");
        pages.put("nowhere", "/console/nowhere");
        pages.put("unsubscribe", "/e/u/token");
        return pages;
    }

    private static void look(String scheme, int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 600));
    }

    private static void open(ConsoleServer from, String path) {
        browser.get(from.address().resolve(path).toString());
    }

    @Test
    void noPageHasAnAccessibilityFindingOrAnErrorInLightOrDarkOnDesktopOrPhone()
            throws IOException {
        String axe = axe();
        List<String> findings = new ArrayList<>();
        for (String scheme : List.of("light", "dark")) {
            for (int width : List.of(1280, 390)) {
                look(scheme, width, width > 600 ? 900 : 844);
                for (Map.Entry<String, String> page : pages().entrySet()) {
                    open(server, page.getValue());
                    String name = page.getKey() + "-" + scheme + (width < 600 ? "-phone" : "");
                    keep(name);
                    findings.addAll(findings(name, axe));
                    findings.addAll(errors(name, page.getKey().equals("nowhere")));
                    findings.addAll(overflow(name));
                }
                for (String path :
                        List.of(
                                "/console",
                                "/console/live",
                                "/console/people",
                                "/console/segments",
                                "/console/campaigns",
                                "/console/templates",
                                "/console/mailbox",
                                "/console/quarantine",
                                "/console/alerts")) {
                    open(emptyServer, path);
                    String name =
                            "empty"
                                    + path.replace('/', '-')
                                    + "-"
                                    + scheme
                                    + (width < 600 ? "-phone" : "");
                    keep(name);
                    findings.addAll(findings(name, axe));
                    findings.addAll(errors(name, false));
                }
            }
        }

        assertThat(findings).isEmpty();
    }

    private static String axe() throws IOException {
        try (InputStream script = BrowserTest.class.getResourceAsStream("/axe.min.js")) {
            assumeTrue(script != null, "skipped: axe-core is not on the class path");
            return new String(
                    java.util.Objects.requireNonNull(script).readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }

    /// What axe finds by the rules of WCAG 2.2 AA and its own best practice. The mail's frame is
    /// the mail's affair.
    private static List<String> findings(String name, String axe) {
        browser.executeScript(axe);
        Object result =
                browser.executeAsyncScript(
                        """
                        const done = arguments[arguments.length - 1];
                        axe.run({ exclude: [["iframe"]] }, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
                          .then(found => done(found.violations.map(one => one.id + ": " + one.nodes.map(node => node.html + " " + node.failureSummary).slice(0, 3).join(" | "))))
                          .catch(failure => done([String(failure)]));
                        """);
        return ((List<?>) java.util.Objects.requireNonNull(result))
                .stream().map(it -> name + " " + it).toList();
    }

    /// What the browser complains of. That a page which does not exist is not there is no
    /// complaint, and neither is a script in a mail that was kept from running: that is what its
    /// frame is for.
    private static List<String> errors(String name, boolean missing) {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(it -> !(missing && it.contains("404")))
                .filter(it -> !(it.contains("/html") && it.contains("sandboxed")))
                .map(it -> name + " " + it)
                .toList();
    }

    /// A page that can be pushed sideways is broken on a phone.
    private static List<String> overflow(String name) {
        Object wider =
                browser.executeScript(
                        "return document.documentElement.scrollWidth > window.innerWidth + 1");
        return Boolean.TRUE.equals(wider) ? List.of(name + " is wider than its window") : List.of();
    }

    private static void keep(String name) throws IOException {
        String folder = System.getProperty("epistle.screenshots", "");
        if (!folder.isEmpty()) {
            Files.createDirectories(Path.of(folder));
            Files.write(Path.of(folder, name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        }
    }

    private static void press(CharSequence... keys) {
        for (CharSequence key : keys) {
            new Actions(browser).sendKeys(key).perform();
        }
    }

    private static void await(String script) {
        new WebDriverWait(browser, PATIENCE)
                .until(_ -> Boolean.TRUE.equals(browser.executeScript("return " + script)));
    }

    @Test
    void aMarketerFindsAPersonAndWhyTheyAreInASegmentByKeyboardAlone() {
        look("light", 1280, 900);
        open(server, "/console");

        press("g", "p");
        await("location.pathname === '/console/people' && document.readyState === 'complete'");
        press("/");
        await("document.activeElement.id === 'search'");
        press("customer12349");
        await("document.querySelectorAll('#people tbody tr').length === 1");
        await("location.search.includes('customer12349')");
        press(Keys.ESCAPE, "j");
        await("document.activeElement.matches('#people tbody a')");
        press(Keys.ENTER);
        await(
                "/people\\/[0-9a-f]{32}/.test(location.pathname) && document.readyState ==="
                        + " 'complete'");
        press("j");
        await("document.activeElement.matches('summary')");

        boolean wasOpen =
                Boolean.TRUE.equals(
                        browser.executeScript("return document.activeElement.parentElement.open"));
        press(Keys.ENTER);
        await("document.activeElement.parentElement.open === " + !wasOpen);
        assertThat(errors("person by keyboard", false)).isEmpty();
    }

    /// The sample, of which as many facts have arrived as the test says.
    private static ConsoleReading arriving(AtomicInteger arrived) {
        ConsoleReading shop = SampleReading.shop().reading();
        List<LiveRow> rows = shop.live().live(LiveQuery.all()).rows();
        return new ConsoleReading(
                shop.workspace(),
                shop.home(),
                shop.people(),
                shop.person(),
                shop.segments(),
                shop.campaigns(),
                shop.templates(),
                shop.mailbox(),
                shop.quarantine(),
                new LiveReading() {
                    @Override
                    public long newest() {
                        return arrived.get();
                    }

                    @Override
                    public LiveView live(LiveQuery query) {
                        int count = arrived.get();
                        return new LiveView(
                                rows.subList(rows.size() - count, rows.size()),
                                count,
                                List.of(),
                                List.of(),
                                Optional.empty());
                    }

                    @Override
                    public Optional<JourneyView> journey(long sequence) {
                        return Optional.empty();
                    }
                },
                shop.alerts());
    }

    @Test
    void factsArriveWithoutAReloadUntilThePageIsPaused() throws IOException {
        AtomicInteger arrived = new AtomicInteger();
        String facts = "document.querySelectorAll('#live li.fact').length === ";
        look("light", 1280, 900);
        try (ConsoleServer arriving = ConsoleServerTest.start(arriving(arrived), 0, List.of())) {
            open(arriving, "/console/live");
            browser.executeScript("window.first = true");
            await("document.querySelector('#live .empty') !== null");
            arrived.set(1);
            await(facts + 1);
            browser.executeScript(
                    "const when = document.querySelector('#live .when'); when.focus();"
                            + " window.focused = when.id");
            arrived.set(3);
            await(facts + 3);
            await("window.first === true && document.activeElement.id === window.focused");

            browser.executeScript("document.getElementById('pause').click()");
            await("location.search === '?paused=yes' && document.readyState === 'complete'");
            await("!document.getElementById('live').hasAttribute('hx-get')");
            await(facts + 3);
            assertThat(errors("live", false)).isEmpty();
            open(arriving, "/console/nowhere");
        }
        errors("the server that ended", true);
    }

    @Test
    void mailsAreReadOneAfterTheOtherByKeyboard() {
        look("light", 1280, 900);
        open(server, "/console/mailbox");

        press("j", "j", Keys.ENTER);
        await("document.querySelector('#mail iframe') !== null");
        String first = browser.getCurrentUrl();
        await("document.querySelectorAll('.mail-list a[aria-current]').length === 1");
        press("j", Keys.ENTER);
        await(
                "location.href !== '"
                        + first
                        + "' && document.querySelector('#mail iframe') !== null");
        await("document.querySelector('.mail-list a[aria-current]').href === location.href");

        assertThat(errors("mailbox by keyboard", false)).isEmpty();
    }

    @Test
    void alertsAreReadOneAfterTheOtherByKeyboard() {
        look("light", 1280, 900);
        open(server, "/console");

        press("g", "a");
        await("location.pathname === '/console/alerts' && document.readyState === 'complete'");
        press("j");
        await("document.activeElement.closest('li.alert h3, li.alert') !== null");
        String first = said();
        press("j");
        await("document.activeElement.closest('li.alert').innerText !== " + first);

        assertThat(errors("alerts by keyboard", false)).isEmpty();
    }

    /// The alert that has the focus, as a literal of JavaScript.
    private static String said() {
        return String.valueOf(
                browser.executeScript(
                        "return"
                            + " JSON.stringify(document.activeElement.closest('li.alert').innerText)"));
    }

    @Test
    void theKeysAreShownOnRequest() {
        look("light", 1280, 900);
        open(server, "/console/segments");

        press("?");
        await("document.getElementById('keys').open");
        assertThat(browser.findElement(By.id("keys")).getText())
                .contains("Search", "Next and previous row");
        press(Keys.ESCAPE);
        await("!document.getElementById('keys').open");
    }

    @Test
    void theFirstTabSkipsToTheContent() {
        look("light", 1280, 900);
        open(server, "/console/people");

        press(Keys.TAB);
        WebElement skip = browser.switchTo().activeElement();
        assertThat(skip.getText()).isEqualTo("Skip to the content");
        press(Keys.ENTER);
        await("document.activeElement.id === 'content'");
    }

    @Test
    void plotsAreDrawnAndFollowTheScheme() {
        look("light", 1280, 900);
        open(server, "/console");
        await("document.querySelector('.plot canvas') !== null");
        String light = colours();

        look("dark", 1280, 900);
        await("getComputedStyle(document.body).backgroundColor !== 'rgb(247, 247, 245)'");
        new WebDriverWait(browser, PATIENCE).until(_ -> !colours().equals(light));

        assertThat(errors("plots", false)).isEmpty();
    }

    private static String colours() {
        return String.valueOf(
                browser.executeScript(
                        "return document.querySelector('.plot canvas').toDataURL().length +"
                            + " document.querySelector('.plot canvas').toDataURL().slice(-400)"));
    }

    @Test
    void whatPeopleAreCalledNeverRunsInABrowser() {
        look("light", 1280, 900);
        for (String path :
                List.of(
                        "/console/people?sort=name",
                        "/console/segments/canary",
                        "/console/people/" + SampleReading.shop().ids().get(3),
                        "/console/mailbox?q=canary",
                        "/console/mailbox/m00003")) {
            browser.executeCdpCommand(
                    "Page.addScriptToEvaluateOnNewDocument",
                    Map.of(
                            "source",
                            "window.canaries = []; window.canary = it =>"
                                    + " window.canaries.push(it);"));
            open(server, path);

            assertThat(browser.executeScript("return window.canaries.length"))
                    .as(path)
                    .isEqualTo(0L);
        }
        errors("canaries", false);
    }

    @Test
    void aWarmPageAnswersWithinItsPatience() {
        Visitor visitor = new Visitor(server);
        List<Long> millis = new ArrayList<>();
        for (int round = 0; round < 300; round++) {
            long before = System.nanoTime();
            assertThat(visitor.get("/console/people").statusCode()).isEqualTo(200);
            millis.add((System.nanoTime() - before) / 1_000_000);
        }
        List<Long> warm = millis.subList(200, 300).stream().sorted().toList();

        assertThat(warm.get(50)).as("median of a whole page in ms").isLessThan(50);
    }
}
