package dev.ringside.symbols.expression;

import java.math.BigInteger;

/**
 * A text with what it has to come to, worked out while the text was made, in numbers without bounds.
 *
 * @param text the expression
 * @param binding how tight its outermost operator binds: 0 for what needs no brackets, then the levels of C from tight to loose
 * @param bits width of its type; 0 for a truth value
 * @param signed whether its type is signed
 * @param value its value; null where there is none
 * @param written whether it is a number that was written, or worked out of such
 */
record Sample(String text, int binding, int bits, boolean signed, BigInteger value, boolean written) {
    static final int BOOL = 0;

    static Sample of(String text, int binding, int bits, boolean signed, BigInteger value) {
        return new Sample(text, binding, bits, signed, value == null ? null : wrap(value, bits, signed), false);
    }

    static Sample truth(String text, int binding, Boolean holds) {
        return new Sample(text, binding, BOOL, false, holds == null ? null : holds ? BigInteger.ONE : BigInteger.ZERO, false);
    }

    /** A number by itself is s64 unless only u64 holds it. */
    static Sample number(String text, int binding, BigInteger value) {
        return new Sample(text, binding, 64, value.bitLength() < 64, value, true);
    }

    static BigInteger wrap(BigInteger value, int bits, boolean signed) {
        BigInteger size = BigInteger.ONE.shiftLeft(bits);
        BigInteger low = value.mod(size);
        return signed && low.testBit(bits - 1) ? low.subtract(size) : low;
    }

    boolean unsigned64() {
        return bits == 64 && !signed;
    }

    /** Whether dividing it together with u64 needs a cast. */
    boolean mayBeNegative() {
        return written ? value.signum() < 0 : signed;
    }

    String typeName() {
        return bits == BOOL ? "bool" : (signed ? "s" : "u") + bits;
    }

    boolean holds() {
        return value.signum() != 0;
    }
}
