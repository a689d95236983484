package io.epistle;

import io.epistle.SdkScenario.Trouble;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import java.nio.file.Path;

/// Segment's SDK for Java against a real server, with host and key set and nothing else.
class JavaSdkTest {
    private static final SdkScenario JAVA = new SdkScenario(JavaSdk::start, true);

    @TempDir Path folder;

    @Test
    void eachCallArrivesOnceOverARestart() throws Exception {
        JAVA.run(folder, Trouble.NONE);
    }

    /// The SDK waits a quarter of a minute before it tries again.
    @Tag("proof")
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void eachCallArrivesOnceAfterARefusal(Trouble trouble) throws Exception {
        JAVA.run(folder, trouble);
    }
}
