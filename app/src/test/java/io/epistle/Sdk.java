package io.epistle;

import java.io.IOException;
import java.net.URI;

/// An SDK of others at work. From its start it makes the calls of `app/src/test/node/calls.js` with
/// nothing set but host and key: identify, track and page, and once it is told to go on screen
/// (where it knows screens), group and alias.
interface Sdk extends AutoCloseable {
    /// Makes the second half of the calls.
    void goOn() throws IOException;

    @Override
    void close();

    /// Starts one.
    @FunctionalInterface
    interface Start {
        /// Starts one that sends to `host` under `key`.
        Sdk with(URI host, String key) throws IOException;
    }
}
