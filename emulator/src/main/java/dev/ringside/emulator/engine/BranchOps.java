package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import java.util.List;

/** Near branches with their targets worked out at decode time. Targets are still checked against the segment each time. */
final class BranchOps {
    private static final List<String> CONDITIONS =
            List.of("JO", "JNO", "JB", "JAE", "JE", "JNE", "JBE", "JA", "JS", "JNS", "JP", "JNP", "JL", "JGE", "JLE", "JG");

    private BranchOps() {}

    static Op of(Instruction insn) {
        Row row = insn.row;
        boolean relative = row.operands().size() == 1 && row.operands().get(0).kind() == OperandKind.REL;
        int condition = CONDITIONS.indexOf(row.mnemonic());
        if (relative && condition >= 0) {
            return conditional(insn, condition);
        }
        if (relative && row.mnemonic().equals("JMP")) {
            return new Jump(insn);
        }
        if (relative && row.mnemonic().equals("CALL")) {
            return new Call(insn);
        }
        return row.mnemonic().equals("RET") && row.operands().isEmpty() ? new Return(insn) : null;
    }

    private static long target(Op op, Instruction insn) {
        return op.nextRip + insn.immediate;
    }

    private static Op conditional(Instruction insn, int condition) {
        boolean wanted = (condition & 1) == 0;
        return switch (condition >>> 1) {
            case 2 -> new JumpIfZero(insn, wanted);
            case 1 -> new JumpIfCarry(insn, wanted);
            default -> new JumpIf(insn, condition);
        };
    }

    private static final class Jump extends Op {
        private final long target = target(this, insn);
        private final int size = insn.operandSize;

        Jump(Instruction insn) {
            super(insn);
        }

        @Override
        void execute(Cpu cpu) {
            cpu.branch(target, size);
        }
    }

    private static final class JumpIf extends Op {
        private final long target = target(this, insn);
        private final int size = insn.operandSize;
        private final int condition;

        JumpIf(Instruction insn, int condition) {
            super(insn);
            this.condition = condition;
        }

        @Override
        void execute(Cpu cpu) {
            if (cpu.flags.condition(condition)) {
                cpu.branch(target, size);
            } else {
                cpu.rip = nextRip;
            }
        }
    }

    private static final class JumpIfZero extends Op {
        private final long target = target(this, insn);
        private final int size = insn.operandSize;
        private final boolean wanted;

        JumpIfZero(Instruction insn, boolean wanted) {
            super(insn);
            this.wanted = wanted;
        }

        @Override
        void execute(Cpu cpu) {
            if (cpu.flags.zf() == wanted) {
                cpu.branch(target, size);
            } else {
                cpu.rip = nextRip;
            }
        }
    }

    private static final class JumpIfCarry extends Op {
        private final long target = target(this, insn);
        private final int size = insn.operandSize;
        private final boolean wanted;

        JumpIfCarry(Instruction insn, boolean wanted) {
            super(insn);
            this.wanted = wanted;
        }

        @Override
        void execute(Cpu cpu) {
            if (cpu.flags.cf() == wanted) {
                cpu.branch(target, size);
            } else {
                cpu.rip = nextRip;
            }
        }
    }

    private static final class Call extends Op {
        private final long target = target(this, insn);
        private final int size = insn.operandSize;

        Call(Instruction insn) {
            super(insn);
        }

        @Override
        void execute(Cpu cpu) {
            cpu.branch(target, size);
            long to = cpu.rip;
            cpu.push(size / 8, nextRip);
            cpu.rip = to;
        }
    }

    private static final class Return extends Op {
        private final int size = insn.operandSize;

        Return(Instruction insn) {
            super(insn);
        }

        @Override
        void execute(Cpu cpu) {
            cpu.branch(cpu.peek(size / 8, 0), size);
            cpu.setStackPointer(cpu.r[Cpu.RSP] + size / 8);
        }
    }
}
