package io.epistle.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

    private static final Pattern NOT_DISPLAYED =
            Pattern.compile("display\\s*:\\s*none", Pattern.CASE_INSENSITIVE);
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

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
                } else if (!bare(shown).equals(bare(open.address()))) {
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
        return NOT_DISPLAYED.matcher(style).find();
    }

    /// What is worth showing of a link's target; empty for those that lead nowhere outside the
    /// page.
    private static String linkAddress(String href) {
        String joined = BLANKS.matcher(href.strip()).replaceAll("%20");
        String address = CONTROLS.matcher(joined).replaceAll("");
        String lower = address.toLowerCase(Locale.ROOT);
        if (lower.startsWith("#") || lower.startsWith("javascript:") || lower.startsWith("data:")) {
            return "";
        }
        if (lower.startsWith("mailto:")) {
            int query = address.indexOf('?');
            return address.substring("mailto:".length(), query < 0 ? address.length() : query);
        }
        return lower.startsWith("tel:") ? address.substring("tel:".length()) : address;
    }

    private static String bare(String address) {
        String bare = address.toLowerCase(Locale.ROOT);
        if (bare.startsWith("https://") || bare.startsWith("http://")) {
            bare = bare.substring(bare.indexOf("//") + 2);
        }
        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
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
