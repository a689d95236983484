package io.epistle.collect.http;

import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncoding;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// Lets encoded bodies through as they are. The web server would refuse them, or inflate them
/// without a bound; [Inflating] has one, and an answer for each way of being wrong.
public final class UnreadEncoding implements ContentEncoding {
    private static final Set<String> NAMES =
            Collections.unmodifiableSet(
                    new TreeSet<>(Set.of("gzip", "x-gzip", "deflate", "br", "zstd", "compress")));

    @Override
    public Set<String> ids() {
        return NAMES;
    }

    @Override
    public boolean supportsEncoding() {
        return false;
    }

    @Override
    public boolean supportsDecoding() {
        return true;
    }

    @Override
    public ContentDecoder decoder() {
        return ContentDecoder.NO_OP;
    }

    @Override
    public ContentEncoder encoder() {
        return ContentEncoder.NO_OP;
    }

    @Override
    public String name() {
        return "unread";
    }

    @Override
    public String type() {
        return "unread";
    }
}
