package io.epistle;

import com.segment.analytics.Analytics;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/// Segment's SDK for Java, in this process.
///
/// @param begun when the first of its calls happened
record JavaSdk(Analytics analytics, Instant begun) implements Sdk {
    private static final String USER = "u1";

    /// Starts it.
    static JavaSdk start(URI host, String key) {
        JavaSdk sdk =
                new JavaSdk(
                        Analytics.builder(key).endpoint(host.toString()).build(),
                        Instant.now().minus(Duration.ofHours(1)));
        sdk.call(
                0,
                IdentifyMessage.builder()
                        .traits(Map.of("email", "ann@example.com", "plan", "gold")));
        sdk.call(
                1,
                TrackMessage.builder("Product Viewed").properties(Map.of("product_id", "22423")));
        sdk.call(2, PageMessage.builder("Home"));
        sdk.analytics.flush();
        return sdk;
    }

    @Override
    public void goOn() {
        call(3, ScreenMessage.builder("Basket"));
        call(4, GroupMessage.builder("acme"));
        call(5, AliasMessage.builder("older"));
        analytics.flush();
    }

    private void call(int number, MessageBuilder<?, ?> message) {
        analytics.enqueue(message.userId(USER).timestamp(Date.from(begun.plusSeconds(number))));
    }

    @Override
    public void close() {
        analytics.shutdown();
    }
}
