package io.epistle.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page read strictly: every element is closed in order, every attribute is quoted, every `<`
/// belongs to a tag. What is wrong with it is listed, and its links can be followed.
final class HtmlPage {
    private static final Set<String> VOID =
            Set.of("meta", "link", "input", "br", "img", "hr", "base", "wbr");
    private static final Pattern TAG =
            Pattern.compile(
                    "<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\\s+[^\\s=<>\"'/]+(?:=(?:\"[^\"]*\"|'[^']*'))?)*)\\s*(/?)>");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([^\\s=<>\"'/]+)(?:=(?:\"([^\"]*)\"|'([^']*)'))?");

    /// @param labelled whether it stands inside a label
    record Element(String name, Map<String, String> attributes, boolean labelled) {}

    private final List<Element> elements = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    HtmlPage(String html) {
        if (!html.startsWith("<!DOCTYPE html>")) {
            faults.add("no doctype");
        }
        read(html.substring(html.indexOf('>') + 1));
        judge();
    }

    private void read(String html) {
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = TAG.matcher(html);
        int at = 0;
        while (tag.find()) {
            text(html.substring(at, tag.start()));
            at = tag.end();
            String name = tag.group(2);
            boolean closing = !tag.group(1).isEmpty();
            if (closing) {
                if (open.isEmpty() || !open.pop().equals(name)) {
                    faults.add(
                            "</%s> closes nothing, near %s"
                                    .formatted(name, near(html, tag.start())));
                    return;
                }
                continue;
            }
            elements.add(new Element(name, attributes(tag.group(3)), open.contains("label")));
            if (!VOID.contains(name) && tag.group(4).isEmpty()) {
                open.push(name);
            }
        }
        text(html.substring(at));
        if (!open.isEmpty()) {
            faults.add("never closed: " + open);
        }
    }

    private void text(String text) {
        if (text.contains("<")) {
            faults.add("a stray < in " + near(text, text.indexOf('<')));
        }
        Matcher ampersand =
                Pattern.compile("&(?!(?:[a-zA-Z]+|#\\d+|#x[0-9a-fA-F]+);)").matcher(text);
        if (ampersand.find()) {
            faults.add("a bare & in " + near(text, ampersand.start()));
        }
    }

    private static String near(String text, int at) {
        return text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 60));
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(text);
        while (attribute.find()) {
            String value = attribute.group(2) != null ? attribute.group(2) : attribute.group(3);
            attributes.put(attribute.group(1), value == null ? "" : value);
        }
        return attributes;
    }

    private void judge() {
        count("h1", 1);
        count("main", 1);
        count("title", 1);
        Set<String> ids = new TreeSet<>();
        for (Element element : elements) {
            judge(element);
            String id = element.attributes().get("id");
            if (id != null && !ids.add(id)) {
                faults.add("two elements with id " + id);
            }
        }
        for (Element element : elements) {
            for (String reference : List.of("aria-labelledby", "for")) {
                String id = element.attributes().get(reference);
                if (id != null && !ids.contains(id)) {
                    faults.add("%s names %s, which is not there".formatted(reference, id));
                }
            }
        }
    }

    private void count(String name, int expected) {
        long found = elements.stream().filter(it -> it.name().equals(name)).count();
        if (found != expected) {
            faults.add("found %d of %s, expected %d".formatted(found, name, expected));
        }
    }

    private void judge(Element element) {
        Map<String, String> has = element.attributes();
        for (String attribute : has.keySet()) {
            if (attribute.equals("style") || attribute.startsWith("on")) {
                faults.add("inline %s on %s".formatted(attribute, element.name()));
            }
        }
        String link = has.getOrDefault("href", has.getOrDefault("src", "/"));
        if (!(link.startsWith("/") || link.startsWith("#")) || link.startsWith("//")) {
            faults.add("a link that leaves: " + link);
        }
        switch (element.name()) {
            case "html" -> require(element, "lang");
            case "style" -> faults.add("inline style");
            case "script" -> require(element, "src");
            case "img" -> require(element, "alt");
            case "iframe" -> {
                require(element, "title");
                // An empty one is the strictest.
                if (!has.containsKey("sandbox")) {
                    faults.add("iframe without sandbox: " + has);
                }
            }
            case "input" -> {
                if (!"hidden".equals(has.get("type")) && !element.labelled()) {
                    require(element, "aria-label");
                }
            }
            case "select" -> require(element, "aria-label");
            case "th" -> require(element, "scope");
            case "nav" -> require(element, "aria-label");
            default -> {}
        }
    }

    private void require(Element element, String attribute) {
        if (element.attributes().getOrDefault(attribute, "").isEmpty()) {
            faults.add(
                    "%s without %s: %s".formatted(element.name(), attribute, element.attributes()));
        }
    }

    /// What is wrong; empty where nothing is.
    List<String> faults() {
        return faults;
    }

    /// The addresses of what it links to, loads and frames, without fragments.
    List<String> links() {
        return elements.stream()
                .flatMap(it -> List.of("href", "src", "hx-get").stream().map(it.attributes()::get))
                .filter(it -> it != null && it.startsWith("/"))
                .map(it -> it.replace("&amp;", "&"))
                .map(it -> it.contains("#") ? it.substring(0, it.indexOf('#')) : it)
                .distinct()
                .toList();
    }
}
