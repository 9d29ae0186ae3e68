package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Operands;
import dev.ringside.emulator.cpu.Repetition;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;

/** IN, OUT, INS, OUTS (SDM vol. 2; vol. 1, chapter 18). The right to use the port is checked before anything happens. */
final class IoInstructions {
    private IoInstructions() {}

    static void register(SemanticsTable table) {
        table.add("IN", IoInstructions::in);
        table.add("OUT", IoInstructions::out);
        table.add("INS", (cpu, insn) -> string(cpu, insn, Operands.size(insn, 0) / 8, IoInstructions::inString));
        table.add("OUTS", (cpu, insn) -> string(cpu, insn, Operands.size(insn, 1) / 8, IoInstructions::outString));
    }

    // The right to use the port is needed even when there is nothing to repeat.
    private static void string(Cpu cpu, Instruction insn, int bytes, Repetition.Iteration iteration) {
        IoPermission.check(cpu, (int) cpu.r[Cpu.RDX] & 0xFFFF, bytes);
        Repetition.run(cpu, insn, bytes, iteration);
    }

    private static int port(Cpu cpu, Instruction insn, int operand) {
        int mask = Operands.size(insn, operand) == 8 ? 0xFF : 0xFFFF;
        return (int) Operands.read(cpu, insn, operand) & mask;
    }

    private static void in(Cpu cpu, Instruction insn) {
        int bytes = Operands.size(insn, 0) / 8;
        int port = port(cpu, insn, 1);
        IoPermission.check(cpu, port, bytes);
        Operands.write(cpu, insn, 0, cpu.ports.in(port, bytes) & 0xFFFFFFFFL);
        DebugRegisters.portAccessed(cpu, port, bytes);
    }

    private static void out(Cpu cpu, Instruction insn) {
        int bytes = Operands.size(insn, 1) / 8;
        int port = port(cpu, insn, 0);
        IoPermission.check(cpu, port, bytes);
        cpu.ports.out(port, bytes, (int) Operands.read(cpu, insn, 1));
        DebugRegisters.portAccessed(cpu, port, bytes);
    }

    // Memory is checked before the device is read: a page fault must not lose a byte of its FIFO.
    private static boolean inString(Cpu cpu, Instruction insn, int bytes) {
        int port = (int) cpu.r[Cpu.RDX] & 0xFFFF;
        long linear = cpu.linear(Instruction.ES, cpu.r[Cpu.RDI] & insn.addressMask(), bytes, true);
        cpu.mmu.checkStore(linear, bytes);
        cpu.mmu.store(linear, bytes, cpu.ports.in(port, bytes));
        advance(cpu, insn, Cpu.RDI, bytes);
        DebugRegisters.portAccessed(cpu, port, bytes);
        return true;
    }

    private static boolean outString(Cpu cpu, Instruction insn, int bytes) {
        int port = (int) cpu.r[Cpu.RDX] & 0xFFFF;
        long linear = cpu.linear(insn.segment, cpu.r[Cpu.RSI] & insn.addressMask(), bytes, false);
        cpu.ports.out(port, bytes, (int) cpu.mmu.load(linear, bytes));
        advance(cpu, insn, Cpu.RSI, bytes);
        DebugRegisters.portAccessed(cpu, port, bytes);
        return true;
    }

    private static void advance(Cpu cpu, Instruction insn, int register, int bytes) {
        long step = cpu.flags.has(Flags.DF) ? -bytes : bytes;
        cpu.setRegister(register, insn.addressSize, cpu.r[register] + step);
    }
}
