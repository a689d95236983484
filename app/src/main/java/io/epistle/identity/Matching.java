package io.epistle.identity;

import io.epistle.event.Identifier;
import io.epistle.event.StemId;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides whose event it is: nobody known yet, one person, or several who turn out to be one.
/// Pure.
///
/// Where the outcome would break a limit on the resulting person, the weakest identifier is dropped
/// and the rest matched again, until it fits; a single identifier always fits.
final class Matching {
    /// One usable identifier of the event.
    ///
    /// @param stem the stem that it names; absent where it is new
    /// @param owner who has it; absent where it is new
    record Candidate(IdentifierKey key, Optional<StemId> stem, Optional<PersonRecord> owner) {}

    /// The outcome.
    ///
    /// @param used the identifiers that count, strongest first
    /// @param dropped those that would have broken a limit, weakest first
    /// @param owners the distinct people they name, in the order of `used`; empty for a new person
    record Match(List<Candidate> used, List<Candidate> dropped, List<PersonRecord> owners) {}

    private Matching() {}

    /// Matches candidates given strongest first; at least one.
    static Match decide(List<Candidate> candidates) {
        List<Candidate> used = new ArrayList<>(candidates);
        List<Candidate> dropped = new ArrayList<>();
        while (used.size() > 1 && !fits(used)) {
            dropped.add(used.removeLast());
        }
        return new Match(List.copyOf(used), List.copyOf(dropped), owners(used));
    }

    private static List<PersonRecord> owners(List<Candidate> used) {
        Map<PersonId, PersonRecord> owners = new LinkedHashMap<>();
        for (Candidate candidate : used) {
            candidate.owner().ifPresent(owner -> owners.putIfAbsent(owner.id(), owner));
        }
        return List.copyOf(owners.values());
    }

    private static boolean fits(List<Candidate> used) {
        List<PersonRecord> owners = owners(used);
        Set<IdentifierKey> mappings = new LinkedHashSet<>();
        int stems = 1;
        for (PersonRecord owner : owners) {
            mappings.addAll(owner.mappings());
            stems += owner.stems().size();
        }
        used.forEach(candidate -> mappings.add(candidate.key()));
        if (mappings.size() > IdentifierRules.MAPPINGS_MAX || stems > IdentifierRules.STEMS_MAX) {
            return false;
        }
        Map<String, Integer> perKind = new LinkedHashMap<>();
        mappings.forEach(key -> perKind.merge(key.kind(), 1, Integer::sum));
        for (Map.Entry<String, Integer> kind : perKind.entrySet()) {
            if (kind.getValue() > IdentifierRules.limit(kind.getKey())) {
                return false;
            }
        }
        return !mergesIdentifiedByAnonymousAlone(used, owners);
    }

    /// An anonymous id is a browser's, and browsers are shared: it may lead an unknown visitor to a
    /// person, but never one identified person into another.
    private static boolean mergesIdentifiedByAnonymousAlone(
            List<Candidate> used, List<PersonRecord> owners) {
        if (owners.size() < 2) {
            return false;
        }
        for (PersonRecord owner : owners) {
            boolean onlyAnonymous =
                    used.stream()
                            .filter(candidate ->
                                    candidate.owner().isPresent()
                                            && candidate.owner().get().id().equals(owner.id()))
                            .allMatch(candidate ->
                                    candidate.key().kind().equals(Identifier.ANONYMOUS_ID));
            boolean identified =
                    owner.mappings().stream()
                            .anyMatch(key -> !key.kind().equals(Identifier.ANONYMOUS_ID));
            if (onlyAnonymous && identified) {
                return true;
            }
        }
        return false;
    }
}
