package dev.ringside.emulator.debug.inspect.segment;

/** What a descriptor describes. */
public sealed interface DescriptorKind {
    /** All bits clear: the null descriptor, or an unused place. */
    record Empty() implements DescriptorKind {}

    /** Its bytes cannot be read: no page is mapped there. */
    record Unreadable() implements DescriptorKind {}

    /** A type that means nothing in this mode (SDM vol. 3, table 3-2). */
    record Reserved(int type) implements DescriptorKind {}

    /**
     * A code or data segment (SDM vol. 3, 3.4.5.1).
     *
     * @param base linear address of its first byte; without meaning in 64-bit mode, except for FS and GS
     * @param limit of offsets in bytes, granularity applied; of an expand-down segment the offsets above it are valid
     * @param code whether it can be executed
     * @param type type in words
     * @param bits 16, 32 or, of code, 64
     * @param accessed the accessed bit
     */
    record Segment(long base, long limit, boolean code, String type, int bits, boolean accessed) implements DescriptorKind {}

    /** A local descriptor table. */
    record LocalTable(long base, long limit) implements DescriptorKind {}

    /**
     * A task-state segment.
     *
     * @param bits 16, 32 or 64
     * @param busy whether a task runs in it or waits in a chain
     */
    record TaskState(long base, long limit, int bits, boolean busy) implements DescriptorKind {}

    /**
     * A gate.
     *
     * @param type which kind
     * @param bits 16, 32 or 64; of a task gate 0
     * @param selector of the code segment or TSS it leads to
     * @param offset entry point; 0 of a task gate
     * @param stack number in the interrupt stack table, 0 for none
     * @param parameters how many a call gate copies
     */
    record Gate(Type type, int bits, int selector, long offset, int stack, int parameters) implements DescriptorKind {
        /** Kinds of gates. */
        public enum Type {
            /** Far CALL and JMP. */
            CALL,
            /** Interrupts disabled in the handler. */
            INTERRUPT,
            /** EFLAGS.IF stays. */
            TRAP,
            /** A task switch. */
            TASK,
            /** Four bytes of the real mode vector table. */
            VECTOR
        }
    }
}
