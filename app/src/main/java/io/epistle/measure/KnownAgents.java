package io.epistle.measure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What programs call themselves: those that look at links and images without anybody reading.
/// Maintained by hand from what their makers document.
final class KnownAgents {
    /// Words of programs that say what they are.
    private static final List<String> WORDS =
            List.of(
                    "(?<!cu)bot(?![a-z])",
                    "crawl",
                    "spider",
                    "slurp",
                    "scanner",
                    "preview",
                    "prefetch",
                    "fetcher",
                    "monitor",
                    "checker",
                    "validator",
                    "headless",
                    "phantomjs",
                    "selenium",
                    "puppeteer",
                    "playwright",
                    "lighthouse",
                    "archiver");

    /// Libraries and tools that fetch.
    private static final List<String> LIBRARIES =
            List.of(
                    "curl/",
                    "wget/",
                    "python",
                    "aiohttp",
                    "httpx/",
                    "java/",
                    "java-http-client",
                    "apache-httpclient",
                    "okhttp",
                    "go-http-client",
                    "libwww",
                    "lwp::",
                    "axios/",
                    "node-fetch",
                    "undici",
                    "guzzlehttp",
                    "php/",
                    "ruby",
                    "faraday",
                    "dart:io",
                    "restsharp",
                    "postmanruntime",
                    "winhttp",
                    "powershell",
                    "scrapy",
                    "masscan",
                    "zgrab",
                    "nmap");

    /// Gateways that look for bad links, and services that show links to others.
    private static final List<String> SERVICES =
            List.of(
                    "barracuda",
                    "proofpoint",
                    "mimecast",
                    "symantec",
                    "messagelabs",
                    "fireeye",
                    "trendmicro",
                    "trend micro",
                    "forcepoint",
                    "ironport",
                    "sophos",
                    "fortiguard",
                    "fortinet",
                    "bitdefender",
                    "kaspersky",
                    "zscaler",
                    "paloalto",
                    "palo alto",
                    "virustotal",
                    "urlscan",
                    "safebrowsing",
                    "google-safety",
                    "censys",
                    "expanse",
                    "facebookexternalhit",
                    "whatsapp",
                    "skypeuripreview",
                    "mediapartners",
                    "apis-google",
                    "feedfetcher",
                    "google-read-aloud",
                    "duckduckgo-favicons",
                    "vkshare",
                    "embedly",
                    "pingdom",
                    "newrelic",
                    "datadog",
                    "gptbot",
                    "chatgpt-user",
                    "claude-user");

    private static final Pattern MACHINE =
            Pattern.compile(
                    "%s|%s|%s"
                            .formatted(
                                    String.join("|", WORDS), quoted(LIBRARIES), quoted(SERVICES)));

    private static final Pattern MAIL_PROXY = Pattern.compile("googleimageproxy|yahoomailproxy");

    /// Browsers and mail programs have begun so since 1994.
    private static final Pattern BROWSER = Pattern.compile("(mozilla|opera)/\\d.*");

    private KnownAgents() {}

    private static String quoted(List<String> names) {
        return String.join("|", names.stream().map(Pattern::quote).toList());
    }

    /// By what a program is known for one that fetches for nobody; absent where it is not known.
    static Optional<String> machine(String agent) {
        Matcher matcher = MACHINE.matcher(agent.toLowerCase(Locale.ROOT));
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /// Whether it is a mail service that loads images for its readers.
    static boolean isMailProxy(String agent) {
        return MAIL_PROXY.matcher(agent.toLowerCase(Locale.ROOT)).find();
    }

    /// Whether it calls itself what browsers do.
    static boolean isBrowser(String agent) {
        return BROWSER.matcher(agent.toLowerCase(Locale.ROOT)).matches();
    }
}
