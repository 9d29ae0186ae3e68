package dev.ringside.emulator.debug.condition;

/** Operators of the language that are more than one instruction of the JVM; generated code calls them. */
final class Numbers {
    private Numbers() {}

    private static boolean all(long count) {
        return count < 0 || count > 63;
    }

    /** {@code <<}. */
    static long shiftLeft(long value, long count) {
        return all(count) ? 0 : value << count;
    }

    /** {@code >>} of a signed number. */
    static long shiftRightSigned(long value, long count) {
        return all(count) ? value >> 63 : value >> count;
    }

    /** {@code >>} of an unsigned number. */
    static long shiftRightUnsigned(long value, long count) {
        return all(count) ? 0 : value >>> count;
    }

    /** The function {@code bit}; bits above the lowest one are still there. */
    static long bit(long value, long number) {
        return shiftRightUnsigned(value, number);
    }

    /** Orders a signed and an unsigned number. */
    static int compareSignedUnsigned(long left, long right) {
        return left < 0 ? -1 : Long.compareUnsigned(left, right);
    }

    /** Orders an unsigned and a signed number. */
    static int compareUnsignedSigned(long left, long right) {
        return right < 0 ? 1 : Long.compareUnsigned(left, right);
    }
}
