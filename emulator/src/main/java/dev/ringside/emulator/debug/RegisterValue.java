package dev.ringside.emulator.debug;

/**
 * The content of a register of up to 128 bits.
 *
 * @param low bits 63:0
 * @param high bits 127:64; 0 for narrower registers
 */
public record RegisterValue(long low, long high) {
    /** All bits clear. */
    public static final RegisterValue ZERO = new RegisterValue(0, 0);

    /** All bits set. */
    public static final RegisterValue ONES = new RegisterValue(-1, -1);

    /** A value of at most 64 bits, zero-extended. */
    public static RegisterValue of(long low) {
        return new RegisterValue(low, 0);
    }

    /** The bits that are set in both. */
    public RegisterValue and(RegisterValue other) {
        return new RegisterValue(low & other.low, high & other.high);
    }

    /** The lowest {@code bits} (1 to 128) bits. */
    public RegisterValue truncated(int bits) {
        if (bits >= 128) {
            return this;
        }
        return bits > 64 ? new RegisterValue(low, high & (1L << bits - 64) - 1) : of(bits == 64 ? low : low & (1L << bits) - 1);
    }
}
