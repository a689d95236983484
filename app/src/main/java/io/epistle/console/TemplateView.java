package io.epistle.console;

import io.epistle.compose.LiquidText;

import java.util.List;
import java.util.Optional;

/// One template: what it says, what it uses, and what is known to be wrong with it.
///
/// @param row the template as the list shows it
/// @param version how often its definition changed, from 1
/// @param from who it comes from, name and address, unless a campaign says otherwise
/// @param brand what its brand is called
/// @param texts its own texts, the subjects that variants of its campaigns bring, then those of the
///   blocks that it may print
/// @param variables what it uses of the data, by path; those of its blocks too
/// @param filters the names of the filters it uses, sorted; those of its blocks too
/// @param slots where it prints blocks, in the order of its texts
/// @param offers the offers that may stand in it, in the order in which they are asked; none where
///   it shows none
/// @param campaigns the campaigns that use it
/// @param findings what the analysis knows, by place
public record TemplateView(
        TemplateRow row,
        long version,
        String from,
        String brand,
        List<Text> texts,
        List<Variable> variables,
        List<String> filters,
        List<Slot> slots,
        List<Choice> offers,
        List<Choice> campaigns,
        List<Told> findings) {
    /// Findings that the page shows, more than anybody reads at once.
    public static final int FINDINGS_MAX = 50;

    /// Lines of a text that the page shows: pages of mails have some hundreds.
    public static final int LINES_MAX = 1_000;

    public TemplateView {
        texts = List.copyOf(texts);
        variables = List.copyOf(variables);
        filters = List.copyOf(filters);
        slots = List.copyOf(slots);
        offers = List.copyOf(offers);
        campaigns = List.copyOf(campaigns);
        findings = List.copyOf(findings);
    }

    /// The findings that the page shows.
    public List<Told> shown() {
        return findings.subList(0, Math.min(findings.size(), FINDINGS_MAX));
    }

    /// One text.
    ///
    /// @param id unique on the page; places name it
    /// @param part which text of its definition
    /// @param owner the name of the block that it is the page of, or of the campaign whose variant
    ///   brings it; empty for the template's own
    /// @param variant the name of the variant whose subject it is; absent for other texts
    /// @param file where it stands in the workspace
    /// @param source as written
    public record Text(
            String id,
            LiquidText.Part part,
            String owner,
            Optional<String> variant,
            String file,
            String source) {}

    /// A place in a text.
    ///
    /// @param text the text's id; empty where the page does not show that text
    /// @param line from 1
    /// @param column from 1
    public record Place(String text, int line, int column) {
        /// Whether the page shows its line.
        public boolean isShown() {
            return line <= LINES_MAX;
        }
    }

    /// A variable.
    ///
    /// @param path the way into the data, such as `user.purchase_history[].total`
    /// @param foreseen whether every use of it foresees that it is absent
    /// @param places where it is used
    public record Variable(String path, boolean foreseen, List<Place> places) {
        public Variable {
            places = List.copyOf(places);
        }
    }

    /// Where a block is printed.
    ///
    /// @param name the slot; absent where it depends on the message
    /// @param parameters the names of what the block is told
    /// @param place the tag
    /// @param blocks those of the slot, in the order in which they are asked, each with its rule
    public record Slot(
            Optional<String> name, List<String> parameters, Place place, List<Candidate> blocks) {
        public Slot {
            parameters = List.copyOf(parameters);
            blocks = List.copyOf(blocks);
        }
    }

    /// A block that may stand in a slot.
    ///
    /// @param name what people read
    /// @param rule for whom; empty where for everyone, or for those whom no other block is for
    public record Candidate(String id, String name, String rule) {}

    /// What the analysis found at one place.
    ///
    /// @param isError whether messages that come to the place fail
    /// @param sentence what was found and expected
    /// @param where file, line and column in the workspace
    /// @param place the same on this page
    /// @param pointed the line, and in a second one a mark below the place
    public record Told(
            boolean isError, String sentence, String where, Place place, String pointed) {}
}
