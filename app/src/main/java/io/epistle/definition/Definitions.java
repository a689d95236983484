package io.epistle.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Turns texts into documents, and documents into what they mean.
public final class Definitions {
    /// Definitions of one workspace: a bound for the snapshot that every decision holds.
    static final int DOCUMENTS_MAX = 10_000;

    private static final String KIND = "kind";
    private static final String ID = "id";

    private Definitions() {}

    /// Reads all definitions of a workspace and checks them together: each by its kind's parser, no
    /// two of the same kind and id, and every one that is named exists here or in `world`.
    public static Reading read(Workspace workspace, Kinds kinds, World world) {
        Problems problems = new Problems();
        workspace.problems().forEach(problems::add);
        List<Source> sources = workspace.sources();
        if (sources.size() > DOCUMENTS_MAX) {
            problems.add(
                    new Problem(
                            sources.get(DOCUMENTS_MAX).file(),
                            new Mark(sources.get(DOCUMENTS_MAX).firstLine(), 1),
                            "%,d definitions".formatted(sources.size()),
                            "at most %,d in one workspace".formatted(DOCUMENTS_MAX)));
            return new Reading(List.of(), problems.sorted());
        }
        TreeMap<DocumentKey, Document> documents = new TreeMap<>();
        TreeSet<DocumentKey> named = new TreeSet<>();
        List<Reference> references = new ArrayList<>();
        for (Source source : sources) {
            Inquiry inquiry = new Inquiry(source, workspace.files(), problems);
            Optional<Node.Mapping> root = root(inquiry, source, problems);
            Optional<DocumentKey> key = root.flatMap(mapping -> key(mapping, inquiry, kinds));
            if (root.isEmpty() || key.isEmpty()) {
                continue;
            }
            if (!named.add(key.get())) {
                inquiry.note(
                        idMark(root.get()),
                        "%s a second time".formatted(key.get()),
                        "each definition once",
                        first(documents, key.get()));
                continue;
            }
            int before = problems.count();
            meaning(kinds.parser(key.get().kind()).orElseThrow(), key.get(), inquiry, root.get());
            references.addAll(inquiry.references());
            if (problems.count() == before) {
                documents.put(
                        key.get(),
                        new Document(key.get(), 0, 0, source, inquiry.used(), root.get()));
            }
        }
        world.documents().stream().map(Document::key).forEach(named::add);
        references.forEach(reference -> check(reference, named, problems));
        return new Reading(List.copyOf(documents.values()), problems.sorted());
    }

    /// What a document means; absent where it has problems, which are added.
    public static <T> Optional<T> parse(
            Document document, DefinitionParser<T> parser, Problems problems) {
        Inquiry inquiry = new Inquiry(document.source(), document.attachments(), problems);
        return meaning(parser, document.key(), inquiry, document.root());
    }

    /// What all published definitions of a parser's kind mean, by id.
    ///
    /// @throws IllegalStateException where one no longer makes sense, which only a program that
    ///   cannot read its own data would find
    public static <T> SortedMap<String, T> all(World world, DefinitionParser<T> parser) {
        Problems problems = new Problems();
        SortedMap<String, T> meanings = new TreeMap<>();
        for (Document document : world.documents(parser.kind())) {
            parse(document, parser, problems)
                    .ifPresent(meaning -> meanings.put(document.id(), meaning));
        }
        if (problems.count() > 0) {
            throw new IllegalStateException(
                    "a published definition cannot be read: " + problems.sorted().getFirst());
        }
        return Collections.unmodifiableSortedMap(meanings);
    }

    /// The document of a text that was valid when it was stored.
    ///
    /// @throws IllegalArgumentException where the text is not a definition
    static Document restored(
            DocumentKey key,
            long version,
            long base,
            Source source,
            SortedMap<String, String> attachments) {
        Problems problems = new Problems();
        Inquiry inquiry = new Inquiry(source, attachments, problems);
        return root(inquiry, source, problems)
                .map(root -> new Document(key, version, base, source, attachments, root))
                .orElseThrow(() ->
                        new IllegalArgumentException(problems.sorted().getFirst().toString()));
    }

    private static <T> Optional<T> meaning(
            DefinitionParser<T> parser, DocumentKey key, Inquiry inquiry, Node.Mapping root) {
        Fields fields = new Fields(inquiry, root);
        fields.required(KIND, Form.ID);
        fields.required(ID, Form.ID);
        return parser.parse(key.id(), fields);
    }

    private static Optional<Node.Mapping> root(Inquiry inquiry, Source source, Problems problems) {
        Optional<Node> node = Yaml.read(source, problems);
        if (node.isPresent() && !(node.get() instanceof Node.Mapping)) {
            inquiry.note(
                    node.get().mark(),
                    node.get().described(),
                    "a definition: kind: and id: and what belongs to the kind",
                    "");
        }
        return node.filter(Node.Mapping.class::isInstance).map(Node.Mapping.class::cast);
    }

    private static Optional<DocumentKey> key(Node.Mapping root, Inquiry inquiry, Kinds kinds) {
        Fields fields = new Fields(inquiry, root);
        Form<String> kindForm = Form.oneOf(List.copyOf(kinds.names()), kind -> kind);
        int before = inquiry.problemCount();
        String kind = fields.required(KIND, kindForm);
        String id = fields.required(ID, Form.ID);
        return inquiry.problemCount() == before
                ? Optional.of(new DocumentKey(kind, id))
                : Optional.empty();
    }

    private static Mark idMark(Node.Mapping root) {
        return root.entry(ID).map(entry -> entry.value().mark()).orElse(root.mark());
    }

    private static String first(SortedMap<DocumentKey, Document> documents, DocumentKey key) {
        Document first = documents.get(key);
        return first == null
                ? ""
                : "the first is at %s:%d"
                        .formatted(first.source().file(), idMark(first.root()).line());
    }

    private static void check(
            Reference reference, SortedSet<DocumentKey> named, Problems problems) {
        if (named.contains(reference.target())) {
            return;
        }
        String kind = reference.target().kind();
        List<String> ids =
                named.stream().filter(key -> key.kind().equals(kind)).map(DocumentKey::id).toList();
        problems.add(
                new Problem(
                        reference.file(),
                        reference.mark(),
                        "the unknown " + reference.target(),
                        ids.isEmpty()
                                ? "a %s that is defined; there is none".formatted(kind)
                                : "a %s that is defined".formatted(kind),
                        Suggestion.of(reference.target().id(), ids)));
    }
}
