package dev.ringside.emulator.engine;

import java.util.List;

/**
 * What is constant about a family of instructions of the form "destination = operation(destination, source)": the class
 * data that {@link DataOp} is specialised with.
 *
 * @param operation what is computed
 * @param condition condition code of SETcc and CMOVcc, else 0
 * @param destination where the result goes
 * @param source where the second operand comes from
 * @param width bits of the destination
 * @param sourceWidth bits of the source
 * @param mode code size 16, 32 or 64: how addresses are checked; 0 where there are none
 * @param addressMask mask of offsets; 0 where there are none
 */
record Shape(Operation operation, int condition, Place destination, Place source, int width, int sourceWidth, int mode, long addressMask) {
    /** Where an operand is. */
    enum Place { NONE, REGISTER, MEMORY, IMMEDIATE }

    /** What is computed, and whether the destination is read and written. */
    enum Operation {
        MOV(false, true), MOVZX(false, true), MOVSX(false, true), LEA(false, true), SET(false, true), CMOV(true, true),
        ADD(true, true), ADC(true, true), SUB(true, true), SBB(true, true), AND(true, true), OR(true, true), XOR(true, true),
        CMP(true, false), TEST(true, false), INC(true, true), DEC(true, true), NEG(true, true), NOT(true, true),
        SHL(true, true), SHR(true, true), SAR(true, true), ROL(true, true), ROR(true, true), IMUL(true, true), IMUL3(false, true);

        final boolean reads;
        final boolean writes;
        final boolean shift;
        final boolean unary;

        Operation(boolean reads, boolean writes) {
            this.reads = reads;
            this.writes = writes;
            this.shift = List.of("SHL", "SHR", "SAR", "ROL", "ROR").contains(name());
            this.unary = List.of("INC", "DEC", "NEG", "NOT").contains(name());
        }
    }
}
