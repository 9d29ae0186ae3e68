package dev.ringside.emulator.cpu.simd;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.cpu.softfloat.FloatContext;

/** How SIMD floating-point instructions begin and end (SDM vol. 1, 11.5). */
final class FloatExceptions {
    private FloatExceptions() {}

    /** The processor's context, set up from MXCSR, no exceptions found yet. */
    static FloatContext begin(Cpu cpu) {
        FloatContext context = cpu.vector.floating;
        context.loadMxcsr(cpu.vector.mxcsr);
        return context;
    }

    /**
     * Reports what was found in MXCSR; to be called before anything else is written.
     *
     * @throws dev.ringside.emulator.cpu.Fault #XM when one of the exceptions is unmasked, #UD when the system does not take #XM
     */
    static void settle(Cpu cpu, FloatContext context) {
        cpu.vector.mxcsr |= context.reportedFlags();
        if (context.unmasked()) {
            throw cpu.fault((cpu.cr4 & Cpu.CR4_OSXMMEXCPT) != 0 ? Vector.XM : Vector.UD, 0);
        }
    }

    /** {@link #settle} between two steps of an instruction that computes in several: the next step starts without exceptions. */
    static void settleStep(Cpu cpu, FloatContext context) {
        settle(cpu, context);
        context.flags = 0;
    }
}
