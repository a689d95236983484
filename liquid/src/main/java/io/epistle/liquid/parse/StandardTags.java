package io.epistle.liquid.parse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The tags of Liquid by name.
final class StandardTags {
    /// Tags that only stand inside a block of their own kind.
    static final Set<String> SEPARATORS = Set.of("else", "elsif", "when");

    private static final Map<String, TagReader> READERS = readers();

    private StandardTags() {}

    /// Reads the tag if it is one of Liquid's.
    static boolean read(Token token, TemplateParser parser, Block block) {
        TagReader reader = READERS.get(token.name());
        if (reader == null) {
            return false;
        }
        reader.read(token, parser, block);
        return true;
    }

    static List<String> names() {
        return List.copyOf(READERS.keySet());
    }

    private static Map<String, TagReader> readers() {
        var readers = new TreeMap<String, TagReader>();
        readers.put("#", TextTags::inlineComment);
        readers.put("assign", VariableTags::assign);
        readers.put("break", LoopTags::breakTag);
        readers.put("capture", VariableTags::capture);
        readers.put("case", ConditionalTags::caseTag);
        readers.put("comment", TextTags::comment);
        readers.put("continue", LoopTags::continueTag);
        readers.put("cycle", CycleTag::read);
        readers.put("decrement", VariableTags::decrement);
        readers.put("doc", TextTags::doc);
        readers.put("echo", TextTags::echo);
        readers.put("for", LoopTags::forTag);
        readers.put("if", ConditionalTags::ifTag);
        readers.put("ifchanged", ConditionalTags::ifChanged);
        readers.put("include", PartialTags::include);
        readers.put("increment", VariableTags::increment);
        readers.put("liquid", TextTags::liquid);
        readers.put("raw", TextTags::raw);
        readers.put("render", PartialTags::render);
        readers.put("tablerow", LoopTags::tableRow);
        readers.put("unless", ConditionalTags::unless);
        return readers;
    }
}
