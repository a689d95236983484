package io.epistle.compose;

/// The `Feedback-ID` by which mailbox providers report complaints per campaign. Its form is
/// `campaign:customer:kind:sender`, as Gmail's feedback loop documents it; all but the sender may
/// be empty.
///
/// @param campaign which campaign or journey step
/// @param customer which brand or workspace, where several share a sender
/// @param kind which sort of mail, such as `campaign` or `receipt`
/// @param sender the sender's own constant name, {@value #SENDER_LENGTH_MIN} to {@value
///   #SENDER_LENGTH_MAX} characters
public record FeedbackId(String campaign, String customer, String kind, String sender) {

    /// Shortest sender that Gmail accepts.
    public static final int SENDER_LENGTH_MIN = 5;

    /// Longest sender that Gmail accepts.
    public static final int SENDER_LENGTH_MAX = 15;

    private static final int FIELD_LENGTH_MAX = 64;

    /// Checks every field.
    ///
    /// @throws IllegalArgumentException when a field holds more than ASCII letters, digits, `.`,
    ///   `-` and `_`, or has not the length it must have
    public FeedbackId {
        require(campaign, "campaign", 0, FIELD_LENGTH_MAX);
        require(customer, "customer", 0, FIELD_LENGTH_MAX);
        require(kind, "kind", 0, FIELD_LENGTH_MAX);
        require(sender, "sender", SENDER_LENGTH_MIN, SENDER_LENGTH_MAX);
    }

    /// The header's value.
    @Override
    public String toString() {
        return campaign + ":" + customer + ":" + kind + ":" + sender;
    }

    private static void require(String field, String name, int lengthMin, int lengthMax) {
        boolean plain =
                field.chars()
                        .allMatch(c ->
                                c < 128 && (Character.isLetterOrDigit(c) || ".-_".indexOf(c) >= 0));
        if (!plain || field.length() < lengthMin || field.length() > lengthMax) {
            throw new IllegalArgumentException(
                    "the "
                            + name
                            + " of a feedback id has "
                            + lengthMin
                            + " to "
                            + lengthMax
                            + " letters, digits, '.', '-' and '_', found "
                            + HeaderText.singleLine(field, FIELD_LENGTH_MAX));
        }
    }
}
