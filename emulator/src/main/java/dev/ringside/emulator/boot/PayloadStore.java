package dev.ringside.emulator.boot;

/** Keeps what was unpacked, so that the next boot of the same image need not wait for it again. */
@FunctionalInterface
public interface PayloadStore {
    /** Keeps nothing. */
    PayloadStore NONE = (packed, size, work) -> work.unpack();

    /** Unpacks one payload. */
    @FunctionalInterface
    interface Work {
        /** The unpacked bytes. */
        byte[] unpack() throws ImageException;
    }

    /**
     * What {@code work} makes of {@code packed}: from the store, or else by doing the work.
     *
     * @param packed everything that the work looks at
     * @param size   bytes that come out
     * @return that many bytes, which belong to the caller
     * @throws ImageException the work's own
     */
    byte[] unpacked(ImageBytes packed, int size, Work work) throws ImageException;
}
