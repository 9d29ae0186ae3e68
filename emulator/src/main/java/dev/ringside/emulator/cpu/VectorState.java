package dev.ringside.emulator.cpu;

import dev.ringside.emulator.cpu.softfloat.FloatContext;
import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.util.Arrays;

/** XMM registers and MXCSR. */
public final class VectorState implements Stateful {
    /** MXCSR after reset: all exceptions masked, round to nearest. */
    public static final int MXCSR_RESET = 0x1F80;

    /** Bits of MXCSR that can be set (MXCSR_MASK of FXSAVE). */
    public static final int MXCSR_MASK = 0xFFFF;

    /** Register n is {@code xmm[2n]} (bits 63:0) and {@code xmm[2n + 1]} (bits 127:64). */
    public final long[] xmm = new long[32];

    /** Control and status. */
    public int mxcsr = MXCSR_RESET;

    /** Where the SIMD floating-point instruction that executes finds its rounding and leaves its exceptions; not state. */
    public final FloatContext floating = new FloatContext();

    /** Bits 63:0 and 127:64 of the source operand of the vector instruction that executes; not state. */
    public long low, high;

    /** Power-up (SDM vol. 3, table 10-1). */
    public void reset() {
        Arrays.fill(xmm, 0);
        mxcsr = MXCSR_RESET;
    }

    @Override
    public void state(StateStream s) {
        s.i64s("xmm", xmm);
        mxcsr = s.i32("mxcsr", mxcsr);
    }
}
