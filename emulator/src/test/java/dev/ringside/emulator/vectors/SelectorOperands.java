package dev.ringside.emulator.vectors;

import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import java.util.List;
import java.util.Random;

/**
 * Operands that are selectors: null, those of the host's user segments, and ones of the absent local descriptor table. No others, for
 * what stands in the rest of the descriptor table is the host's own business.
 */
final class SelectorOperands {
    private static final List<String> POINTER_LOADS = List.of("LES", "LDS", "LSS", "LFS", "LGS");
    private static final List<String> QUESTIONS = List.of("VERR", "VERW", "LAR", "LSL");
    private static final int LOCAL = 4;

    /** All but TF, which the recorder uses itself, and AC: Linux takes an #AC of IRET for a split lock. */
    private static final int RETURNED_FLAGS = ~(Flags.TF | Flags.AC);

    private final Random random;
    private final StateMutator mutator;
    private final int code;
    private final int data;

    SelectorOperands(Random random, StateMutator mutator) {
        this.random = random;
        this.mutator = mutator;
        this.code = mutator.state().selector(Instruction.CS);
        this.data = mutator.state().selector(Instruction.SS);
    }

    /** Whether a row's memory or register operand is a selector, or a pointer with one. */
    static boolean takes(Row row) {
        return POINTER_LOADS.contains(row.mnemonic()) || QUESTIONS.contains(row.mnemonic()) || isFar(row) || loadsSegment(row);
    }

    /** Whether the row is a JMP or CALL to another code segment. */
    static boolean isFar(Row row) {
        if (row.operands().size() != 1 || !row.is(Row.Attribute.BRANCH)) {
            return false;
        }
        return row.operands().getFirst().kind() == OperandKind.FAR_POINTER || row.operands().getFirst().notation().startsWith("m16:");
    }

    private static boolean loadsSegment(Row row) {
        return row.mnemonic().equals("MOV") && row.operands().getFirst().kind() == OperandKind.SEGMENT;
    }

    /** A selector for a data segment register. */
    int forData() {
        return choose(data);
    }

    /** A selector for CS. */
    int forCode() {
        return random.nextInt(12) == 0 ? data : choose(code);
    }

    private int choose(int usual) {
        return switch (random.nextInt(6)) {
            // The return to the recorder's handler clears the RPL of a null selector in 64-bit mode (SDM vol. 2, IRET).
            case 0 -> mutator.registers() == 8 ? random.nextInt(4) : 0;
            case 1 -> usual | LOCAL;
            case 2 -> usual & ~3 | random.nextInt(4);
            default -> usual;
        };
    }

    /** Puts a selector into the register that an instruction takes one from. */
    void adjustRegisters(Instruction insn) {
        if (!insn.memory && (loadsSegment(insn.row) || QUESTIONS.contains(insn.row.mnemonic()))) {
            mutator.register(insn.rm, any() | random.nextLong() << 16);
        }
    }

    private int any() {
        return random.nextInt(4) == 0 ? forCode() : forData();
    }

    /** The content of a memory operand: a selector, or an offset and a selector. */
    byte[] content(Instruction insn, int length, long branchTarget) {
        byte[] bytes = new byte[length];
        boolean pointer = length > 2;
        if (pointer) {
            LittleEndian.put(bytes, 0, isFar(insn.row) ? branchTarget : random.nextLong(), length - 2);
        }
        boolean wantsData = POINTER_LOADS.contains(insn.row.mnemonic()) || loadsSegment(insn.row);
        LittleEndian.put(bytes, length - 2, isFar(insn.row) ? forCode() : wantsData ? forData() : any(), 2);
        return bytes;
    }

    /** Replaces the far pointer at the end of the instruction. */
    void adjustPointer(byte[] instruction, int offsetBytes, long branchTarget) {
        LittleEndian.put(instruction, instruction.length - 2 - offsetBytes, branchTarget, offsetBytes);
        LittleEndian.put(instruction, instruction.length - 2, forCode(), 2);
    }

    /** What RETF and IRET pop, in slots of {@code size} bytes; IRET in 64-bit mode pops the stack too. */
    byte[] returnFrame(int size, boolean interrupt, long branchTarget, long stackPointer) {
        byte[] frame = new byte[5 * size];
        LittleEndian.put(frame, 0, branchTarget, size);
        LittleEndian.put(frame, size, random.nextInt(3) == 0 ? forCode() : code, size);
        if (interrupt) {
            LittleEndian.put(frame, 2 * size, random.nextInt() & RETURNED_FLAGS, size);
            LittleEndian.put(frame, 3 * size, stackPointer, size);
            LittleEndian.put(frame, 4 * size, random.nextInt(4) == 0 ? forData() : data, size);
        }
        return frame;
    }
}
