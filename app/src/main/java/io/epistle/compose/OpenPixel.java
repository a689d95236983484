package io.epistle.compose;

import java.util.Optional;

/// Puts the image that tells of an opening at the end of a page: one transparent point, silent to
/// screen readers.
final class OpenPixel {
    private static final String BODY_END = "</body";

    private OpenPixel() {}

    /// The page with the image in front of its last `</body>`, or at its end; unchanged where
    /// openings stay unknown.
    static String in(String html, MessageLinks links) {
        return links.pixel().map(pixel -> in(html, pixel.toASCIIString())).orElse(html);
    }

    private static String in(String html, String address) {
        String image =
                "<img src=\"%s\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block;width:1px;height:1px;border:0;\">"
                        .formatted(address.replace("&", "&amp;").replace("\"", "&quot;"));
        int at = bodyEnd(html).orElse(html.length());
        return html.substring(0, at) + image + html.substring(at);
    }

    private static Optional<Integer> bodyEnd(String html) {
        for (int at = html.lastIndexOf('<'); at >= 0; at = html.lastIndexOf('<', at - 1)) {
            if (html.regionMatches(true, at, BODY_END, 0, BODY_END.length())) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }
}
