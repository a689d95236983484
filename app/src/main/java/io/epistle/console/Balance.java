package io.epistle.console;

/// How many messages of a campaign ended where. The law is that `planned` is the sum of the others
/// at every moment.
///
/// @param planned everyone in the audience when the campaign was frozen
/// @param open planned or under way
/// @param sent accepted by the receiving server or the built-in mailbox
/// @param skipped not sent, on purpose
/// @param failed refused or impossible
/// @param uncertain handed over, never confirmed
/// @param caught those among the sent that the built-in mailbox took in place of their recipients
public record Balance(
        long planned,
        long open,
        long sent,
        long skipped,
        long failed,
        long uncertain,
        long caught) {
    /// Whether the law holds; where it does not, the page says so aloud.
    public boolean adds() {
        return planned == open + sent + skipped + failed + uncertain;
    }

    /// The count of one state.
    public long of(MessageState state) {
        return switch (state) {
            case OPEN -> open;
            case SENT -> sent;
            case SKIPPED -> skipped;
            case FAILED -> failed;
            case UNCERTAIN -> uncertain;
        };
    }
}
