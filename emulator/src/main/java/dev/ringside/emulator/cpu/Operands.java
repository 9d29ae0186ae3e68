package dev.ringside.emulator.cpu;

import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;

/**
 * Reads and writes the operands of integer instructions in the general way: by the kinds of the table row. Engines may
 * have quicker ways for frequent shapes; what they hand to the semantics is the same.
 */
public final class Operands {
    private Operands() {}

    /** What an instruction computes from the old value of its destination. */
    @FunctionalInterface
    public interface Update {
        /** Returns the new value; only the low bits of the operand's width count. Faults are raised before flags change. */
        long apply(Cpu cpu, Instruction insn, long old);
    }

    /** Width in bits of operand {@code k}. */
    public static int size(Instruction insn, int k) {
        return insn.row.operands().get(k).size();
    }

    /** 64 minus the width of operand {@code k}: the shift that {@link Flags} wants. */
    public static int shift(Instruction insn, int k) {
        return 64 - size(insn, k);
    }

    /** Reads operand {@code k}, zero-extended from its width (immediates as the decoder extended them). */
    public static long read(Cpu cpu, Instruction insn, int k) {
        Operand o = insn.row.operands().get(k);
        return switch (o.kind()) {
            case REG, REG_OPCODE -> readRegister(cpu, insn, insn.reg, o.size());
            case RM -> insn.memory ? readMemory(cpu, insn, o.size()) : readRegister(cpu, insn, insn.rm, o.size());
            case RM_REG -> readRegister(cpu, insn, insn.rm, o.size());
            case MEM, MOFFS, XLAT -> readMemory(cpu, insn, o.size());
            case FIXED -> readRegister(cpu, insn, o.register(), o.size());
            case IMM, REL, FAR_POINTER -> insn.immediate;
            case IMM2 -> insn.immediate2;
            case ONE -> 1;
            case SEGMENT -> cpu.segments.selector[o.register() >= 0 ? o.register() : insn.reg];
            default -> throw new IllegalStateException(insn.row + ": operand " + k + " is not an integer operand");
        };
    }

    /** Writes operand {@code k}, a register or memory. */
    public static void write(Cpu cpu, Instruction insn, int k, long value) {
        Operand o = insn.row.operands().get(k);
        switch (o.kind()) {
            case REG, REG_OPCODE -> writeRegister(cpu, insn, insn.reg, o.size(), value);
            case RM_REG -> writeRegister(cpu, insn, insn.rm, o.size(), value);
            case FIXED -> writeRegister(cpu, insn, o.register(), o.size(), value);
            case RM, MEM, MOFFS -> {
                if (insn.memory) {
                    cpu.mmu.store(cpu.writeAddress(insn, o.size() / 8), o.size() / 8, value);
                } else {
                    writeRegister(cpu, insn, insn.rm, o.registerSize(), value);
                }
            }
            default -> throw new IllegalStateException(insn.row + ": operand " + k + " cannot be written");
        }
    }

    /** Reads, changes and writes operand 0; memory is checked for the write before it is read. */
    public static void update(Cpu cpu, Instruction insn, Update update) {
        int size = size(insn, 0);
        if (insn.memory && insn.row.operands().get(0).canBeMemory()) {
            long linear = cpu.writeAddress(insn, size / 8);
            long old = cpu.mmu.loadForStore(linear, size / 8);
            cpu.mmu.store(linear, size / 8, update.apply(cpu, insn, old));
        } else {
            write(cpu, insn, 0, update.apply(cpu, insn, read(cpu, insn, 0)));
        }
    }

    private static long readMemory(Cpu cpu, Instruction insn, int size) {
        return cpu.mmu.load(cpu.readAddress(insn, size / 8), size / 8);
    }

    private static long readRegister(Cpu cpu, Instruction insn, int number, int size) {
        return size == 8 ? cpu.byteRegister(number, insn.highByte(number)) : cpu.register(number, size);
    }

    private static void writeRegister(Cpu cpu, Instruction insn, int number, int size, long value) {
        if (size == 8) {
            cpu.setByteRegister(number, insn.highByte(number), (int) value);
        } else {
            cpu.setRegister(number, size, value);
        }
    }
}
