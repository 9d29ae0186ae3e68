package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.util.Arrays;

/**
 * Compares two processors without their TLBs: every register, flags made real, hidden parts of segments, MSRs, x87 and SSE, shadows
 * and pending traps. It is done after every unit: one pass remembers where the values of the first are, the next one looks whether the
 * second has the same, without copying.
 */
final class ProcessorComparison implements StateStream {
    private static final String TLB = "mmu";
    private static final int MOST_FIELDS = 256;

    private final long[] scalars = new long[MOST_FIELDS];
    private final Object[] others = new Object[MOST_FIELDS];
    private int at;
    private boolean comparing;
    private boolean equal;

    /** Whether the processors agree. */
    boolean equal(Cpu first, Cpu second) {
        comparing = false;
        equal = true;
        at = 0;
        first.state(this);
        comparing = true;
        at = 0;
        second.state(this);
        return equal;
    }

    private void scalar(long value) {
        if (comparing) {
            equal &= scalars[at] == value;
        } else {
            scalars[at] = value;
        }
        at++;
    }

    @Override
    public void part(String name, Stateful part) {
        if (!name.equals(TLB)) {
            part.state(this);
        }
    }

    @Override
    public void begin(String name) {}

    @Override
    public void end() {}

    @Override
    public boolean bool(String name, boolean value) {
        scalar(value ? 1 : 0);
        return value;
    }

    @Override
    public int i32(String name, int value) {
        scalar(value);
        return value;
    }

    @Override
    public long i64(String name, long value) {
        scalar(value);
        return value;
    }

    @Override
    public String text(String name, String value) {
        if (comparing) {
            equal &= value.equals(others[at]);
        }
        others[at++] = value;
        return value;
    }

    @Override
    public void i8s(String name, byte[] values) {
        if (comparing) {
            equal &= Arrays.equals((byte[]) others[at], values);
        }
        others[at++] = values;
    }

    @Override
    public void i32s(String name, int[] values) {
        if (comparing) {
            equal &= Arrays.equals((int[]) others[at], values);
        }
        others[at++] = values;
    }

    @Override
    public void i64s(String name, long[] values) {
        if (comparing) {
            equal &= Arrays.equals((long[]) others[at], values);
        }
        others[at++] = values;
    }

    @Override
    public void pages(String name, byte[] values) {
        i8s(name, values);
    }

    @Override
    public byte[] blob(String name, byte[] value) {
        i8s(name, value);
        return value;
    }

    @Override
    public boolean restoring() {
        return false;
    }
}
