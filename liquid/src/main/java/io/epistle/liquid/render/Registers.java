package io.epistle.liquid.render;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// What tags remember during one render of one template.
final class Registers {
    private @Nullable Map<Object, Integer> cycles;
    private @Nullable Map<String, Long> loopEnds;
    private @Nullable String lastChanged;
    private @Nullable ForLoop innermost;
    private Interrupt interrupt = Interrupt.NONE;

    /// The turn a cycle is at, from 0.
    int cycle(Object key) {
        return cycles == null ? 0 : cycles.getOrDefault(key, 0);
    }

    void cycle(Object key, int turn) {
        if (cycles == null) {
            cycles = new HashMap<>();
        }
        cycles.put(key, turn);
    }

    /// Where the last loop of that name ended, for `offset: continue`.
    long loopEnd(String name) {
        return loopEnds == null ? 0 : loopEnds.getOrDefault(name, 0L);
    }

    void loopEnd(String name, long end) {
        if (loopEnds == null) {
            loopEnds = new HashMap<>();
        }
        loopEnds.put(name, end);
    }

    /// What an `ifchanged` printed last.
    @Nullable String lastChanged() {
        return lastChanged;
    }

    void lastChanged(String text) {
        lastChanged = text;
    }

    /// The loop being run, or null outside loops.
    @Nullable ForLoop innermost() {
        return innermost;
    }

    void innermost(@Nullable ForLoop loop) {
        innermost = loop;
    }

    Interrupt interrupt() {
        return interrupt;
    }

    void interrupt(Interrupt request) {
        interrupt = request;
    }

    /// The pending request, which is then answered.
    Interrupt takeInterrupt() {
        Interrupt request = interrupt;
        interrupt = Interrupt.NONE;
        return request;
    }
}
