package io.epistle.collect;

import static io.epistle.collect.QuarantineTables.BY_AGE;
import static io.epistle.collect.QuarantineTables.BY_RULE;
import static io.epistle.collect.QuarantineTables.QUARANTINE;

import io.epistle.collect.QuarantineTables.Listed;
import io.epistle.collect.QuarantineTables.RowKey;
import io.epistle.store.Migration;
import io.epistle.store.Rows;
import io.epistle.store.Writer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Lists by age the rows of the quarantine that were kept before ages were: as of the day of the
/// migration, so that they lie there for as long as new ones. A row that cannot be opened any more
/// goes.
public final class QuarantineAgesMigration implements Migration {
    /// Rows of one turn.
    private static final int TURN_ROWS = 1_000;

    private final QuarantineStore quarantine;

    /// A migration of `quarantine`.
    public QuarantineAgesMigration(QuarantineStore quarantine) {
        this.quarantine = quarantine;
    }

    @Override
    public void run(Rows rows, Writer writer) {
        Set<RowKey> aged = new HashSet<>();
        rows.scan(BY_AGE, new byte[0], (row, _) -> aged.add(row.key()));
        List<Listed> ageless = new ArrayList<>();
        rows.scan(
                BY_RULE,
                new byte[0],
                (listed, _) -> aged.contains(listed.key()) || ageless.add(listed));
        for (int from = 0; from < ageless.size(); from += TURN_ROWS) {
            List<Listed> chunk = ageless.subList(from, Math.min(from + TURN_ROWS, ageless.size()));
            boolean _ =
                    writer.apply(turn -> {
                        for (Listed listed : chunk) {
                            turn.get(QUARANTINE, listed.key())
                                    .ifPresent(row -> quarantine.age(turn, listed, row));
                        }
                        return true;
                    });
        }
    }
}
