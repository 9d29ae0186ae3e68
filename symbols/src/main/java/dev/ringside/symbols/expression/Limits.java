package dev.ringside.symbols.expression;

/**
 * Bounds of an expression, so that parsing, evaluating and compiling it end soon and need little stack, whatever was typed. The bounds of
 * the text are wide enough for the meaning of every tree that keeps to its own.
 */
final class Limits {
    /** Of the text. */
    static final int CHARACTERS = 1 << 16;
    /** Words and signs. */
    static final int TOKENS = 1 << 13;
    /** Open brackets, and signs in front that have not found their value yet. */
    static final int NESTING = 256;
    /** Pointers to pointers that a type may be written with. */
    static final int POINTERS = 8;
    /** Levels of what was written that become a node each; more than a tree of {@link #DEPTH} is ever written with. */
    static final int SYNTAX_DEPTH = 400;
    /** Levels of the tree. */
    static final int DEPTH = 100;

    private Limits() {}
}
