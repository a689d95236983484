package io.epistle.compose;

import java.net.URI;

/// The links of one message that lead to us.
///
/// @param unsubscribe the ways out for the headers; the first also stands in the page
/// @param preferences where the person chooses what they get
/// @param tracking how links to elsewhere are wrapped, so that clicks are known
public record MessageLinks(Unsubscribe unsubscribe, URI preferences, LinkTracking tracking) {
    /// How a link to elsewhere is wrapped. Pure: the same target gives the same link.
    @FunctionalInterface
    public interface LinkTracking {
        /// Links lead straight to where they say.
        LinkTracking NONE = target -> target;

        /// The address that leads to `target` and tells us so.
        ///
        /// @param target an absolute `http` or `https` address as the page has it
        String wrapped(String target);
    }
}
