package io.epistle.liquid;

/// How much one render may use. Counted inside the interpreter, so no template runs away: work is
/// counted in steps before it is done, in proportion to what it takes at worst, so that a render
/// takes processor time by its steps and output and by nothing else.
///
/// @param renderScoreMax steps: nodes, rounds of loops, links of conditions, steps into values,
///   filters, items, comparisons of a sort, stretches of 64 characters that filters, comparisons
///   and captures go through, and the square of the digits of long numbers
/// @param assignScoreMax characters and items put into variables
/// @param outputBytesMax bytes of output in UTF-8, and characters of any text on the way
/// @param nestingMax blocks inside blocks, and brackets inside brackets, when parsing
/// @param includeDepthMax templates inside templates
public record Limits(
        long renderScoreMax,
        long assignScoreMax,
        int outputBytesMax,
        int nestingMax,
        int includeDepthMax) {

    /// Generous for a mail: providers clip at 100 KB and refuse at some 10 MB. An ordinary mail
    /// takes some hundred steps. A million ordinary ones take a small part of a second, the worst
    /// that a search over all filters and tags has found a dozen times that.
    public static final Limits STANDARD = new Limits(1_000_000, 10_000_000, 10_000_000, 100, 20);

    /// Every limit must be above zero.
    public Limits {
        boolean counts = renderScoreMax > 0 && assignScoreMax > 0 && outputBytesMax > 0;
        if (!counts || nestingMax <= 0 || includeDepthMax <= 0) {
            throw new IllegalArgumentException("every limit must be above zero");
        }
    }
}
