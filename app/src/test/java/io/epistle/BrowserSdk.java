package io.epistle;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;

import io.epistle.console.Chromium;

import org.openqa.selenium.chrome.ChromeDriver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// An SDK in a page that a real browser shows; the page comes from another origin than the one it
/// sends to.
record BrowserSdk(ChromeDriver browser, HttpServer site) implements Sdk {
    /// Opens a page in the folder of [NodePackages].
    static BrowserSdk start(Path folder, String page, URI host, String key) {
        HttpServer site =
                SimpleFileServer.createFileServer(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        folder,
                        SimpleFileServer.OutputLevel.NONE);
        site.start();
        ChromeDriver browser = Chromium.open();
        browser.get(
                "http://127.0.0.1:%d/%s?host=%s&key=%s"
                        .formatted(site.getAddress().getPort(), page, encoded(host), key));
        return new BrowserSdk(browser, site);
    }

    /// The address without a slash at its end, as its users write it.
    private static String encoded(URI host) {
        return URLEncoder.encode(host.toString().replaceAll("/$", ""), StandardCharsets.UTF_8);
    }

    @Override
    public void goOn() {
        var _ = browser.executeScript("window.goOn()");
    }

    @Override
    public void close() {
        browser.quit();
        site.stop(0);
    }
}
