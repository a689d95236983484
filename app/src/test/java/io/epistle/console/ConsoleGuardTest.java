package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "Via",
                "VIA",
                "X-Forwarded-For",
                "X_Forwarded_For",
                "x-forwarded_for ",
                "Forwarded-For",
                "X-Forwarded",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Forwarded-Server",
                "X-Forwarded-Client-Cert",
                "X-Original-Forwarded-For",
                "X-Original-URL",
                "X-Real-IP",
                "X_REAL_IP",
                "True-Client-IP",
                "CF-Connecting-IP",
                "CF-Connecting-IPv6",
                "CF-Ray",
                "CDN-Loop",
                "Client-IP",
                "X-Client-IP",
                "X-Cluster-Client-IP",
                "Fastly-Client-IP",
                "Fly-Client-IP",
                "Proxy-Client-IP",
                "WL-Proxy-Client-IP",
                "X-Azure-ClientIP",
                "X-Appengine-User-IP",
                "X-Envoy-External-Address",
                "X-ProxyUser-IP",
                "X-Remote-IP",
                "X-Remote-Addr"
            })
    void whatProxiesAddIsKnown(String name) {
        assertThat(ConsoleGuard.isOfProxies(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "User-Agent",
                "Accept",
                "Accept-Language",
                "Authorization",
                "Connection",
                "Cookie",
                "DNT",
                "Origin",
                "Priority",
                "Referer",
                "Sec-Fetch-Site",
                "Sec-GPC",
                "Sec-CH-UA",
                "Upgrade-Insecure-Requests",
                "HX-Request",
                "X-Requested-With",
                "Last-Event-ID"
            })
    void whatBrowsersAddIsNot(String name) {
        assertThat(ConsoleGuard.isOfProxies(name)).isFalse();
    }
}
