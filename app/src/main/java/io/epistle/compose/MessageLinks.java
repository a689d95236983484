package io.epistle.compose;

import java.net.URI;
import java.util.Optional;

/// The links of one message that lead to us.
///
/// @param unsubscribe the ways out for the headers; the first also stands in the page
/// @param preferences where the person chooses what they get
/// @param tracking how links to elsewhere are wrapped, so that clicks are known
/// @param pixel the image that tells of an opening; absent where openings stay unknown
public record MessageLinks(
        Unsubscribe unsubscribe, URI preferences, LinkTracking tracking, Optional<URI> pixel) {
    /// How a link to elsewhere is wrapped. Pure: the same link gives the same address.
    @FunctionalInterface
    public interface LinkTracking {
        /// Links lead straight to where they say.
        LinkTracking NONE = (_, target) -> target;

        /// The address that leads to `target` and tells us so, or `target` itself where it stays as
        /// it is.
        ///
        /// @param link the place of the link among those to elsewhere, from 0
        /// @param target an absolute `http` or `https` address as the page has it
        String wrapped(int link, String target);
    }

    /// Whether a target leads to one of the pages of this message, which are never wrapped.
    boolean isOurs(String target) {
        return target.startsWith(unsubscribe.oneClick().toASCIIString())
                || target.startsWith(preferences.toASCIIString());
    }
}
