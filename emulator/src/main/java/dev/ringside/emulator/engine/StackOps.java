package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;

/** PUSH and POP of general registers and immediates, 32 and 64 bits wide. */
final class StackOps {
    private StackOps() {}

    static Op of(Instruction insn) {
        OperandKind kind = insn.row.operands().get(0).kind();
        boolean register = kind == OperandKind.REG_OPCODE || kind == OperandKind.RM && !insn.memory;
        if (insn.operandSize == 16 || !register && kind != OperandKind.IMM) {
            return null;
        }
        boolean wide = insn.operandSize == 64;
        if (insn.row.mnemonic().equals("POP")) {
            return wide ? new Pop64(insn) : new Pop32(insn);
        }
        return !register ? new PushImmediate(insn, wide) : wide ? new Push64(insn) : new Push32(insn);
    }

    private static final class Push32 extends Op {
        private final int register = OperandPlaces.register(insn, 0);

        Push32(Instruction insn) {
            super(insn, false);
        }

        @Override
        Op execute(Cpu cpu) {
            cpu.underWay = index;
            cpu.push32((int) cpu.r[register]);
            return cpu.attention == 0 ? next : null;
        }
    }

    private static final class Push64 extends Op {
        private final int register = OperandPlaces.register(insn, 0);

        Push64(Instruction insn) {
            super(insn, false);
        }

        @Override
        Op execute(Cpu cpu) {
            cpu.underWay = index;
            cpu.push64(cpu.r[register]);
            return cpu.attention == 0 ? next : null;
        }
    }

    private static final class PushImmediate extends Op {
        private final long value = insn.immediate;
        private final boolean wide;

        PushImmediate(Instruction insn, boolean wide) {
            super(insn, false);
            this.wide = wide;
        }

        @Override
        Op execute(Cpu cpu) {
            cpu.underWay = index;
            if (wide) {
                cpu.push64(value);
            } else {
                cpu.push32((int) value);
            }
            return cpu.attention == 0 ? next : null;
        }
    }

    private static final class Pop32 extends Op {
        private final int register = OperandPlaces.register(insn, 0);

        Pop32(Instruction insn) {
            super(insn, false);
        }

        @Override
        Op execute(Cpu cpu) {
            cpu.underWay = index;
            long value = cpu.top32();
            cpu.setStackPointer(cpu.r[Cpu.RSP] + 4);
            cpu.r[register] = value;
            return cpu.attention == 0 ? next : null;
        }
    }

    private static final class Pop64 extends Op {
        private final int register = OperandPlaces.register(insn, 0);

        Pop64(Instruction insn) {
            super(insn, false);
        }

        @Override
        Op execute(Cpu cpu) {
            cpu.underWay = index;
            long value = cpu.top64();
            cpu.setStackPointer(cpu.r[Cpu.RSP] + 8);
            cpu.r[register] = value;
            return cpu.attention == 0 ? next : null;
        }
    }
}
