package dev.ringside.emulator.device.timer;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;

/**
 * One of the three counters of an 8254 (datasheet 231164), in closed form: what the counting element holds and what OUT is
 * at a tick follow from the tick at which the count was loaded. Ticks are those of the 1.193182 MHz input.
 */
final class PitCounter implements Stateful {
    /** {@link #nextChange} of an output that stays as it is. */
    static final long NEVER = Long.MAX_VALUE;

    /** Status byte of the read-back command (the rest of it is the control word's low six bits). */
    private static final int STATUS_OUT = 1 << 7;
    private static final int STATUS_NULL_COUNT = 1 << 6;

    private static final int RW_LOW = 1;
    private static final int RW_HIGH = 2;
    private static final int RW_BOTH = 3;

    private static final int NONE = -1;

    private int mode;
    private int access = RW_BOTH;
    private boolean bcd;
    private boolean gate;

    /** A count was written (and in modes 1 and 5 the gate has triggered it). */
    private boolean counting;
    /** The count in use, 1 to 65,536. */
    private int count = 0x10000;
    /** When the counting element held {@code count}; while the gate stops it, only the difference to {@link #stoppedAt} counts. */
    private long start;
    private long stoppedAt = NONE;
    /** CR: what was written last; modes 1 and 5 load it when triggered. */
    private int written = 0x10000;
    /** Modes 2 and 3 take a new count at the end of the (half) period. */
    private boolean pending;
    private long pendingTick;
    private long pendingStart;

    private int lowByte;
    private boolean highWriteNext;
    private boolean highReadNext;
    private int latch = NONE;
    private int statusLatch = NONE;

    PitCounter(boolean gate) {
        this.gate = gate;
    }

    /** The gate after a reset. */
    void reset(boolean initialGate) {
        gate = initialGate;
        count = 0x10000;
        written = 0x10000;
        start = 0;
        stoppedAt = NONE;
        pendingTick = 0;
        pendingStart = 0;
        lowByte = 0;
        control(RW_BOTH << 4);
    }

    /** A control word for this counter, its bits 5:0: access, mode, BCD. */
    void control(int value) {
        access = value >> 4 & 3;
        int field = value >> 1 & 7;
        mode = field > 5 ? field - 4 : field; // x10 and x11 are modes 2 and 3
        bcd = (value & 1) != 0;
        counting = false;
        pending = false;
        highWriteNext = false;
        highReadNext = false;
        latch = NONE;
        statusLatch = NONE;
    }

    /** A byte to the counter's port at {@code tick}. */
    void write(long tick, int value) {
        advance(tick);
        switch (access) {
            case RW_LOW -> load(tick, value);
            case RW_HIGH -> load(tick, value << 8);
            default -> {
                if (highWriteNext) {
                    load(tick, value << 8 | lowByte);
                } else {
                    lowByte = value;
                    if (mode == 0) {
                        counting = false; // the first byte stops a mode 0 count and drops OUT
                    }
                }
                highWriteNext = !highWriteNext;
            }
        }
    }

    private void load(long tick, int raw) {
        int value = bcd ? fromBcd(raw) : raw;
        written = value != 0 ? value : bcd ? 10_000 : 0x10000;
        switch (mode) {
            case 0, 4 -> begin(tick);
            case 2, 3 -> {
                if (counting && stoppedAt == NONE) {
                    reloadLater(tick);
                } else {
                    begin(tick);
                }
            }
            default -> { } // modes 1 and 5 wait for the gate
        }
    }

    /** The counting element takes the count with the next clock. */
    private void begin(long tick) {
        count = written;
        counting = true;
        pending = false;
        start = tick + 1;
        stoppedAt = gate || mode == 1 || mode == 5 ? NONE : start;
    }

    private void reloadLater(long tick) {
        long position = position(tick);
        long periodStart = tick - position;
        int high = highTicks(count);
        pending = true;
        if (mode == 3 && position < high) {
            pendingTick = periodStart + high;
            pendingStart = pendingTick - highTicks(written);
        } else {
            pendingTick = periodStart + count;
            pendingStart = pendingTick;
        }
    }

    private void advance(long tick) {
        if (pending && tick >= pendingTick) {
            pending = false;
            count = written;
            start = pendingStart;
        }
    }

    /** Drives GATE at {@code tick}. */
    void gate(long tick, boolean level) {
        if (level == gate) {
            return;
        }
        advance(tick);
        gate = level;
        switch (mode) {
            case 0, 4 -> pause(tick, level);
            case 1, 5 -> {
                if (level) {
                    begin(tick);
                }
            }
            default -> {
                if (!counting) {
                    return;
                }
                if (level) {
                    begin(tick);
                } else {
                    pause(tick, false);
                }
            }
        }
    }

    private void pause(long tick, boolean go) {
        if (go) {
            start += stoppedAt == NONE ? 0 : tick - stoppedAt;
            stoppedAt = NONE;
        } else {
            stoppedAt = tick;
        }
    }

    private long elapsed(long tick) {
        return Math.max(0, (stoppedAt == NONE ? tick : stoppedAt) - start);
    }

    private long position(long tick) {
        return elapsed(tick) % count;
    }

    private static int highTicks(int count) {
        return (count + 1) / 2;
    }

    /** What it counts, in a few words. */
    String summary() {
        return "mode " + mode + (counting ? ", " + count + " ticks" : ", not counting");
    }

    /** OUT at {@code tick}. */
    boolean out(long tick) {
        advance(tick);
        if (!counting) {
            return mode != 0;
        }
        return switch (mode) {
            case 0, 1 -> elapsed(tick) >= count;
            case 2 -> stoppedAt != NONE || position(tick) != count - 1;
            case 3 -> stoppedAt != NONE || position(tick) < highTicks(count);
            default -> elapsed(tick) != count;
        };
    }

    /** The first tick after {@code tick} at which OUT changes by counting alone, or {@link #NEVER}. */
    long nextChange(long tick) {
        advance(tick);
        if (!counting || stoppedAt != NONE) {
            return NEVER;
        }
        long elapsed = elapsed(tick);
        long begun = Math.max(tick, start);
        return switch (mode) {
            case 0, 1 -> elapsed < count ? start + count : NEVER;
            case 2 -> nextPeriodic(begun, count - 1);
            case 3 -> nextPeriodic(begun, highTicks(count));
            default -> elapsed < count ? start + count : elapsed == count ? start + count + 1 : NEVER;
        };
    }

    /** A count of 1 is illegal in modes 2 and 3; OUT then stands still. */
    private long nextPeriodic(long tick, int fall) {
        if (count == 1) {
            return pending ? pendingTick : NEVER;
        }
        long position = position(tick);
        return tick - position + (position < fall ? fall : count);
    }

    private int value(long tick) {
        advance(tick);
        long modulus = bcd ? 10_000 : 0x10000;
        long value = switch (mode) {
            case 2 -> count - position(tick);
            case 3 -> {
                long position = position(tick);
                int high = highTicks(count);
                yield (count & ~1) - 2 * (position < high ? Math.min(position, count / 2) : position - high);
            }
            default -> Math.floorMod(count - elapsed(tick), modulus);
        };
        int wrapped = (int) (value % modulus);
        return bcd ? toBcd(wrapped) : wrapped;
    }

    /** The counter latch command, and the count half of read-back. A latch that was not read yet stays. */
    void latchCount(long tick) {
        if (latch == NONE) {
            latch = value(tick);
        }
    }

    /** The status half of read-back. */
    void latchStatus(long tick) {
        if (statusLatch == NONE) {
            boolean out = out(tick);
            boolean nullCount = !counting || pending || tick < start;
            statusLatch = (out ? STATUS_OUT : 0) | (nullCount ? STATUS_NULL_COUNT : 0)
                    | access << 4 | mode << 1 | (bcd ? 1 : 0);
        }
    }

    /** A byte from the counter's port: latched status, then latched count, then the count itself. */
    int read(long tick) {
        if (statusLatch != NONE) {
            int status = statusLatch;
            statusLatch = NONE;
            return status;
        }
        int value = latch != NONE ? latch : value(tick);
        boolean high = access == RW_HIGH || access == RW_BOTH && highReadNext;
        if (access == RW_BOTH) {
            highReadNext = !highReadNext;
        }
        if (access != RW_BOTH || high) {
            latch = NONE;
        }
        return high ? value >> 8 : value & 0xFF;
    }

    private static int fromBcd(int raw) {
        return (raw >> 12) * 1000 + (raw >> 8 & 15) * 100 + (raw >> 4 & 15) * 10 + (raw & 15);
    }

    private static int toBcd(int value) {
        return value / 1000 << 12 | value / 100 % 10 << 8 | value / 10 % 10 << 4 | value % 10;
    }

    @Override
    public void state(StateStream s) {
        mode = s.i32("mode", mode);
        access = s.i32("access", access);
        bcd = s.bool("bcd", bcd);
        gate = s.bool("gate", gate);
        counting = s.bool("counting", counting);
        count = Math.clamp(s.i32("count", count), 1, 0x10000);
        start = s.i64("start", start);
        stoppedAt = s.i64("stoppedAt", stoppedAt);
        written = s.i32("written", written);
        pending = s.bool("pending", pending);
        pendingTick = s.i64("pendingTick", pendingTick);
        pendingStart = s.i64("pendingStart", pendingStart);
        lowByte = s.i32("lowByte", lowByte);
        highWriteNext = s.bool("highWriteNext", highWriteNext);
        highReadNext = s.bool("highReadNext", highReadNext);
        latch = s.i32("latch", latch);
        statusLatch = s.i32("statusLatch", statusLatch);
    }
}
