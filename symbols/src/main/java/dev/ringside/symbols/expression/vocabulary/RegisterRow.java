package dev.ringside.symbols.expression.vocabulary;

import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.OpaqueType;
import dev.ringside.symbols.expression.type.Type;

/**
 * A register, a part of one, or a flag.
 *
 * @param name as it is written, in small letters; with a point for hidden parts and bits ({@code cs.base}, {@code cr0.pg})
 * @param register the register that holds it, by the name that the debugger's register table has for it in its 64-bit form
 * @param firstBit the lowest of its bits there
 * @param bits its width, 1 to 128
 * @param help a line on what it is
 */
public record RegisterRow(String name, String register, int firstBit, int bits, String help) {
    /** Unsigned and as wide as it is; wider than 64 bits only its parts are numbers. */
    public Type type() {
        return wide() ? new OpaqueType(bits + " bits", bits / 8) : new IntegerType(bits, false);
    }

    /** Whether it does not fit into a number. */
    public boolean wide() {
        return bits > 64;
    }
}
