package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;

/** PUSH and POP of general registers and immediates. */
final class StackOps {
    private StackOps() {}

    static Op of(Instruction insn) {
        OperandKind kind = insn.row.operands().get(0).kind();
        boolean register = kind == OperandKind.REG_OPCODE || kind == OperandKind.RM && !insn.memory;
        if (insn.row.mnemonic().equals("PUSH")) {
            return register ? new PushRegister(insn) : kind == OperandKind.IMM ? new PushImmediate(insn) : null;
        }
        return register ? new PopRegister(insn) : null;
    }

    private static final class PushRegister extends Op {
        private final int register = OperandPlaces.register(insn, 0);
        private final int bytes = insn.operandSize / 8;

        PushRegister(Instruction insn) {
            super(insn);
        }

        @Override
        boolean setsRip() {
            return false;
        }

        @Override
        void execute(Cpu cpu) {
            cpu.push(bytes, cpu.r[register]);
        }
    }

    private static final class PushImmediate extends Op {
        private final long value = insn.immediate;
        private final int bytes = insn.operandSize / 8;

        PushImmediate(Instruction insn) {
            super(insn);
        }

        @Override
        boolean setsRip() {
            return false;
        }

        @Override
        void execute(Cpu cpu) {
            cpu.push(bytes, value);
        }
    }

    private static final class PopRegister extends Op {
        private final int register = OperandPlaces.register(insn, 0);
        private final int bytes = insn.operandSize / 8;

        PopRegister(Instruction insn) {
            super(insn);
        }

        @Override
        boolean setsRip() {
            return false;
        }

        @Override
        void execute(Cpu cpu) {
            long value = cpu.pop(bytes);
            cpu.setRegister(register, bytes * 8, value);
        }
    }
}
