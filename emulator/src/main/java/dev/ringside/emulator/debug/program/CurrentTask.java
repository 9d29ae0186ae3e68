package dev.ringside.emulator.debug.program;

/** The task that runs, as far as it is known. */
public sealed interface CurrentTask {
    /**
     * It is known.
     *
     * @param address linear address of its {@code struct task_struct}
     */
    record Known(long address) implements CurrentTask {}

    /**
     * It is not.
     *
     * @param why one line
     */
    record Unknown(String why) implements CurrentTask {}
}
