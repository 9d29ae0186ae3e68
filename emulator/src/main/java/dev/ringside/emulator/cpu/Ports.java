package dev.ringside.emulator.cpu;

/** The I/O address space as the processor sees it. */
public interface Ports {
    /** Reads {@code size} (1, 2, 4) bytes from {@code port}; ports nobody answers read as ones. */
    int in(int port, int size);

    /** Writes {@code size} (1, 2, 4) bytes to {@code port}. */
    void out(int port, int size, int value);
}
