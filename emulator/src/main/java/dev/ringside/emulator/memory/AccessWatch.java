package dev.ringside.emulator.memory;

/**
 * Who wants to hear of data accesses to some linear pages: debug registers, watchpoints. Pages that are watched never
 * get a fast-path entry, so that nothing is paid elsewhere.
 */
public interface AccessWatch {
    /** Whether accesses to the page of {@code linear} must be reported. Changes are announced by {@code forgetFastPaths} of {@link Mmu}. */
    boolean watches(long linear);

    /**
     * A data access that passed all checks: a store is about to happen, a load has happened.
     *
     * @param size bytes, 1 to 8; all of them may lie beyond a page's end but the first
     * @param value what is going to be stored, any upper bits, or what was loaded, zero-extended
     */
    void accessed(long linear, int size, boolean write, long value);
}
