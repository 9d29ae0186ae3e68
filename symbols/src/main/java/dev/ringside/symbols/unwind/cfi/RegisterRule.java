package dev.ringside.symbols.unwind.cfi;

/** Where the caller's value of a register is (DWARF 5, 6.4.1). */
sealed interface RegisterRule {
    /** Gone. */
    record Undefined() implements RegisterRule {}

    /** Still in the register. */
    record Same() implements RegisterRule {}

    /** In memory, {@code offset} bytes from the canonical frame address. */
    record Offset(long offset) implements RegisterRule {}

    /** The canonical frame address and {@code offset}. */
    record ValueOffset(long offset) implements RegisterRule {}

    /** In another register. */
    record Register(int number) implements RegisterRule {}

    /** In memory, where an expression says. */
    record At(Block expression) implements RegisterRule {}

    /** What an expression says. */
    record Value(Block expression) implements RegisterRule {}

    /** The bytes of an expression in the section. */
    record Block(long offset, long length) {}
}
