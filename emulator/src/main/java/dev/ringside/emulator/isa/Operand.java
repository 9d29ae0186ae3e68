package dev.ringside.emulator.isa;

/**
 * One operand column of a table row.
 *
 * @param kind where it comes from
 * @param size width in bits of the data (8 ... 128; 0 when the row has none, such as LEA's address or an FXSAVE area); for
 *     immediates the width after the extension that the row asks for
 * @param registerSize width in bits when ModRM names a register; differs from {@code size} for forms such as {@code r32/m16}
 *     and {@code xmm2/m64}
 * @param role whether the instruction reads it, writes it, or both
 * @param register number of a fixed register ({@link OperandKind#FIXED}, {@link OperandKind#SEGMENT}), otherwise -1
 * @param notation the manual's own word, such as {@code r/m32}
 */
public record Operand(OperandKind kind, int size, int registerSize, Role role, int register, String notation) {
    /** What an instruction does with an operand. */
    public enum Role {
        /** Read only. */
        READ,
        /** Written only. */
        WRITE,
        /** Read and written. */
        READ_WRITE,
        /** Written only under a condition (CMOVcc, CMPXCHG): the old value may stay. */
        CONDITIONAL_WRITE,
        /** Neither: an address is computed but not accessed (LEA, INVLPG, prefetches, multi-byte NOP). */
        ADDRESS
    }

    /** Whether the operand is memory for an instruction whose ModRM names memory. */
    public boolean canBeMemory() {
        return switch (kind) {
            case RM, MEM, MOFFS, STRING_SOURCE, STRING_DESTINATION, XLAT, MASKED_DESTINATION, MM_RM, XMM_RM -> true;
            default -> false;
        };
    }
}
