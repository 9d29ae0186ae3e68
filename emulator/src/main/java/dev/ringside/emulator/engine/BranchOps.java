package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Conditions;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import java.lang.invoke.MethodHandles;

/**
 * Near branches with their targets worked out at decode time. Whether a target is canonical is known then; whether it lies
 * below the code segment's limit is checked each time.
 */
final class BranchOps {
    private static final Specializer CONDITIONAL = new Specializer(MethodHandles.lookup(), "ConditionalJump");

    private BranchOps() {}

    static Op of(Instruction insn) {
        Row row = insn.row;
        if (row.mnemonic().equals("RET") && row.operands().isEmpty()) {
            return insn.operandSize == 16 ? null : new Return(insn);
        }
        boolean relative = row.operands().size() == 1 && row.operands().get(0).kind() == OperandKind.REL;
        if (!relative || insn.mode == 64 && !Cpu.canonical(target(insn))) {
            return null;
        }
        int condition = Conditions.ofJump(row.mnemonic());
        if (condition >= 0) {
            return CONDITIONAL.make(condition, insn);
        }
        return switch (row.mnemonic()) {
            case "JMP" -> new Jump(insn);
            case "CALL" -> insn.operandSize == 16 ? null : new Call(insn);
            default -> null;
        };
    }

    /** Offset of a relative branch's target, cut to the operand size. */
    static long target(Instruction insn) {
        long target = insn.nextRip() + insn.immediate;
        return switch (insn.operandSize) {
            case 16 -> target & 0xFFFF;
            case 32 -> target & 0xFFFFFFFFL;
            default -> target;
        };
    }

    private static final class Jump extends Op {
        private final long target = target(insn);

        Jump(Instruction insn) {
            super(insn, true);
        }

        @Override
        Op execute(Cpu cpu) {
            cpu.underWay = index;
            if (Long.compareUnsigned(target, cpu.branchLimit) > 0) {
                throw cpu.protection();
            }
            cpu.rip = target;
            return null;
        }
    }

    private static final class Call extends Op {
        private final long target = target(insn);
        private final boolean wide = insn.operandSize == 64;

        Call(Instruction insn) {
            super(insn, true);
        }

        @Override
        Op execute(Cpu cpu) {
            cpu.underWay = index;
            if (Long.compareUnsigned(target, cpu.branchLimit) > 0) {
                throw cpu.protection();
            }
            if (wide) {
                cpu.push64(nextRip);
            } else {
                cpu.push32((int) nextRip);
            }
            cpu.rip = target;
            return null;
        }
    }

    private static final class Return extends Op {
        private final boolean wide = insn.operandSize == 64;

        Return(Instruction insn) {
            super(insn, true);
        }

        @Override
        Op execute(Cpu cpu) {
            cpu.underWay = index;
            cpu.branch(wide ? cpu.top64() : cpu.top32(), wide ? 64 : 32);
            cpu.setStackPointer(cpu.r[Cpu.RSP] + (wide ? 8 : 4));
            return null;
        }
    }
}
