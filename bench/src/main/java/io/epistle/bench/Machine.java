package io.epistle.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/// What a benchmark ran on.
///
/// @param words one line for people
record Machine(String words) {
    /// This machine, now.
    static Machine now() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        long memory =
                system instanceof com.sun.management.OperatingSystemMXBean more
                        ? more.getTotalMemorySize() >> 30
                        : 0;
        return new Machine(
                "%d cores, %d GB, %s %s, Java %s, load %s before the run"
                        .formatted(
                                system.getAvailableProcessors(),
                                memory,
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                Runtime.version(),
                                Spread.number(system.getSystemLoadAverage())));
    }
}
