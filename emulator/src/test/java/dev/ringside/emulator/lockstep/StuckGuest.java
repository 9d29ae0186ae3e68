package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.machine.Machine;

/**
 * Interrupts a machine whose guest retires nothing any more: its handlers fault for ever, or it halts and nothing wakes it. It counts
 * what the guest does, so it comes to the same on every engine.
 */
final class StuckGuest {
    private static final int MOST_DELIVERIES = 1000;
    private static final int MOST_HALTS = 10_000;

    private final Machine machine;
    private final int most;
    private long at = -1;
    private int times;

    private StuckGuest(Machine machine, int most) {
        this.machine = machine;
        this.most = most;
    }

    static void watch(Machine machine) {
        machine.cpu(0).delivered = new StuckGuest(machine, MOST_DELIVERIES)::seen;
        StuckGuest halts = new StuckGuest(machine, MOST_HALTS);
        machine.onIdle(cpu -> halts.seen(), cpu -> {});
    }

    private void seen() {
        long now = machine.cpu(0).retired();
        times = now == at ? times + 1 : 0;
        at = now;
        if (times > most) {
            machine.interrupt();
        }
    }
}
