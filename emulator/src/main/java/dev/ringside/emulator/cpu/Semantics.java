package dev.ringside.emulator.cpu;

import dev.ringside.emulator.isa.Instruction;

/**
 * What an instruction does: the one place per mnemonic that interpreter, translated code and tests share.
 *
 * <p>Contract: on entry {@link Cpu#rip} already is the offset of the next instruction (branches overwrite it). A fault is
 * raised by {@code throw cpu.fault(...)} (or a page fault from the memory) before anything guest-visible has changed;
 * the engine then puts rip back to {@link Instruction#rip}. The engine counts the instruction after it returns.
 */
@FunctionalInterface
public interface Semantics {
    /** Executes {@code insn} on {@code cpu}. */
    void execute(Cpu cpu, Instruction insn);
}
