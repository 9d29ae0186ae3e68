package dev.ringside.gdb;

/** Errors that a client is told and can go on after: {@code Enn}, with the numbers of errno(3). */
enum RequestError {
    /** A packet that cannot be read, or names a register or thread that is not there. */
    BAD_REQUEST(1),
    /** Memory that is not there. */
    NO_MEMORY(14),
    /** The target is running. */
    RUNNING(16),
    /** The processor cannot hold the value. */
    REFUSED(22),
    /** Too many breakpoints. */
    FULL(28);

    private final int number;

    RequestError(int number) {
        this.number = number;
    }

    /** The packet. */
    String packet() {
        return "E%02x".formatted(number);
    }
}
