package dev.ringside.emulator.vectors;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.Row.Attribute;
import java.util.Random;

/**
 * Moves a machine state on from case to case: what the next instruction looks at gets new random values, the rest mostly stays.
 * That is as good as a new state and keeps vector files small.
 */
final class StateMutator {
    private static final int STATUS_EXCEPTIONS = 0x7F, CONTROL_MASKS = 0x3F;
    private static final int MXCSR_MASKS = 0x1F80, MXCSR_DAZ = 1 << 6, MXCSR_FTZ = 1 << 15, MXCSR_ROUNDING = 13;

    private final Random random;
    private final SpecialValues values;
    private final int mode;
    private final MachineState state = new MachineState();

    StateMutator(Random random, int mode, int[] selectors) {
        this.random = random;
        this.values = new SpecialValues(random);
        this.mode = mode;
        for (int i = 0; i < selectors.length; i++) {
            state.selector(i, selectors[i]);
        }
        for (int i = 0; i < registers(); i++) {
            register(i, values.integer());
        }
        state.controlWord(0x37F);
        state.mxcsr(0x1F80);
        stackPointer();
    }

    /** How many general and XMM registers there are. */
    int registers() {
        return mode == 64 ? 16 : 8;
    }

    /** The state that cases are made from; the generator changes it further. */
    MachineState state() {
        return state;
    }

    /** Sets a general register, cut to the mode's width. */
    void register(int number, long value) {
        state.register(number, mode == 64 ? value : value & 0xFFFFFFFFL);
    }

    /** New values for what {@code insn} reads. */
    void next(Instruction insn) {
        Row row = insn.row;
        flags(row);
        for (int i = 0; i < registers(); i++) {
            if (i != Cpu.RSP && random.nextInt(24) == 0) {
                register(i, values.integer());
            }
        }
        for (Operand operand : row.operands()) {
            operand(insn, operand);
        }
        if (!row.is(Attribute.SSE) && !row.is(Attribute.X87)) {
            for (int i = Cpu.RAX; i <= Cpu.RDX; i++) {
                if (random.nextBoolean()) {
                    register(i, values.integer());
                }
            }
        }
        if (random.nextInt(4) == 0) {
            stackPointer();
        }
        if (row.is(Attribute.X87) || row.is(Attribute.MMX) || savesState(row)) {
            x87(row);
        }
        if (row.is(Attribute.SSE) || savesState(row)) {
            mxcsr();
        }
    }

    private static boolean savesState(Row row) {
        return row.mnemonic().startsWith("FX") || row.mnemonic().startsWith("XSAVE") || row.mnemonic().startsWith("XRSTOR");
    }

    private void flags(Row row) {
        int flags = Flags.ONE | Flags.IF | random.nextInt() & Flags.ARITHMETIC;
        boolean direction = random.nextInt((row.flagsRead() & Flags.DF) != 0 ? 2 : 16) == 0;
        boolean alignment = random.nextInt(64) == 0;
        state.flags(flags | (direction ? Flags.DF : 0) | (alignment ? Flags.AC : 0));
    }

    private void operand(Instruction insn, Operand operand) {
        boolean xmm = operand.kind() == OperandKind.XMM || operand.kind() == OperandKind.XMM_RM || operand.kind() == OperandKind.XMM_RM_REG;
        if (operand.kind() == OperandKind.REG || operand.kind() == OperandKind.REG_OPCODE) {
            general(insn.reg);
        } else if ((operand.kind() == OperandKind.RM || operand.kind() == OperandKind.RM_REG) && !insn.memory) {
            general(insn.rm);
        } else if (operand.kind() == OperandKind.XMM0) {
            vector(0, insn.row);
        } else if (xmm && operand.kind() == OperandKind.XMM) {
            vector(insn.reg, insn.row);
        } else if (xmm && !insn.memory) {
            vector(insn.rm, insn.row);
        }
    }

    private void general(int number) {
        if (number != Cpu.RSP || random.nextInt(8) == 0) {
            register(number, values.integer());
        }
    }

    private void vector(int number, Row row) {
        byte[] bytes = new OperandBytes(random, values).vector(row, 16);
        java.nio.ByteBuffer halves = java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        state.xmm(number, 0, halves.getLong());
        state.xmm(number, 1, halves.getLong());
    }

    /** Mostly in the middle of the data window, aligned; sometimes not, and sometimes where pushes or pops fault. */
    void stackPointer() {
        long rsp = switch (random.nextInt(32)) {
            case 0 -> MemoryWindows.DATA + random.nextInt(64) - 32;
            case 1 -> MemoryWindows.DATA_END - random.nextInt(48);
            case 2, 3 -> MemoryWindows.DATA + 0x1000 + random.nextInt(64) - 32;
            case 4, 5 -> MemoryWindows.DATA + 0x800 + random.nextInt(0x1000);
            case 6 -> mode == 64 && random.nextInt(4) == 0 ? 0x800000000000L + random.nextInt(32) - 16 : MemoryWindows.READ_ONLY + 0x800;
            default -> MemoryWindows.DATA + 0x800 + 8 * random.nextInt(0x100);
        };
        register(Cpu.RSP, rsp);
    }

    private void x87(Row row) {
        boolean unmasked = random.nextInt(8) == 0;
        int masks = unmasked ? random.nextInt(CONTROL_MASKS + 1) : CONTROL_MASKS;
        state.controlWord(0x40 | masks | random.nextInt(4) << 8 | random.nextInt(4) << 10 | random.nextInt(2) << 12);
        int flags = random.nextInt(4) == 0 ? random.nextInt(STATUS_EXCEPTIONS + 1) : 0;
        if (random.nextInt(8) != 0) {
            flags &= masks | 0x40;
        }
        int pending = (flags & ~masks & CONTROL_MASKS) != 0 ? 0x8080 : 0;
        state.statusWord(flags | pending | random.nextInt() & 0x4700 | random.nextInt(8) << 11);
        state.tags(random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(4) == 0 ? 0 : 0xFF);
        state.instructionOffset(0);
        state.dataOffset(0);
        state.opcode(0);
        for (int i = 0; i < 8; i++) {
            if (i < 2 || random.nextInt(6) == 0) {
                st(i, row);
            }
        }
    }

    private void st(int i, Row row) {
        if (row.is(Attribute.MMX) && random.nextInt(4) != 0) {
            state.st(i, values.integer() ^ (random.nextBoolean() ? random.nextLong() : 0), 0xFFFF);
            return;
        }
        int signExponent = values.signExponent();
        state.st(i, values.mantissa(signExponent), signExponent);
    }

    private void mxcsr() {
        boolean unmasked = random.nextInt(8) == 0;
        int masks = unmasked ? random.nextInt() & MXCSR_MASKS : MXCSR_MASKS;
        int flags = random.nextInt(4) == 0 ? random.nextInt(64) : 0;
        int daz = random.nextInt(4) == 0 ? MXCSR_DAZ : 0;
        int ftz = random.nextInt(4) == 0 ? MXCSR_FTZ : 0;
        state.mxcsr(masks | flags | daz | ftz | random.nextInt(4) << MXCSR_ROUNDING);
    }
}
