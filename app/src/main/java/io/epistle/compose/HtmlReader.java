package io.epistle.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Splits an HTML page into tags and text, the way browsers do for what mails hold: anything is
/// accepted, nothing throws, the cost grows with the length of the page alone.
///
/// It builds no tree and repairs no nesting; who reads the tokens must not rely on tags being
/// balanced.
public final class HtmlReader {

    /// More attributes than this in one tag are skipped.
    private static final int ATTRIBUTES_MAX = 100;

    private static final List<String> RAW_TEXT =
            List.of("script", "style", "title", "textarea", "noembed", "noframes", "xmp");

    private final String html;
    private final List<HtmlToken> tokens = new ArrayList<>();
    private int position;

    private HtmlReader(String html) {
        this.html = html;
    }

    /// The page's tags and text in order.
    public static List<HtmlToken> read(String html) {
        HtmlReader reader = new HtmlReader(html);
        reader.readAll();
        return reader.tokens;
    }

    private void readAll() {
        while (position < html.length()) {
            int tag = nextTag();
            text(position, tag);
            position = tag;
            if (position < html.length()) {
                markup();
            }
        }
    }

    /// Where the next `<` stands that opens a tag, comment or declaration; the end where none does.
    private int nextTag() {
        int at = html.indexOf('<', position);
        while (at >= 0 && at + 1 < html.length()) {
            char next = html.charAt(at + 1);
            boolean closing =
                    next == '/' && at + 2 < html.length() && isLetter(html.charAt(at + 2));
            if (isLetter(next) || closing || next == '!' || next == '?') {
                return at;
            }
            at = html.indexOf('<', at + 1);
        }
        return html.length();
    }

    private void text(int from, int to) {
        if (from < to) {
            tokens.add(new HtmlToken.Text(CharacterReferences.resolve(html.substring(from, to))));
        }
    }

    private void markup() {
        char next = html.charAt(position + 1);
        if (html.startsWith("<!--", position)) {
            skipComment();
        } else if (next == '!' || next == '?') {
            position = after('>');
        } else if (next == '/') {
            position += 2;
            String name = tagName();
            position = after('>');
            tokens.add(new HtmlToken.Close(name));
        } else {
            position++;
            openTag();
        }
    }

    private void skipComment() {
        if (html.startsWith(">", position + 4) || html.startsWith("->", position + 4)) {
            position = after('>');
            return;
        }
        int end = html.indexOf("-->", position + 4);
        position = end < 0 ? html.length() : end + 3;
    }

    private void openTag() {
        String name = tagName();
        List<HtmlToken.Attribute> attributes = attributes();
        tokens.add(new HtmlToken.Open(name, attributes));
        if (RAW_TEXT.contains(name)) {
            int end = endOfRawText(name);
            boolean readable = name.equals("title") || name.equals("textarea");
            if (readable) {
                text(position, end);
            }
            position = end;
        }
    }

    /// Where the end tag of an element stands whose content is not markup.
    private int endOfRawText(String name) {
        int at = html.indexOf("</", position);
        while (at >= 0) {
            if (html.regionMatches(true, at + 2, name, 0, name.length())) {
                return at;
            }
            at = html.indexOf("</", at + 2);
        }
        return html.length();
    }

    private String tagName() {
        int start = position;
        while (position < html.length() && !endsName(html.charAt(position))) {
            position++;
        }
        return html.substring(start, position).toLowerCase(Locale.ROOT);
    }

    /// Reads to behind the tag's `>`.
    private List<HtmlToken.Attribute> attributes() {
        List<HtmlToken.Attribute> attributes = new ArrayList<>();
        while (true) {
            skipWhile(true);
            if (position >= html.length()) {
                return attributes;
            }
            if (html.charAt(position) == '>') {
                position++;
                return attributes;
            }
            HtmlToken.Attribute attribute = attribute();
            if (attributes.size() < ATTRIBUTES_MAX && !isKnown(attribute.name(), attributes)) {
                attributes.add(attribute);
            }
        }
    }

    private static boolean isKnown(String name, List<HtmlToken.Attribute> attributes) {
        for (HtmlToken.Attribute earlier : attributes) {
            if (earlier.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private HtmlToken.Attribute attribute() {
        int start = position++;
        while (position < html.length()
                && html.charAt(position) != '='
                && !endsName(html.charAt(position))) {
            position++;
        }
        String name = html.substring(start, position).toLowerCase(Locale.ROOT);
        int afterName = position;
        skipWhile(false);
        if (position >= html.length() || html.charAt(position) != '=') {
            position = afterName;
            return new HtmlToken.Attribute(name, "");
        }
        position++;
        skipWhile(false);
        return new HtmlToken.Attribute(name, CharacterReferences.resolve(attributeValue()));
    }

    private String attributeValue() {
        if (position >= html.length()) {
            return "";
        }
        char quote = html.charAt(position);
        if (quote == '"' || quote == '\'') {
            int end = html.indexOf(quote, position + 1);
            int valueEnd = end < 0 ? html.length() : end;
            String value = html.substring(position + 1, valueEnd);
            position = end < 0 ? html.length() : end + 1;
            return value;
        }
        int start = position;
        while (position < html.length()
                && html.charAt(position) != '>'
                && !isSpace(html.charAt(position))) {
            position++;
        }
        return html.substring(start, position);
    }

    private void skipWhile(boolean slashesToo) {
        while (position < html.length()
                && (isSpace(html.charAt(position))
                        || (slashesToo && html.charAt(position) == '/'))) {
            position++;
        }
    }

    private int after(char end) {
        int at = html.indexOf(end, position);
        return at < 0 ? html.length() : at + 1;
    }

    private static boolean endsName(char c) {
        return isSpace(c) || c == '>' || c == '/';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
