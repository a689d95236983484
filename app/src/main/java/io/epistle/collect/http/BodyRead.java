package io.epistle.collect.http;

/// What became of reading the body of a request.
public sealed interface BodyRead {
    /// All of it is there.
    final class Whole implements BodyRead {
        private final byte[] bytes;

        /// A body of these bytes, which are not copied.
        Whole(byte[] bytes) {
            this.bytes = bytes;
        }

        /// As they were sent; empty where there is no body.
        public byte[] bytes() {
            return bytes;
        }
    }

    /// There is more than may come.
    ///
    /// @param found how much, in words
    record TooLarge(String found) implements BodyRead {}

    /// All that may be in memory at once is.
    record NoRoom() implements BodyRead {}

    /// It is no body by the rules of HTTP, such as chunks of no size: nothing behind it on the
    /// connection can be understood.
    ///
    /// @param found what is wrong, by the web server
    record Malformed(String found) implements BodyRead {}
}
