package io.epistle.compose;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Wraps the links of a page. Only links of `<a>` that lead to `http` or `https` and are not ours
/// are touched.
final class TrackedLinks {
    private static final Pattern LINK =
            Pattern.compile(
                    "(<a\\b[^>]*?\\bhref=\")(https?://[^\"]*)(\")", Pattern.CASE_INSENSITIVE);

    private TrackedLinks() {}

    /// The page with every link wrapped.
    static String in(String html, MessageLinks links) {
        List<String> own =
                List.of(
                        links.unsubscribe().oneClick().toASCIIString(),
                        links.preferences().toASCIIString());
        Matcher matcher = LINK.matcher(html);
        return matcher.replaceAll(found -> {
            String target = unescaped(found.group(2));
            String leading = own.contains(target) ? target : links.tracking().wrapped(target);
            return Matcher.quoteReplacement(found.group(1) + escaped(leading) + found.group(3));
        });
    }

    private static String unescaped(String attribute) {
        return attribute.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    }

    private static String escaped(String address) {
        return address.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
