package dev.ringside.emulator.device.interrupt;

import dev.ringside.emulator.device.Clock;
import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;

/**
 * The timer of a local APIC (Intel SDM volume 3, section 11.5.4). Its bus runs at 1 GHz: one tick before division is 1 ns
 * of virtual time, so TSC, bus and virtual time never drift apart.
 */
final class ApicTimer implements Stateful {
    /** Timer modes, bits 18:17 of its LVT entry. */
    static final int ONE_SHOT = 0;
    static final int PERIODIC = 1;
    static final int TSC_DEADLINE = 2;

    private final Clock clock;
    private final Clock.Timer timer;
    private final Runnable expired;
    private int mode;
    private int divideRegister;
    private long initial;
    /** The count that stood in the counter at {@link #since}; 0 when the timer does not run. */
    private long from;
    private long since;
    private long deadline;

    ApicTimer(String name, Clock clock, Runnable expired) {
        this.clock = clock;
        this.expired = expired;
        this.timer = clock.timer(name, this::fire);
    }

    void reset() {
        mode = ONE_SHOT;
        divideRegister = 0;
        stop();
        initial = 0;
    }

    private void stop() {
        from = 0;
        deadline = 0;
        timer.cancel();
    }

    /** Ns a count: bits 3 and 1:0 of the divide register are 2, 4, ... 128, and 7 for 1. */
    private long divisor() {
        int code = divideRegister >> 1 & 4 | divideRegister & 3;
        return 1L << (code + 1 & 7);
    }

    /** Changes between deadline and counting modes disarm the timer. */
    void setMode(int newMode) {
        if (newMode != mode && (newMode == TSC_DEADLINE || mode == TSC_DEADLINE)) {
            stop();
            initial = 0;
        }
        mode = newMode;
    }

    int divide() {
        return divideRegister;
    }

    /** A running count goes on from where it is, at the new speed. */
    void setDivide(int value) {
        long now = clock.now();
        long current = current();
        divideRegister = value;
        if (from != 0) {
            from = current;
            since = now;
            arm();
        }
    }

    long initial() {
        return initial;
    }

    /** Writing the initial count starts the counter; 0 stops it. In deadline mode the register is ignored. */
    void setInitial(long value) {
        if (mode == TSC_DEADLINE) {
            return;
        }
        stop();
        initial = value;
        from = value;
        since = clock.now();
        arm();
    }

    private void arm() {
        if (from == 0) {
            timer.cancel();
        } else {
            timer.set(since + from * divisor());
        }
    }

    long current() {
        if (from == 0) {
            return 0;
        }
        return Math.max(0, from - (clock.now() - since) / divisor());
    }

    /** IA32_TSC_DEADLINE: 0 when disarmed. */
    long deadline() {
        return deadline;
    }

    /** @param tscOffset the processor's TSC minus virtual time */
    void setDeadline(long tsc, long tscOffset) {
        if (mode != TSC_DEADLINE) {
            return;
        }
        deadline = tsc;
        armDeadline(tscOffset);
    }

    /** The processor's TSC was written: an armed deadline moves with it. */
    void tscChanged(long tscOffset) {
        if (mode == TSC_DEADLINE) {
            armDeadline(tscOffset);
        }
    }

    private void armDeadline(long tscOffset) {
        if (deadline == 0) {
            timer.cancel();
            return;
        }
        long now = clock.now();
        long due = deadline - tscOffset;
        if (Long.compareUnsigned(deadline, now + tscOffset) <= 0) {
            timer.set(now);
        } else if (due < now) {
            timer.cancel(); // deadlines are unsigned: this one lies beyond the end of virtual time
        } else {
            timer.set(due);
        }
    }

    LocalApicState.Timer peek() {
        return new LocalApicState.Timer(LocalApicState.TimerMode.values()[Math.min(mode, TSC_DEADLINE)], divisor(), initial, current(), deadline,
                timer.due());
    }

    private void fire() {
        if (mode == TSC_DEADLINE) {
            deadline = 0;
        } else if (mode == ONE_SHOT) {
            from = 0;
        } else {
            reload();
        }
        expired.run();
    }

    /** Starts the next period at the end of the last; periods that went by entirely are one interrupt. */
    private void reload() {
        since += from * divisor();
        from = initial;
        long period = initial * divisor();
        since += Math.max(0, clock.now() - since) / period * period;
        arm();
    }

    @Override
    public void state(StateStream s) {
        mode = s.i32("mode", mode);
        divideRegister = s.i32("divide", divideRegister);
        initial = s.i64("initial", initial);
        from = s.i64("from", from);
        since = s.i64("since", since);
        deadline = s.i64("deadline", deadline);
    }
}
