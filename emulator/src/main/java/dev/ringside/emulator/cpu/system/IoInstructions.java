package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Operands;
import dev.ringside.emulator.cpu.ProcessorEvent.Kind;
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
        int value = cpu.ports.in(port, bytes);
        Operands.write(cpu, insn, 0, value & 0xFFFFFFFFL);
        accessed(cpu, Kind.PORT_READ, port, bytes, value);
    }

    private static void out(Cpu cpu, Instruction insn) {
        int bytes = Operands.size(insn, 1) / 8;
        int port = port(cpu, insn, 0);
        IoPermission.check(cpu, port, bytes);
        int value = (int) Operands.read(cpu, insn, 1);
        cpu.ports.out(port, bytes, value);
        accessed(cpu, Kind.PORT_WRITE, port, bytes, value);
    }

    // Memory is checked before the device is read: a page fault must not lose a byte of its FIFO.
    private static boolean inString(Cpu cpu, Instruction insn, int bytes) {
        int port = (int) cpu.r[Cpu.RDX] & 0xFFFF;
        long linear = cpu.linear(Instruction.ES, cpu.r[Cpu.RDI] & insn.addressMask(), bytes, true);
        cpu.mmu.checkStore(linear, bytes);
        int value = cpu.ports.in(port, bytes);
        cpu.mmu.store(linear, bytes, value);
        advance(cpu, insn, Cpu.RDI, bytes);
        accessed(cpu, Kind.PORT_READ, port, bytes, value);
        return true;
    }

    private static boolean outString(Cpu cpu, Instruction insn, int bytes) {
        int port = (int) cpu.r[Cpu.RDX] & 0xFFFF;
        long linear = cpu.linear(insn.segment, cpu.r[Cpu.RSI] & insn.addressMask(), bytes, false);
        int value = (int) cpu.mmu.load(linear, bytes);
        cpu.ports.out(port, bytes, value);
        advance(cpu, insn, Cpu.RSI, bytes);
        accessed(cpu, Kind.PORT_WRITE, port, bytes, value);
        return true;
    }

    private static void accessed(Cpu cpu, Kind kind, int port, int bytes, int value) {
        DebugRegisters.portAccessed(cpu, port, bytes);
        cpu.events.happened(kind, port, bytes, value & -1L >>> 64 - 8 * bytes);
    }

    private static void advance(Cpu cpu, Instruction insn, int register, int bytes) {
        long step = cpu.flags.has(Flags.DF) ? -bytes : bytes;
        cpu.setRegister(register, insn.addressSize, cpu.r[register] + step);
    }
}
