package dev.ringside.emulator.debug.condition;

import dev.ringside.emulator.cpu.Cpu;

/**
 * Something that somebody else knows how to find in the guest: the current task, the depth of calls. It must not change the guest, must
 * always end, must throw nothing, and should allocate nothing where it may be asked in hot code.
 */
@FunctionalInterface
public interface LiveValue {
    /** Never known. */
    LiveValue UNKNOWN = (cpu, into) -> false;

    /**
     * Finds the value now.
     *
     * @param into takes it: {@code return into.is(value)}
     * @return whether there is one
     */
    boolean read(Cpu cpu, Answer into);
}
