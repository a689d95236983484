package io.epistle.send;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a server announced in its answer to EHLO; nothing after HELO.
///
/// @param keywords each in upper case, with its arguments in upper case
record ServerFeatures(SortedMap<String, List<String>> keywords) {

    /// After HELO.
    static final ServerFeatures NONE = new ServerFeatures(new TreeMap<>());

    ServerFeatures {
        keywords = Collections.unmodifiableSortedMap(new TreeMap<>(keywords));
    }

    /// Reads the answer to EHLO; its first line is a greeting. Some servers write `AUTH=LOGIN`
    /// beside `AUTH LOGIN`: the arguments of a keyword given twice are joined.
    static ServerFeatures of(Reply hello) {
        SortedMap<String, List<String>> keywords = new TreeMap<>();
        for (String line : hello.lines().subList(1, hello.lines().size())) {
            List<String> words = List.of(line.strip().toUpperCase(Locale.ROOT).split("[ =]+"));
            keywords.computeIfAbsent(words.getFirst(), keyword -> new ArrayList<>())
                    .addAll(words.subList(1, words.size()));
        }
        return new ServerFeatures(keywords);
    }

    /// Takes commands before it has answered those before them (RFC 2920).
    boolean pipelining() {
        return keywords.containsKey("PIPELINING");
    }

    /// Takes bytes beyond ASCII (RFC 6152).
    boolean eightBitMime() {
        return keywords.containsKey("8BITMIME");
    }

    /// Takes addresses and headers beyond ASCII (RFC 6531).
    boolean smtpUtf8() {
        return keywords.containsKey("SMTPUTF8");
    }

    /// Can encrypt the connection (RFC 3207).
    boolean startTls() {
        return keywords.containsKey("STARTTLS");
    }

    /// Wants to know a message's size beforehand (RFC 1870).
    boolean size() {
        return keywords.containsKey("SIZE");
    }

    /// Whether a way to log in is offered.
    boolean authenticates(String mechanism) {
        return keywords.getOrDefault("AUTH", List.of()).contains(mechanism);
    }

    /// The largest message it takes, in bytes; none where it names none, as `SIZE 0` does.
    OptionalLong messageBytesMax() {
        List<String> arguments = keywords.getOrDefault("SIZE", List.of());
        if (arguments.isEmpty() || !arguments.getFirst().matches("\\d{1,18}")) {
            return OptionalLong.empty();
        }
        long bytes = Long.parseLong(arguments.getFirst());
        return bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    }
}
