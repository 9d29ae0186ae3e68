package dev.ringside.emulator.device.interrupt;

import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;

/** A wire that several sources drive: it is asserted while any of them asserts it. */
final class SharedWire implements Stateful {
    private static final int MOST_SOURCES = 32;

    private final InterruptLine target;
    private int sources;
    private int asserted;

    SharedWire(InterruptLine target) {
        this.target = target;
    }

    /** Adds a source. Sources are told apart by the order in which they are added. */
    InterruptLine source() {
        if (sources == MOST_SOURCES) {
            throw new IllegalStateException("too many sources on one interrupt wire");
        }
        int bit = 1 << sources++;
        return level -> {
            int before = asserted;
            asserted = level ? before | bit : before & ~bit;
            if (asserted != before) {
                target.set(asserted != 0);
            }
        };
    }

    @Override
    public void state(StateStream s) {
        asserted = s.i32("asserted", asserted);
    }
}
