package io.epistle.compose;

/// Wraps the links of a page, those inside Outlook's comments too. Only links of `<a>` that lead to
/// `http` or `https` and are not ours are touched; everything else keeps its characters. One pass,
/// because it runs for every message; it reads tags as [HtmlReader] does.
final class TrackedLinks {
    private final String html;
    private final MessageLinks links;
    private final StringBuilder page;
    private int position;
    private int copied;
    private int wrapped;

    private TrackedLinks(String html, MessageLinks links) {
        this.html = html;
        this.links = links;
        this.page = new StringBuilder(html.length() + html.length() / 4);
    }

    /// The page with every link wrapped.
    static String in(String html, MessageLinks links) {
        return new TrackedLinks(html, links).wrapped();
    }

    private String wrapped() {
        position = html.indexOf('<');
        while (position >= 0 && position + 1 < html.length()) {
            char next = html.charAt(position + 1);
            if (isLetter(next)) {
                position++;
                tag();
            } else if (next == '?' || isClosing(position)) {
                position = after('>');
            } else {
                position++;
            }
            position = html.indexOf('<', position);
        }
        return page.append(html, copied, html.length()).toString();
    }

    /// Reads a start tag to behind its `>` and replaces the value of the first `href` of an `<a>`.
    private void tag() {
        int tagName = position;
        while (position < html.length() && !endsName(html.charAt(position))) {
            position++;
        }
        boolean link = position - tagName == 1 && "aA".indexOf(html.charAt(tagName)) >= 0;
        boolean found = false;
        while (position < html.length() && html.charAt(position) != '>') {
            char next = html.charAt(position);
            if (isSpace(next) || next == '/') {
                position++;
                continue;
            }
            int name = position++;
            while (position < html.length()
                    && html.charAt(position) != '='
                    && !endsName(html.charAt(position))) {
                position++;
            }
            boolean href = position - name == 4 && html.regionMatches(true, name, "href", 0, 4);
            int nameEnd = position;
            skipSpace();
            if (position < html.length() && html.charAt(position) == '=') {
                position++;
                value(link && href && !found);
            } else {
                position = nameEnd;
            }
            found |= href;
        }
    }

    private void value(boolean href) {
        skipSpace();
        if (position >= html.length()) {
            return;
        }
        int start = position;
        char quote = html.charAt(position);
        if (quote == '"' || quote == '\'') {
            int end = html.indexOf(quote, position + 1);
            position = end < 0 ? html.length() : end + 1;
            if (href && end >= 0) {
                replace(start, position, html.substring(start + 1, end));
            }
            return;
        }
        while (position < html.length()
                && html.charAt(position) != '>'
                && !isSpace(html.charAt(position))) {
            position++;
        }
        if (href) {
            replace(start, position, html.substring(start, position));
        }
    }

    /// Puts the wrapped target, in double quotes, in place of a value with its quotes.
    private void replace(int from, int to, String written) {
        String target = CharacterReferences.resolve(written);
        if (!LinkToken.leadsOut(target) || links.isOurs(target)) {
            return;
        }
        page.append(html, copied, from)
                .append('"')
                .append(escaped(links.tracking().wrapped(wrapped++, target)))
                .append('"');
        copied = to;
    }

    private static String escaped(String address) {
        return address.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }

    private void skipSpace() {
        while (position < html.length() && isSpace(html.charAt(position))) {
            position++;
        }
    }

    private boolean isClosing(int at) {
        return html.charAt(at + 1) == '/'
                && at + 2 < html.length()
                && isLetter(html.charAt(at + 2));
    }

    private int after(char end) {
        int at = html.indexOf(end, position);
        return at < 0 ? html.length() : at + 1;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean endsName(char c) {
        return isSpace(c) || c == '>' || c == '/';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }
}
