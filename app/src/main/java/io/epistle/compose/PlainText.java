package io.epistle.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Derives the plain-text part of a message from its HTML: what a person would type who retells the
/// page to somebody without pictures. Links stay as `text (address)`, pictures as their alternative
/// text, the first two headings underlined, lists with `-` or numbers, quotations with `>`, rows of
/// data tables with `|`, layout tables cell after cell. Scripts, styles and hidden elements are
/// left out. Anything is accepted; nothing throws.
public final class PlainText {

    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "pre", "address", "figure");
    private static final Set<String> LINES =
            Set.of(
                    "div",
                    "section",
                    "article",
                    "header",
                    "footer",
                    "main",
                    "nav",
                    "center",
                    "aside",
                    "dt",
                    "dd",
                    "form",
                    "fieldset",
                    "figcaption",
                    "body",
                    "caption");
    private static final Set<String> LEFT_OUT =
            Set.of("title", "svg", "template", "noscript", "object", "select", "textarea");
    private static final Set<String> VOID =
            Set.of("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr");

    /// Characters of the shortest way to hide an element by its style.
    private static final int SHORTEST_NOT_DISPLAYED = "display:none".length();

    private static final int UNDERLINE_MAX = 60;
    private static final String RULE = "-".repeat(20);

    /// Tables nested deeper are read as plain blocks, so that a page cannot cost more than its
    /// length times this.
    private static final int TABLE_DEPTH_MAX = 30;

    private final List<TextFlow> flows = new ArrayList<>(List.of(new TextFlow()));
    private final List<OpenTable> tables = new ArrayList<>();
    private int tablesTooDeep;
    private Optional<Span> link = Optional.empty();
    private Optional<Span> heading = Optional.empty();
    private String hiddenTag = "";
    private int hiddenDepth;

    private PlainText() {}

    /// The text of a page: lines that end in `\n`, none with trailing blanks, never two empty ones
    /// in a row; empty when the page shows no text.
    public static String of(String html) {
        PlainText plainText = new PlainText();
        for (HtmlToken token : HtmlReader.read(html)) {
            plainText.read(token);
        }
        while (!plainText.tables.isEmpty()) {
            plainText.closeTable();
        }
        String text = plainText.flow().text();
        return text.isEmpty() ? "" : text + "\n";
    }

    private void read(HtmlToken token) {
        switch (token) {
            case HtmlToken.Text text -> {
                if (hiddenTag.isEmpty()) {
                    flow().text(text.text());
                }
            }
            case HtmlToken.Open open -> {
                if (!hiddenTag.isEmpty()) {
                    hiddenDepth += open.name().equals(hiddenTag) ? 1 : 0;
                } else if (isHidden(open)) {
                    hiddenTag = open.name();
                    hiddenDepth = 1;
                } else {
                    open(open);
                }
            }
            case HtmlToken.Close close -> {
                if (hiddenTag.isEmpty()) {
                    close(close.name());
                } else if (close.name().equals(hiddenTag) && --hiddenDepth == 0) {
                    hiddenTag = "";
                }
            }
        }
    }

    private void open(HtmlToken.Open tag) {
        switch (tag.name()) {
            case "br" -> flow().newLine();
            case "hr" -> {
                flow().paragraph();
                flow().text(RULE);
                flow().paragraph();
            }
            case "img" -> flow().text(tag.attribute("alt").orElse(""));
            case "a" -> openLink(tag);
            case "ul", "menu" -> flow().openList(false);
            case "ol" -> flow().openList(true);
            case "li" -> flow().openItem();
            case "blockquote" -> flow().openQuote();
            case "pre" -> {
                flow().paragraph();
                flow().preformatted(true);
            }
            case "h1", "h2" -> {
                flow().paragraph();
                heading = Optional.of(new Span(flow(), flow().mark(), ""));
            }
            case "table" -> openTable(tag);
            case "tr" -> openRow();
            case "td", "th" -> openCell();
            default -> breakAround(tag.name());
        }
    }

    private void close(String name) {
        switch (name) {
            case "a" -> closeLink();
            case "ul", "ol", "menu" -> flow().closeList();
            case "li" -> flow().closeItem();
            case "blockquote" -> flow().closeQuote();
            case "pre" -> {
                flow().preformatted(false);
                flow().paragraph();
            }
            case "h1", "h2" -> closeHeading(name);
            case "table" -> closeTable();
            case "tr" -> closeRow();
            case "td", "th" -> closeCell();
            default -> breakAround(name);
        }
    }

    private void breakAround(String name) {
        if (PARAGRAPHS.contains(name)) {
            flow().paragraph();
        } else if (LINES.contains(name)) {
            flow().line();
        }
    }

    private void openLink(HtmlToken.Open tag) {
        closeLink();
        String address = linkAddress(tag.attribute("href").orElse(""));
        link = Optional.of(new Span(flow(), flow().mark(), address));
    }

    private void closeLink() {
        if (link.isPresent()) {
            Span open = link.get();
            link = Optional.empty();
            if (open.flow() == flow() && !open.address().isEmpty()) {
                String shown = open.flow().since(open.start());
                if (shown.isEmpty()) {
                    open.flow().text(open.address());
                } else if (!isSameAddress(shown, open.address())) {
                    open.flow().attach(" (" + open.address() + ")");
                }
            }
        }
    }

    private void closeHeading(String name) {
        if (heading.isPresent()) {
            Span open = heading.get();
            heading = Optional.empty();
            String title = open.flow().since(open.start());
            if (open.flow() == flow() && !title.isEmpty() && title.indexOf('\n') < 0) {
                int width = Math.min(UNDERLINE_MAX, title.codePointCount(0, title.length()));
                flow().line();
                flow().text((name.equals("h1") ? "=" : "-").repeat(width));
            }
        }
        flow().paragraph();
    }

    private void openTable(HtmlToken.Open tag) {
        if (tables.size() == TABLE_DEPTH_MAX) {
            tablesTooDeep++;
            flow().line();
            return;
        }
        String role = tag.attribute("role").orElse("").toLowerCase(Locale.ROOT);
        tables.add(new OpenTable(role.equals("presentation") || role.equals("none")));
        flow().line();
    }

    private void closeTable() {
        if (tablesTooDeep > 0) {
            tablesTooDeep--;
            flow().line();
        } else if (!tables.isEmpty()) {
            closeRow();
            tables.removeLast();
            flow().line();
        }
    }

    private void openRow() {
        if (tablesTooDeep > 0) {
            flow().line();
        } else {
            closeRow();
        }
    }

    private void openCell() {
        if (tables.isEmpty() || tablesTooDeep > 0) {
            flow().line();
            return;
        }
        closeCell();
        flows.add(new TextFlow());
        tables.getLast().cellOpen = true;
    }

    private void closeCell() {
        if (tablesTooDeep > 0 || tables.isEmpty() || !tables.getLast().cellOpen) {
            flow().line();
            return;
        }
        closeLink();
        OpenTable table = tables.getLast();
        table.cellOpen = false;
        String text = flows.removeLast().text();
        if (!text.isEmpty()) {
            table.row.add(text);
        }
    }

    private void closeRow() {
        if (tablesTooDeep > 0 || tables.isEmpty()) {
            flow().line();
            return;
        }
        if (tables.getLast().cellOpen) {
            closeCell();
        }
        OpenTable table = tables.getLast();
        boolean tall = table.row.stream().anyMatch(cell -> cell.indexOf('\n') >= 0);
        flow().line();
        if (tall) {
            table.row.forEach(flow()::block);
        } else if (table.layoutOnly) {
            table.row.forEach(flow()::wholeLine);
        } else if (!table.row.isEmpty()) {
            flow().wholeLine(String.join(" | ", table.row));
        }
        table.row.clear();
    }

    private TextFlow flow() {
        return flows.getLast();
    }

    private static boolean isHidden(HtmlToken.Open tag) {
        if (VOID.contains(tag.name())) {
            return false;
        }
        return LEFT_OUT.contains(tag.name())
                || tag.attribute("hidden").isPresent()
                || tag.attribute("aria-hidden").filter("true"::equals).isPresent()
                || tag.attribute("style").filter(PlainText::isNotDisplayed).isPresent();
    }

    private static boolean isNotDisplayed(String style) {
        int last = style.length() - SHORTEST_NOT_DISPLAYED;
        for (int at = 0; at <= last; at++) {
            if ((style.charAt(at) | 0x20) == 'd' && isNotDisplayed(style, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNotDisplayed(String style, int at) {
        if (!style.regionMatches(true, at, "display", 0, 7)) {
            return false;
        }
        int colon = behindBlanks(style, at + 7);
        return colon < style.length()
                && style.charAt(colon) == ':'
                && style.regionMatches(true, behindBlanks(style, colon + 1), "none", 0, 4);
    }

    private static int behindBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /// What is worth showing of a link's target; empty for those that lead nowhere outside the
    /// page.
    private static String linkAddress(String href) {
        String address = onOneLine(href.strip());
        if (address.startsWith("#")
                || startsWith(address, "javascript:")
                || startsWith(address, "data:")) {
            return "";
        }
        if (startsWith(address, "mailto:")) {
            int query = address.indexOf('?');
            return address.substring("mailto:".length(), query < 0 ? address.length() : query);
        }
        return startsWith(address, "tel:") ? address.substring("tel:".length()) : address;
    }

    /// The address with each run of blanks as `%20` and without control characters; mostly there
    /// are neither.
    private static String onOneLine(String href) {
        int clean = 0;
        while (clean < href.length() && isPrintable(href.charAt(clean))) {
            clean++;
        }
        if (clean == href.length()) {
            return href;
        }
        StringBuilder address = new StringBuilder(href.length()).append(href, 0, clean);
        for (int at = clean; at < href.length(); at++) {
            char c = href.charAt(at);
            if (isBlank(c)) {
                address.append("%20");
                at = behindBlanks(href, at) - 1;
            } else if (isPrintable(c)) {
                address.append(c);
            }
        }
        return address.toString();
    }

    /// Neither a blank nor a control character of ASCII.
    private static boolean isPrintable(char c) {
        return c > ' ' && c != 127;
    }

    private static boolean startsWith(String address, String scheme) {
        return address.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static boolean isSameAddress(String shown, String address) {
        int shownFrom = behindScheme(shown);
        int addressFrom = behindScheme(address);
        int length = bareLength(shown, shownFrom);
        return length == bareLength(address, addressFrom)
                && shown.regionMatches(true, shownFrom, address, addressFrom, length);
    }

    private static int behindScheme(String address) {
        return startsWith(address, "https://") ? 8 : startsWith(address, "http://") ? 7 : 0;
    }

    private static int bareLength(String address, int from) {
        int length = address.length() - from;
        return length > 0 && address.endsWith("/") ? length - 1 : length;
    }

    /// An element whose text is looked at again when it closes.
    private record Span(TextFlow flow, TextFlow.Mark start, String address) {}

    private static final class OpenTable {
        private final boolean layoutOnly;
        private final List<String> row = new ArrayList<>();
        private boolean cellOpen;

        private OpenTable(boolean layoutOnly) {
            this.layoutOnly = layoutOnly;
        }
    }
}
