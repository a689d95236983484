package io.epistle.console;

/// What the list of templates is sorted by.
public enum TemplateOrder {
    /// What people call them.
    NAME,
    /// How many campaigns use them.
    CAMPAIGNS,
    /// How much the analysis found.
    FINDINGS
}
