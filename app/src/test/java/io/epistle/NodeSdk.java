package io.epistle;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// An SDK in a process of Node.
record NodeSdk(Process process) implements Sdk {
    /// Starts a script in the folder of [NodePackages].
    static NodeSdk start(Path folder, String script, URI host, String key) throws IOException {
        return new NodeSdk(
                new ProcessBuilder("node", script, host.toString(), key)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    @Override
    public void goOn() throws IOException {
        process.getOutputStream().write("on\n".getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }

    @Override
    public void close() {
        Process _ = process.destroyForcibly().onExit().join();
    }
}
