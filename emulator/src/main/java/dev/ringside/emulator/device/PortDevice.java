package dev.ringside.emulator.device;

/** A device behind I/O ports. */
public interface PortDevice {
    /**
     * Reads a port; side effects happen.
     *
     * @param port the absolute port number, 0 to 0xFFFF
     * @param size 1, 2 or 4 bytes
     * @return the value, zero-extended
     */
    int in(int port, int size);

    /** Writes a port; bits of {@code value} above {@code size} bytes are zero. */
    void out(int port, int size, int value);
}
