package dev.ringside.emulator.isa;

/**
 * One decoded instruction: the immutable value that interpreter, translator, disassembler and tracer all read. Public
 * final fields rather than a record, because handlers read them on the hot path.
 *
 * <p>A memory operand is {@code segment:[base + index * 2^scaleShift + displacement]}, masked to {@link #addressSize}.
 * {@link #NO_REGISTER} (16) as base or index stands for zero: {@code Cpu} keeps a register file with a zero in that
 * slot, so that no address needs a test. RIP-relative addresses are resolved by the decoder, which knows the linear
 * rip: base is none and displacement is the target offset.
 */
public final class Instruction {
    /** Base or index number that reads as zero. */
    public static final int NO_REGISTER = 16;

    /** Segment numbers, in the manual's encoding order. */
    public static final int ES = 0, CS = 1, SS = 2, DS = 3, FS = 4, GS = 5;

    /** Prefix bits of {@link #prefixes}. */
    public static final int LOCK = 1, REP = 2, REPNE = 4, OPERAND_SIZE = 8, ADDRESS_SIZE = 16, SEGMENT = 32, REX = 64, REX_W = 128;

    /** Bit of {@link #prefixes} that is no prefix: the memory operand was written relative to rip. */
    public static final int RIP_RELATIVE = 256;

    /** The table row; {@link InstructionTable#INVALID} when the bytes are no instruction (#UD). */
    public final Row row;

    /** Offset of the instruction in its code segment (rip). */
    public final long rip;

    /** Length in bytes, 1 to 15. */
    public final int length;

    /** Code size the bytes were decoded for: 16, 32 or 64. */
    public final int mode;

    /** Effective operand size in bits: 16, 32 or 64 (8-bit rows: the size the prefixes would select). */
    public final int operandSize;

    /** Effective address size in bits: 16, 32 or 64. */
    public final int addressSize;

    /** Which prefixes were there: an OR of the prefix bits. LOCK, REP and REPNE only when not part of the opcode. */
    public final int prefixes;

    /** Effective segment of the memory operand or string source, override applied. */
    public final int segment;

    /** Whether ModRM.rm (or MOFFS) names memory. */
    public final boolean memory;

    /** Memory operand parts. */
    public final int base, index, scaleShift;

    /** Memory operand displacement, sign-extended; the whole offset for MOFFS and RIP-relative forms. */
    public final long displacement;

    /** ModRM.reg or the opcode's register, with its REX bit; raw number (for 8-bit registers see {@link #highByte}). */
    public final int reg;

    /** ModRM.rm register number with its REX bit, when {@link #memory} is false. */
    public final int rm;

    /** Immediate, extended to 64 bits as the row says. Relative branches: displacement from the next instruction. */
    public final long immediate;

    /** Second immediate: ENTER's nesting level, the selector of a far pointer. */
    public final int immediate2;

    /** Every field, as the decoder found it. */
    public Instruction(Row row, long rip, int length, int mode, int operandSize, int addressSize, int prefixes, int segment,
            boolean memory, int base, int index, int scaleShift, long displacement, int reg, int rm, long immediate,
            int immediate2) {
        this.row = row;
        this.rip = rip;
        this.length = length;
        this.mode = mode;
        this.operandSize = operandSize;
        this.addressSize = addressSize;
        this.prefixes = prefixes;
        this.segment = segment;
        this.memory = memory;
        this.base = base;
        this.index = index;
        this.scaleShift = scaleShift;
        this.displacement = displacement;
        this.reg = reg;
        this.rm = rm;
        this.immediate = immediate;
        this.immediate2 = immediate2;
    }

    /** Whether {@code prefix} (one of the prefix bits) was there. */
    public boolean has(int prefix) {
        return (prefixes & prefix) != 0;
    }

    /** Whether 8-bit register {@code number} means AH, CH, DH, BH (4-7 without any REX prefix). */
    public boolean highByte(int number) {
        return number >= 4 && number < 8 && (prefixes & REX) == 0;
    }

    /** rip of the following instruction, before masking to the code size. */
    public long nextRip() {
        return rip + length;
    }

    /** Mask of an offset of {@link #addressSize} bits. */
    public long addressMask() {
        return addressSize == 64 ? -1L : (1L << addressSize) - 1;
    }
}
