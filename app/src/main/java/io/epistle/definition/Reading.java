package io.epistle.definition;

import java.util.List;

/// What came of reading definitions.
///
/// @param documents those without a problem of their own, by kind and id, not published yet
///   (version 0)
/// @param problems what is wrong, by file and place; nothing may be published while there is one
public record Reading(List<Document> documents, List<Problem> problems) {
    public Reading {
        documents = documents.stream().sorted().toList();
        problems = List.copyOf(problems);
    }
}
