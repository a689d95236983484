package io.epistle.compose;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A simple validator of mail pages for tests: nesting, and what every page of a mail must have.
public final class HtmlPage {
    private static final List<String> VOID = List.of("br", "hr", "img", "meta", "link", "col");
    private static final List<String> FORBIDDEN =
            List.of("script", "form", "input", "iframe", "object", "video", "link");

    private HtmlPage() {}

    /// What is wrong with a page, one sentence each; nothing where all is well. It is read twice,
    /// as most programs see it and as Outlook does, for which comments with `[if mso]` are markup.
    public static List<String> complaints(String html) {
        List<String> complaints = new ArrayList<>();
        if (!html.stripLeading().startsWith("<!DOCTYPE html>")) {
            complaints.add("the page does not begin with <!DOCTYPE html>");
        }
        if (html.contains("{{") || html.contains("{%")) {
            complaints.add("Liquid was left over");
        }
        read("others", html, complaints);
        read("Outlook", html.replace("<!--[if mso]>", "").replace("<![endif]-->", ""), complaints);
        return complaints;
    }

    private static void read(String program, String html, List<String> complaints) {
        Deque<String> open = new ArrayDeque<>();
        for (HtmlToken token : HtmlReader.read(html)) {
            switch (token) {
                case HtmlToken.Text _ -> {}
                case HtmlToken.Open tag -> {
                    if (!VOID.contains(tag.name())) {
                        open.push(tag.name());
                    }
                    look(tag).ifPresent(complaint -> complaints.add(program + ": " + complaint));
                }
                case HtmlToken.Close(String name) -> {
                    String last = open.isEmpty() ? "nothing" : open.pop();
                    if (!last.equals(name)) {
                        complaints.add(
                                "%s: found </%s>, expected </%s>".formatted(program, name, last));
                        return;
                    }
                }
            }
        }
        if (!open.isEmpty()) {
            complaints.add("%s: %s was not closed".formatted(program, open));
        }
    }

    private static Optional<String> look(HtmlToken.Open tag) {
        if (FORBIDDEN.contains(tag.name())) {
            return Optional.of("mail programs drop <" + tag.name() + ">");
        }
        return switch (tag.name()) {
            case "img" ->
                    tag.attribute("alt").isEmpty()
                            ? Optional.of("an img without alt")
                            : Optional.empty();
            case "a" ->
                    tag.attribute("href")
                                    .filter(href -> href.matches("(https?://|mailto:).+"))
                                    .isEmpty()
                            ? Optional.of("an a that leads nowhere")
                            : Optional.empty();
            case "table" ->
                    tag.attribute("role").filter("presentation"::equals).isEmpty()
                            ? Optional.of("a table for layout without role=presentation")
                            : Optional.empty();
            case "html" ->
                    tag.attribute("lang").isEmpty() ? Optional.of("no language") : Optional.empty();
            default -> Optional.empty();
        };
    }
}
