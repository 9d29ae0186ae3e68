package dev.ringside.symbols.expression.scope;

import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.Type;

/** What a name of the guest means. */
public sealed interface Symbol {
    /**
     * A place of which the type is not known, or a function: stands for its address.
     *
     * @param address linear
     */
    record Label(long address) implements Symbol {}

    /**
     * A variable: stands for its content.
     *
     * @param address linear
     * @param type its type
     */
    record Variable(long address, Type type) implements Symbol {}

    /**
     * A name for a number, as of an enum.
     *
     * @param value canonical
     * @param type its type
     */
    record Constant(long value, IntegerType type) implements Symbol {}
}
