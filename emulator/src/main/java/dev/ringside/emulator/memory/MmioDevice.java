package dev.ringside.emulator.memory;

/** A device behind guest physical addresses. Accesses are 1, 2, 4 or 8 bytes and never cross the device's range. */
public interface MmioDevice {
    /**
     * Reads registers; side effects happen.
     *
     * @param offset from the start of the mapped range
     * @param size 1, 2, 4 or 8 bytes
     * @return the value, zero-extended
     */
    long read(long offset, int size);

    /** Writes registers; bits of {@code value} above {@code size} bytes are zero. */
    void write(long offset, int size, long value);
}
