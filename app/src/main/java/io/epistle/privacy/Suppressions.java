package io.epistle.privacy;

import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Turn;

import java.time.Instant;
import java.util.Optional;

/// The suppression list: addresses that get nothing more, by keyed hash. It survives erasure.
public final class Suppressions {
    /// Why and since when an address is suppressed.
    ///
    /// @param reason such as `unsubscribed`, `hard bounce`, `complaint`
    /// @param since when it was put there
    public record Suppression(String reason, Instant since) {
        /// Whether it forbids messages of a purpose. Who unsubscribed gets receipts still; an
        /// address that bounces or complained gets nothing.
        public boolean concerns(String purpose) {
            return !(purpose.equals(Permit.TRANSACTIONAL) && reason.equals(UNSUBSCRIBED));
        }
    }

    /// Why an address is suppressed whose person unsubscribed.
    public static final String UNSUBSCRIBED = "unsubscribed";

    /// The list.
    public static final Table<AddressHash, Suppression> SUPPRESSIONS =
            new Table<>(
                    "suppressions",
                    Codec.of(AddressHash::write, AddressHash::read),
                    Codec.of(
                            (row, out) ->
                                    out.writeText(row.reason())
                                            .writeZigzag(row.since().toEpochMilli()),
                            in ->
                                    new Suppression(
                                            in.readText(), Instant.ofEpochMilli(in.readZigzag()))));

    private Suppressions() {}

    /// Puts an address on the list; the first reason stays.
    public static void add(Turn turn, AddressHash address, String reason) {
        if (turn.get(SUPPRESSIONS, address).isEmpty()) {
            turn.put(SUPPRESSIONS, address, new Suppression(reason, turn.now()));
        }
    }

    /// Takes an address off the list where it is there for this reason, and leaves it where it is
    /// for another.
    public static void lift(Turn turn, AddressHash address, String reason) {
        if (get(turn, address).filter(row -> row.reason().equals(reason)).isPresent()) {
            turn.delete(SUPPRESSIONS, address);
        }
    }

    /// Why an address is suppressed; absent where it is not.
    public static Optional<Suppression> get(Rows rows, AddressHash address) {
        return rows.get(SUPPRESSIONS, address);
    }
}
