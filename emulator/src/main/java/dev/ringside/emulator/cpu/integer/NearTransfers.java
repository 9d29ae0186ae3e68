package dev.ringside.emulator.cpu.integer;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Operands;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Conditions;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;

/** Near JMP, CALL, RET, Jcc, LOOP, JrCXZ. Far forms are registered by their row names elsewhere. */
final class NearTransfers {
    private NearTransfers() {}

    static void register(SemanticsTable table) {
        table.add("JMP", (cpu, insn) -> cpu.branch(target(cpu, insn), insn.operandSize));
        table.add("CALL", NearTransfers::call);
        table.add("RET", NearTransfers::ret);
        Conditions.forEach((name, code) -> table.add("J" + name, (cpu, insn) -> {
            if (cpu.flags.condition(code)) {
                cpu.branch(cpu.rip + insn.immediate, insn.operandSize);
            }
        }));
        table.add("JCXZ", NearTransfers::jumpIfCounterZero);
        table.add("JECXZ", NearTransfers::jumpIfCounterZero);
        table.add("JRCXZ", NearTransfers::jumpIfCounterZero);
        table.add("LOOP", (cpu, insn) -> loop(cpu, insn, true));
        table.add("LOOPE", (cpu, insn) -> loop(cpu, insn, cpu.flags.zf()));
        table.add("LOOPNE", (cpu, insn) -> loop(cpu, insn, !cpu.flags.zf()));
    }

    private static long target(Cpu cpu, Instruction insn) {
        long operand = Operands.read(cpu, insn, 0);
        return insn.row.operands().get(0).kind() == OperandKind.REL ? cpu.rip + operand : operand;
    }

    // The return address is stored before the target is checked (SDM vol. 2, CALL); rSP and rip change when both are fine.
    private static void call(Cpu cpu, Instruction insn) {
        int bytes = insn.operandSize / 8;
        long target = target(cpu, insn);
        long sp = cpu.r[Cpu.RSP] - bytes & cpu.stackMask;
        cpu.mmu.store(cpu.linear(Instruction.SS, sp, bytes, true), bytes, cpu.rip);
        cpu.branch(target, insn.operandSize);
        cpu.setStackPointer(sp);
    }

    private static void ret(Cpu cpu, Instruction insn) {
        int bytes = insn.operandSize / 8;
        long target = cpu.peek(bytes, 0);
        cpu.branch(target, insn.operandSize);
        long released = insn.row.operands().isEmpty() ? 0 : insn.immediate & 0xFFFF;
        cpu.setStackPointer(cpu.r[Cpu.RSP] + bytes + released);
    }

    private static void jumpIfCounterZero(Cpu cpu, Instruction insn) {
        if ((cpu.r[Cpu.RCX] & insn.addressMask()) == 0) {
            cpu.branch(cpu.rip + insn.immediate, insn.operandSize);
        }
    }

    private static void loop(Cpu cpu, Instruction insn, boolean condition) {
        long count = cpu.r[Cpu.RCX] - 1 & insn.addressMask();
        if (count != 0 && condition) {
            cpu.branch(cpu.rip + insn.immediate, insn.operandSize);
        }
        cpu.setRegister(Cpu.RCX, insn.addressSize, count);
    }
}
