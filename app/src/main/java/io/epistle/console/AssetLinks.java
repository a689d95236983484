package io.epistle.console;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The addresses of styles, scripts and drawings, by name. An address holds a digest of the
/// content, so browsers may keep it for good.
public final class AssetLinks {
    private final SortedMap<String, String> links;

    /// Addresses by name.
    public AssetLinks(Map<String, String> links) {
        this.links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
    }

    /// The address of an asset.
    ///
    /// @throws IllegalArgumentException where there is no such asset
    public String of(String name) {
        String link = links.get(name);
        if (link == null) {
            throw new IllegalArgumentException(
                    "found no asset %s among %s".formatted(name, links.keySet()));
        }
        return link;
    }
}
