package dev.ringside.emulator.debug.condition;

import dev.ringside.emulator.cpu.Cpu;

/**
 * A condition as code. It is asked on the machine's thread, allocates nothing, changes nothing of the guest, throws nothing and always
 * ends. What {@code old} and {@code changed} remember is its own, from one time it is asked to the next; so every rule has one of its own.
 */
@FunctionalInterface
public interface CompiledCondition {
    /**
     * Whether it holds now. What has no value (memory that is not mapped, a division by zero, an event without the field) does not.
     *
     * @param cpu the processor that the event happens on; everything of it is real
     * @param moment what the rule knows of the event
     */
    boolean holds(Cpu cpu, Moment moment);
}
