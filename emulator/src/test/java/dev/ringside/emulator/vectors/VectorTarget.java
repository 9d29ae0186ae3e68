package dev.ringside.emulator.vectors;

import dev.ringside.emulator.isa.Instruction;

/**
 * Something that executes cases: an engine, or what stands before one. A case goes load, execute, then as many questions as
 * wanted.
 */
interface VectorTarget {
    /** What reports call it. */
    String name();

    /** Takes on the state of a case: processor, memory windows, code page. */
    void load(TestCase test);

    /**
     * Executes exactly one instruction, all iterations of a repeated one.
     *
     * @param insn what the case's bytes decode to
     */
    Ending execute(Instruction insn);

    /** The processor after {@link #execute}; after an exception, the state that it would return to. */
    MachineState state();

    /** Reads {@code bytes} at an address of the data windows. */
    void memory(int address, byte[] bytes);
}
