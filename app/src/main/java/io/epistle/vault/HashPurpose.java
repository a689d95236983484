package io.epistle.vault;

/// What a keyed hash is for. Each purpose has a key of its own, derived from the master key and the
/// versioned label, so hashes of different purposes cannot be joined.
public enum HashPurpose {
    /// Identifiers of people in the index.
    IDENTIFIER("epistle/identifier/1"),
    /// Source and message id: duplicates and the ids of stems.
    MESSAGE("epistle/message/1"),
    /// Addresses in the ledger and the suppression list.
    ADDRESS("epistle/address/1"),
    /// Assignment to the arms of experiments.
    ASSIGNMENT("epistle/assignment/1"),
    /// Signatures of the links in mails that lead to ourselves.
    TOKEN("epistle/token/1"),
    /// Sealing of the links in mails that lead elsewhere.
    LINK("epistle/link/1"),
    /// Proofs that a journal or a backup is this folder's own.
    JOURNAL("epistle/journal/1");

    private final String label;

    HashPurpose(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
