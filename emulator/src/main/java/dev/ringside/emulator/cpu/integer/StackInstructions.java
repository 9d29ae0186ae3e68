package dev.ringside.emulator.cpu.integer;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Operands;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;

/** PUSH, POP, PUSHA, POPA, ENTER, LEAVE. Each checks what may fault before it changes a register. */
final class StackInstructions {
    private StackInstructions() {}

    static void register(SemanticsTable table) {
        table.add("PUSH", StackInstructions::push);
        table.add("POP", StackInstructions::pop);
        table.add("PUSHA", (cpu, insn) -> pushAll(cpu, 2));
        table.add("PUSHAD", (cpu, insn) -> pushAll(cpu, 4));
        table.add("POPA", (cpu, insn) -> popAll(cpu, 2));
        table.add("POPAD", (cpu, insn) -> popAll(cpu, 4));
        table.add("ENTER", StackInstructions::enter);
        table.add("LEAVE", StackInstructions::leave);
    }

    private static void push(Cpu cpu, Instruction insn) {
        long value = Operands.read(cpu, insn, 0);
        int bytes = insn.operandSize / 8;
        if (insn.row.operands().get(0).kind() == OperandKind.SEGMENT && bytes > 2) {
            pushSelector(cpu, bytes, value);
        } else {
            cpu.push(bytes, value);
        }
    }

    // A selector pushed with a 32-bit operand size moves rSP by 4 but writes only the 16 bits of the selector (SDM vol. 2,
    // PUSH, on recent processors); with 64 bits it is zero-extended.
    private static void pushSelector(Cpu cpu, int bytes, long value) {
        long sp = cpu.r[Cpu.RSP] - bytes & cpu.stackMask;
        int written = bytes == 8 ? 8 : 2;
        cpu.mmu.store(cpu.linear(Instruction.SS, sp, written, true), written, value);
        cpu.setStackPointer(sp);
    }

    // POP into memory computes its address with the already incremented rSP; rSP changes only when the store succeeded.
    private static void pop(Cpu cpu, Instruction insn) {
        int bytes = insn.operandSize / 8;
        if (!insn.memory) {
            Operands.write(cpu, insn, 0, cpu.pop(bytes));
            return;
        }
        long value = cpu.peek(bytes, 0);
        long old = cpu.r[Cpu.RSP];
        cpu.setStackPointer(old + bytes);
        long offset = cpu.offset(insn);
        cpu.r[Cpu.RSP] = old;
        cpu.mmu.store(cpu.linear(insn.segment, offset, bytes, true), bytes, value);
        cpu.setStackPointer(old + bytes);
    }

    // A fault on the way leaves what is stored already, below the stack pointer that stays.
    private static void pushAll(Cpu cpu, int bytes) {
        long sp = cpu.r[Cpu.RSP];
        for (int i = 0; i < 8; i++) {
            long value = i == Cpu.RSP ? sp : cpu.r[i];
            cpu.mmu.store(cpu.linear(Instruction.SS, sp - (i + 1) * bytes & cpu.stackMask, bytes, true), bytes, value);
        }
        cpu.setStackPointer(sp - 8 * bytes);
    }

    private static void popAll(Cpu cpu, int bytes) {
        for (int i = 0; i < 8; i++) {
            cpu.mmu.checkLoad(cpu.linear(Instruction.SS, cpu.r[Cpu.RSP] + i * bytes & cpu.stackMask, bytes, false), bytes);
        }
        for (int i = 0; i < 8; i++) {
            int register = 7 - i;
            if (register != Cpu.RSP) {
                cpu.setRegister(register, bytes * 8, cpu.peek(bytes, i * bytes));
            }
        }
        cpu.setStackPointer(cpu.r[Cpu.RSP] + 8 * bytes);
    }

    private static void enter(Cpu cpu, Instruction insn) {
        int bytes = insn.operandSize / 8;
        int level = insn.immediate2 & 31;
        long sp = cpu.r[Cpu.RSP];
        long bp = cpu.r[Cpu.RBP];
        long frame = sp - bytes & cpu.stackMask;
        long end = frame - (long) level * bytes;
        long newSp = end - (insn.immediate & 0xFFFF);
        // A fault on the way leaves what is stored already; no register has changed.
        store(cpu, frame, bytes, bp);
        for (int i = 1; i < level; i++) {
            long link = cpu.mmu.load(cpu.linear(Instruction.SS, bp - (long) i * bytes & cpu.stackMask, bytes, false), bytes);
            store(cpu, frame - (long) i * bytes, bytes, link);
        }
        if (level > 0) {
            store(cpu, end, bytes, frame);
        }
        // The final stack pointer must be writable too (SDM vol. 2, ENTER).
        cpu.mmu.checkStore(cpu.linear(Instruction.SS, newSp & cpu.stackMask, bytes, true), bytes);
        cpu.setRegister(Cpu.RBP, insn.operandSize, frame);
        cpu.setStackPointer(newSp);
    }

    private static void store(Cpu cpu, long sp, int bytes, long value) {
        cpu.mmu.store(cpu.linear(Instruction.SS, sp & cpu.stackMask, bytes, true), bytes, value);
    }

    private static void leave(Cpu cpu, Instruction insn) {
        int bytes = insn.operandSize / 8;
        long sp = cpu.r[Cpu.RBP] & cpu.stackMask;
        long value = cpu.mmu.load(cpu.linear(Instruction.SS, sp, bytes, false), bytes);
        cpu.setStackPointer(sp + bytes);
        cpu.setRegister(Cpu.RBP, insn.operandSize, value);
    }
}
