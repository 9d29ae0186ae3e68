package dev.ringside.emulator.engine.translator;

/** Local variables of a unit's method; those of flags are {@link FlagWriter}'s, between these, those of registers behind. */
final class Slots {
    /** The processor, and its array of general registers. */
    static final int CPU = 1, REGISTERS = 3;

    /** How many instructions may retire yet, an int; see {@link UnitWriter}. */
    static final int LEFT = 4;

    /** Which instruction is under way; see {@link UnitWriter}. */
    static final int PLACE = 6;

    /** Where execution goes on when the unit is left, a long. */
    static final int TO = 7;

    /** What was thrown, or null. */
    static final int THROWN = FlagWriter.AFTER_LAST;

    /** The array of XMM registers. */
    static final int XMM = THROWN + 1;

    /** The count of instructions where none is left, a long. */
    static final int END = XMM + 1;

    /** The code of a unit that is called. */
    static final int CALLED = END + 2;

    static final int FIRST_REGISTER = CALLED + 1;

    private Slots() {}
}
