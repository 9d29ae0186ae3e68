package dev.ringside.emulator.lockstep;

/**
 * One instruction of a program under construction. A part of it may depend on where a line ends up.
 *
 * @param bytes the instruction
 * @param fix what is to be put in
 * @param at where in the instruction
 * @param size how many bytes of it
 * @param target number of a line; for {@link Fix#RIP_RELATIVE} a linear address
 * @param extra bytes behind the target's start
 */
record CodeLine(byte[] bytes, Fix fix, int at, int size, int target, int extra) {
    /** What an instruction holds of an address. */
    enum Fix {
        /** Nothing. */
        NONE,
        /** Distance of the target line from the next instruction. */
        BRANCH,
        /** Offset of the target line in CS. */
        CODE_OFFSET,
        /** Offset of the target line in DS. */
        DATA_OFFSET,
        /** Distance of a linear address from the next instruction. */
        RIP_RELATIVE
    }

    static CodeLine of(byte[] bytes) {
        return new CodeLine(bytes, Fix.NONE, 0, 0, 0, 0);
    }

    /** An instruction that ends in the distance to a line. */
    static CodeLine branch(byte[] bytes, int size, int target) {
        return new CodeLine(bytes, Fix.BRANCH, bytes.length - size, size, target, 0);
    }
}
