package dev.ringside.emulator.device.serial;

/** Where the bytes go that a guest sends: a terminal, a file, a socket, nowhere. */
@FunctionalInterface
public interface ByteSink {
    /** Takes one byte, 0 to 255, in the order sent. Must not throw and must not come back into the machine. */
    void accept(int value);

    /** Throws everything away. */
    ByteSink NULL = value -> { };
}
