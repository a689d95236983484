package io.epistle.segment;

import io.epistle.segment.Memberships.Member;
import io.epistle.store.Rows;
import io.epistle.store.Tallies;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whether what is kept of memberships agrees with itself: states, lists and tallies.
public final class MembershipCheck {
    private MembershipCheck() {}

    /// Compares lists and tallies with the states; each finding is a sentence.
    public static List<String> findings(Rows rows) {
        List<String> findings = new ArrayList<>();
        SortedMap<String, Long> counted = new TreeMap<>();
        rows.scan(
                Memberships.STATES,
                new byte[0],
                (id, state) -> {
                    for (Standing standing : state.standings()) {
                        boolean listed =
                                rows.get(Memberships.MEMBERS, new Member(standing.segment(), id))
                                        .isPresent();
                        if (standing.member()) {
                            counted.merge(standing.segment(), 1L, Long::sum);
                        }
                        if (listed != standing.member()) {
                            findings.add(
                                    "person %s is %s segment %s but %s listed"
                                            .formatted(
                                                    id,
                                                    standing.member() ? "in" : "not in",
                                                    standing.segment(),
                                                    listed ? "is" : "is not"));
                        }
                    }
                    return true;
                });
        SortedMap<String, Long> tallied = Tallies.under(rows, Memberships.TALLY);
        if (!counted.equals(tallied)) {
            findings.add("the segment tallies say %s, the states %s".formatted(tallied, counted));
        }
        findings.addAll(SegmentDays.check(rows, tallied));
        long[] listed = new long[1];
        rows.scan(
                Memberships.MEMBERS,
                new byte[0],
                (_, _) -> {
                    listed[0]++;
                    return true;
                });
        long members = counted.values().stream().mapToLong(Long::longValue).sum();
        if (listed[0] != members) {
            findings.add(
                    "the segments list %d members, the states %d".formatted(listed[0], members));
        }
        return findings;
    }
}
