package io.epistle.measure;

import java.util.Optional;

/// Takes note of links that are followed and images that are loaded in mails.
public interface Following {
    /// Notes that a link was followed, durable when this returns, and tells where it leads.
    ///
    /// @param token the last part of the link, unchecked
    /// @return the target as a `Location` header says it; absent where the token is none of ours
    /// @throws io.epistle.store.StoreException where nothing can be stored
    Optional<String> click(String token, Visit visit);

    /// Notes that the image of a mail was loaded, durable when this returns; false where the token
    /// is none of ours.
    ///
    /// @param token the last part of the image's address, unchecked
    /// @throws io.epistle.store.StoreException where nothing can be stored
    boolean open(String token, Visit visit);
}
