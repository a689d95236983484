package io.epistle;

import io.epistle.SdkScenario.Trouble;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;

/// The SDKs of others, started for real against a real server, with host and key set and nothing
/// else.
@Tag("proof")
class SdkTest {
    private static Path packages;

    @TempDir Path folder;

    @BeforeAll
    static void install() throws Exception {
        packages = NodePackages.install();
    }

    private static SdkScenario node(String script) {
        return new SdkScenario((host, key) -> NodeSdk.start(packages, script, host, key), true);
    }

    private static SdkScenario browser(String page) {
        return new SdkScenario((host, key) -> BrowserSdk.start(packages, page, host, key), false);
    }

    @ParameterizedTest
    @EnumSource
    void segmentsForNode(Trouble trouble) throws Exception {
        node("segment-node.js").run(folder, trouble);
    }

    @ParameterizedTest
    @EnumSource
    void rudderStacksForNode(Trouble trouble) throws Exception {
        node("rudder-node.js").run(folder, trouble);
    }

    @ParameterizedTest
    @EnumSource
    void segmentsForBrowsers(Trouble trouble) throws Exception {
        browser("segment-browser.html").run(folder, trouble);
    }

    @ParameterizedTest
    @EnumSource
    void rudderStacksForBrowsers(Trouble trouble) throws Exception {
        browser("rudder-browser.html").run(folder, trouble);
    }
}
