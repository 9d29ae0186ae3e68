package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;

/** Where a processor stops because of a probe, and the one probe that it passes to go on from there. */
final class ProbeStop {
    private final Cpu cpu;
    private final Probes probes;

    // The instruction whose probe is passed: its address and how many had retired when it was next.
    private long passLinear;
    private long passInstructions = -1;

    ProbeStop(Cpu cpu, Probes probes) {
        this.cpu = cpu;
        this.probes = probes;
    }

    /** Lets the next instruction execute even if a probe stands at it. */
    void pass() {
        passLinear = cpu.segments.effectiveBase[Instruction.CS] + cpu.rip & cpu.linearMask;
        passInstructions = cpu.instructions;
    }

    /** Whether the next instruction, at {@code linear}, is one to stop at. */
    boolean meets(long linear) {
        // Where a repeated instruction goes on after a slice of the run, nobody has come to it anew.
        return probes.any() && probes.at(linear) && !cpu.repeating
                && !(passInstructions == cpu.instructions && passLinear == linear);
    }
}
