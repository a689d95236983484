package io.epistle.liquid.filter;

/// Takes scripts, styles and comments out of HTML, content included, in one pass: what is once seen
/// to have no end is not searched for again.
final class HtmlBlocks {
    private final String text;
    private boolean scriptsEnd = true;
    private boolean stylesEnd = true;
    private boolean commentsEnd = true;

    private HtmlBlocks(String text) {
        this.text = text;
    }

    /// `text` without them; a block that is never closed stays.
    static String removed(String text) {
        boolean none =
                !text.contains("<script") && !text.contains("<style") && !text.contains("<!--");
        return none ? text : new HtmlBlocks(text).removed();
    }

    private String removed() {
        var out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = text.charAt(at) == '<' ? end(at) : -1;
            if (end < 0) {
                out.append(text.charAt(at++));
            } else {
                at = end;
            }
        }
        return out.toString();
    }

    /// The offset behind the block at `at`, or -1 where none begins or it never ends.
    private int end(int at) {
        if (scriptsEnd && text.startsWith("<script", at)) {
            int end = behind("</script>", at);
            scriptsEnd = end >= 0;
            return end;
        }
        if (stylesEnd && text.startsWith("<style", at)) {
            int end = behind("</style>", at);
            stylesEnd = end >= 0;
            return end;
        }
        if (commentsEnd && text.startsWith("<!--", at)) {
            int end = behind("-->", at + "<!--".length());
            commentsEnd = end >= 0;
            return end;
        }
        return -1;
    }

    private int behind(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? -1 : found + end.length();
    }
}
