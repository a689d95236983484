package io.epistle.console;

import java.util.List;
import java.util.Optional;

/// A template as one person would get it now. Nothing is sent, stored or reserved, and its links
/// lead nowhere.
///
/// @param person for whom
/// @param campaign the campaign on whose behalf; absent where none uses the template
/// @param variant the arm of its experiment that the person is in; absent where it has none
/// @param isMeant whether that campaign means the person now; true where there is none
/// @param isLearning whether nothing is recommended yet, since the recommender is still being
///   trained
/// @param outcome what they would get
public record TemplatePreview(
        PersonRow person,
        Optional<Choice> campaign,
        Optional<Choice> variant,
        boolean isMeant,
        boolean isLearning,
        Outcome outcome) {

    /// What a person would get.
    public sealed interface Outcome {}

    /// A mail.
    ///
    /// @param from who it comes from
    /// @param to where it would go
    /// @param addressKnown whether the person has that address; where they have none, one that
    ///   leads nowhere stands for it
    /// @param subject the subject
    /// @param html the page
    /// @param text the plain text
    /// @param offer the name of the offer in it; absent where none holds
    /// @param blocks the ids of the blocks in it, in the order they were used
    public record Mail(
            String from,
            String to,
            boolean addressKnown,
            String subject,
            String html,
            String text,
            Optional<String> offer,
            List<String> blocks)
            implements Outcome {
        public Mail {
            blocks = List.copyOf(blocks);
        }
    }

    /// Nothing, because the template gives them up.
    ///
    /// @param reason as its author wrote it
    public record Skipped(String reason) implements Outcome {}

    /// Nothing, because the template fails.
    ///
    /// @param reason what went wrong, with its place
    public record Broken(String reason) implements Outcome {}
}
