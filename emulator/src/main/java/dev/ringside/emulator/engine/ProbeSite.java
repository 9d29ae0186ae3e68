package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;

/**
 * An address with probes, as engines see it. A record, so that the JIT compiler trusts its fields: generated code that names a site
 * has its condition in line.
 *
 * @param linear address of the instruction
 * @param condition of all probes there
 */
public record ProbeSite(long linear, ProbeCondition condition) {
    /**
     * Whether the processor, which stands before the instruction, stops there; then {@link Cpu#ATTENTION_PROBE} is raised. Asks nobody
     * when this instruction has been asked for, or passed, already.
     */
    boolean stops(Cpu cpu) {
        // Where a repeated instruction goes on after a slice of the run, nobody has come to it anew.
        if (cpu.repeating || cpu.askedInstructions == cpu.instructions && cpu.askedLinear == linear) {
            return false;
        }
        boolean stops = condition.stops(cpu);
        cpu.askedLinear = linear;
        cpu.askedInstructions = stops ? ~cpu.instructions : cpu.instructions;
        if (stops) {
            cpu.raise(Cpu.ATTENTION_PROBE);
        }
        return stops;
    }

    /** Lets the next instruction pass whatever the probes there say; {@code site} is null when there are none. */
    static void pass(Cpu cpu, long linear, ProbeSite site) {
        boolean asked = cpu.askedLinear == linear && (cpu.askedInstructions == cpu.instructions || cpu.askedInstructions == ~cpu.instructions);
        if (site != null && !asked && !cpu.repeating) {
            site.condition.stops(cpu);
        }
        cpu.askedLinear = linear;
        cpu.askedInstructions = cpu.instructions;
    }

    /**
     * Whether fast code must be left before the instruction: it stops there, or a condition has armed or disarmed something. Called with
     * nothing asking for attention.
     */
    public boolean interrupts(Cpu cpu) {
        return stops(cpu) || cpu.attention != 0;
    }
}
