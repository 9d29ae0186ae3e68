package dev.ringside.emulator.cpu.x87;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;

/**
 * The memory images of FNSTENV, FLDENV, FNSAVE and FRSTOR (SDM vol.1 8.1.10): seven fields of 16 or 32 bits, by the operand size, with the
 * pointers as selector and offset or, in real and virtual-8086 mode, as linear addresses; then, for FNSAVE and FRSTOR, ST(0) to ST(7).
 *
 * <p>The whole image is checked for access before anything is read or written.
 */
final class X87Environment {
    private static final int FIELDS = 7;
    private static final int REGISTER_BYTES = 10;
    private static final int REGISTERS_BYTES = 8 * REGISTER_BYTES;
    private static final int OPCODE_MASK = 0x7FF;
    private static final int ALL_EXCEPTIONS = 0x3F;
    /** Upper halves of the 32-bit fields that hold 16-bit values. */
    private static final int RESERVED = 0xFFFF0000;

    private X87Environment() {
    }

    /** FNSTENV: afterwards all exceptions are masked. */
    static void storeEnvironment(Cpu cpu, Instruction insn) {
        storeFields(cpu, insn, writable(cpu, insn, 0));
        cpu.x87.controlWord(cpu.x87.controlWord() | ALL_EXCEPTIONS);
    }

    /** FNSAVE: afterwards the FPU is as after FNINIT. */
    static void save(Cpu cpu, Instruction insn) {
        long linear = writable(cpu, insn, REGISTERS_BYTES);
        storeFields(cpu, insn, linear);
        long at = linear + FIELDS * fieldSize(insn);
        for (int i = 0; i < 8; i++) {
            int physical = cpu.x87.physical(i);
            cpu.mmu.store64(at & cpu.linearMask, cpu.x87.mantissa[physical]);
            cpu.mmu.store16(at + 8 & cpu.linearMask, cpu.x87.signExponent[physical]);
            at += REGISTER_BYTES;
        }
        cpu.x87.initialize();
    }

    /** FLDENV. */
    static void loadEnvironment(Cpu cpu, Instruction insn) {
        loadFields(cpu, insn, readable(cpu, insn, 0));
    }

    /** FRSTOR. */
    static void restore(Cpu cpu, Instruction insn) {
        long linear = readable(cpu, insn, REGISTERS_BYTES);
        loadFields(cpu, insn, linear);
        long at = linear + FIELDS * fieldSize(insn);
        for (int i = 0; i < 8; i++) {
            int physical = cpu.x87.physical(i);
            cpu.x87.mantissa[physical] = cpu.mmu.load64(at & cpu.linearMask);
            cpu.x87.signExponent[physical] = cpu.mmu.load16(at + 8 & cpu.linearMask);
            at += REGISTER_BYTES;
        }
    }

    /** Bytes of a field: 2 with a 16-bit operand size, otherwise 4, in 64-bit mode too. */
    private static int fieldSize(Instruction insn) {
        return insn.operandSize == 16 ? 2 : 4;
    }

    private static long writable(Cpu cpu, Instruction insn, int registers) {
        int size = FIELDS * fieldSize(insn) + registers;
        long first = cpu.linear(insn.segment, cpu.offset(insn), fieldSize(insn), true);
        cpu.mmu.checkStore(first, fieldSize(insn));
        cpu.mmu.checkStore(last(cpu, insn, size, true), 1);
        cpu.mmu.checkStore(first, size);
        return first;
    }

    private static long readable(Cpu cpu, Instruction insn, int registers) {
        int size = FIELDS * fieldSize(insn) + registers;
        long first = cpu.linear(insn.segment, cpu.offset(insn), fieldSize(insn), false);
        cpu.mmu.checkLoad(first, fieldSize(insn));
        cpu.mmu.checkLoad(last(cpu, insn, size, false), 1);
        cpu.mmu.checkLoad(first, size);
        return first;
    }

    /** Linear address of the image's last byte, which processors touch after the first field and before all others. */
    private static long last(Cpu cpu, Instruction insn, int size, boolean write) {
        return cpu.linear(insn.segment, cpu.offset(insn) + size - 1, 1, write);
    }

    private static void storeFields(Cpu cpu, Instruction insn, long linear) {
        X87State state = cpu.x87;
        int size = fieldSize(insn);
        storeField(cpu, linear, size, 0, RESERVED | state.controlWord());
        storeField(cpu, linear, size, 1, RESERVED | state.statusWord());
        storeField(cpu, linear, size, 2, RESERVED | state.tagWord());
        if (cpu.selectorsNameDescriptors()) {
            storeField(cpu, linear, size, 3, state.instructionOffset);
            storeField(cpu, linear, size, 4, state.opcode << 16 | state.instructionSelector);
            storeField(cpu, linear, size, 5, state.dataOffset);
            storeField(cpu, linear, size, 6, RESERVED | state.dataSelector);
        } else {
            long instruction = linearPointer(state.instructionSelector, state.instructionOffset);
            long data = linearPointer(state.dataSelector, state.dataOffset);
            storeField(cpu, linear, size, 3, instruction & 0xFFFF | RESERVED);
            storeField(cpu, linear, size, 4, upperPart(instruction, size) | state.opcode);
            storeField(cpu, linear, size, 5, data & 0xFFFF | RESERVED);
            storeField(cpu, linear, size, 6, upperPart(data, size));
        }
    }

    private static long linearPointer(int selector, long offset) {
        return ((long) selector << 4) + offset & 0xFFFFFFFFL;
    }

    /** Bits 31-16 of an address in bits 27-12 of a field; the 16-bit image has room for bits 19-16 only. */
    private static long upperPart(long address, int size) {
        return (size == 2 ? address >>> 16 & 0xF : address >>> 16) << 12;
    }

    private static void storeField(Cpu cpu, long linear, int size, int index, long value) {
        cpu.mmu.store(linear + index * size & cpu.linearMask, size, value);
    }

    private static void loadFields(Cpu cpu, Instruction insn, long linear) {
        X87State state = cpu.x87;
        int size = fieldSize(insn);
        state.controlWord((int) field(cpu, linear, size, 0));
        state.statusWord((int) field(cpu, linear, size, 1));
        state.tagWord((int) field(cpu, linear, size, 2));
        long third = field(cpu, linear, size, 3);
        long fourth = field(cpu, linear, size, 4);
        long fifth = field(cpu, linear, size, 5);
        long sixth = field(cpu, linear, size, 6);
        if (cpu.selectorsNameDescriptors()) {
            state.instructionOffset = third;
            state.instructionSelector = (int) fourth & 0xFFFF;
            state.opcode = size == 2 ? state.opcode : (int) (fourth >>> 16) & OPCODE_MASK;
            state.dataOffset = fifth;
            state.dataSelector = (int) sixth & 0xFFFF;
        } else {
            state.instructionOffset = third & 0xFFFF | (fourth >>> 12 & 0xFFFF) << 16;
            state.instructionSelector = 0;
            state.opcode = (int) fourth & OPCODE_MASK;
            state.dataOffset = fifth & 0xFFFF | (sixth >>> 12 & 0xFFFF) << 16;
            state.dataSelector = 0;
        }
    }

    private static long field(Cpu cpu, long linear, int size, int index) {
        return cpu.mmu.load(linear + index * size & cpu.linearMask, size);
    }
}
