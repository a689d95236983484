package io.epistle.console;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/// Ends a connection behind the answer that announces its end, as RFC 9112, section 9.6 demands.
/// The web server of this version does not
/// ([helidon-io/helidon#12324](https://github.com/helidon-io/helidon/issues/12324)).
final class ClosingFilter implements Filter {
    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        chain.proceed();
        if (response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            readOut(request);
            throw new CloseConnectionException("the answer announced it");
        }
    }

    /// Takes what is still to come of the body: closing over bytes that nobody read would reset the
    /// connection, and with it the answer on its way. As long as the web server's bound of a body,
    /// and of the time for which a connection may be idle.
    private static void readOut(RoutingRequest request) {
        if (!request.continueSent()) {
            // Its client waits for leave to send the body, and gets none.
            return;
        }
        try {
            request.content().consume();
        } catch (RuntimeException broken) {
            // What is no body, or does not come, is not waited for.
        }
    }
}
