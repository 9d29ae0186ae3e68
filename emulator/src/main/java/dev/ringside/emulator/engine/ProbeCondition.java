package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;

/**
 * What a probe asks each time execution comes to its instruction, before that executes. Everything of the processor is real then:
 * registers, flags, {@code rip} (that of the instruction) and the count of retired instructions; memory is read by
 * {@code cpu.mmu.peek}, without any effect. It must not change the guest; it may arm and disarm probes. What it throws comes out of
 * the engine's run, before the instruction.
 *
 * <p>It is asked once for each time the instruction is come to, whatever the engine; that includes an instruction that is restarted
 * after a fault or an interrupt's handler, and a repeated one once for all its iterations, unless it is interrupted. Who has stopped and
 * neither {@linkplain Engine#passProbe passes} nor disarms the probe comes to it again. Engines put it in line with the code they
 * generate: an implementation whose fields are constants (a record, a lambda, a hidden class) costs what its own code costs.
 */
@FunctionalInterface
public interface ProbeCondition {
    /** Stops every time. */
    ProbeCondition ALWAYS = cpu -> true;

    /** Whether to stop before the instruction. */
    boolean stops(Cpu cpu);

    /** Asks both, always: each counts for itself. */
    static ProbeCondition both(ProbeCondition first, ProbeCondition second) {
        return new Both(first, second);
    }

    /** See {@link #both}. A record, so that the JIT compiler trusts its fields. */
    record Both(ProbeCondition first, ProbeCondition second) implements ProbeCondition {
        @Override
        public boolean stops(Cpu cpu) {
            return first.stops(cpu) | second.stops(cpu);
        }
    }
}
