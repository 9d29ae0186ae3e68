package dev.ringside.symbols.expression.type;

import java.math.BigInteger;

/**
 * A number in two's complement.
 *
 * @param bits its width, 1 to 64; in memory one of 8, 16, 32, 64, or that of a bit-field
 * @param signed whether its uppermost bit is the sign
 */
public record IntegerType(int bits, boolean signed) implements Type {
    /** What arithmetic gives when all operands fit into it. */
    public static final IntegerType S64 = new IntegerType(64, true);
    /** What arithmetic gives as soon as an operand is one. */
    public static final IntegerType U64 = new IntegerType(64, false);
    /** A byte. */
    public static final IntegerType U8 = new IntegerType(8, false);
    /** A single bit: flags, bit tests. */
    public static final IntegerType U1 = new IntegerType(1, false);

    /** Checks the width. */
    public IntegerType {
        if (bits < 1 || bits > 64) {
            throw new IllegalArgumentException("width " + bits);
        }
    }

    @Override
    public long bytes() {
        return (bits + 7) / 8;
    }

    @Override
    public String name() {
        return (signed ? "s" : "u") + bits;
    }

    /** Whether memory can be read as it: whole bytes, a power of two of them. */
    public boolean addressable() {
        return bits >= 8 && Integer.bitCount(bits) == 1;
    }

    /** The low {@link #bits} of {@code value}, extended to 64 bits as the sign demands: the one form in which values of this type are kept. */
    public long canonical(long value) {
        int spare = 64 - bits;
        return signed ? value << spare >> spare : value << spare >>> spare;
    }

    /** The least number it holds. */
    public BigInteger least() {
        return signed ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
    }

    /** The greatest number it holds. */
    public BigInteger greatest() {
        return BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
    }
}
