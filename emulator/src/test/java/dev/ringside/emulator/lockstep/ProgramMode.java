package dev.ringside.emulator.lockstep;

/** What kind of code a random program is. */
enum ProgramMode {
    /** Real mode, 16-bit code. */
    REAL_16(16),
    /** Protected mode, 16-bit code. */
    PROTECTED_16(16),
    /** Protected mode, 32-bit code. */
    PROTECTED_32(32),
    /** 64-bit mode. */
    LONG_64(64);

    private final int bits;

    ProgramMode(int bits) {
        this.bits = bits;
    }

    /** Code size. */
    int bits() {
        return bits;
    }

    boolean isProtected() {
        return this != REAL_16;
    }
}
