package dev.ringside.emulator.cpu.integer;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Operands;
import dev.ringside.emulator.cpu.Repetition;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;

/** MOVS, STOS, LODS, CMPS, SCAS; their repeat prefixes are {@link Repetition}'s. */
final class StringInstructions {
    private StringInstructions() {}

    static void register(SemanticsTable table) {
        table.add("MOVS", (cpu, insn) -> Repetition.run(cpu, insn, Operands.size(insn, 0) / 8, StringInstructions::movs));
        table.add("STOS", (cpu, insn) -> Repetition.run(cpu, insn, Operands.size(insn, 0) / 8, StringInstructions::stos));
        table.add("LODS", (cpu, insn) -> Repetition.run(cpu, insn, Operands.size(insn, 0) / 8, StringInstructions::lods));
        table.add("CMPS", (cpu, insn) -> Repetition.run(cpu, insn, Operands.size(insn, 0) / 8, StringInstructions::cmps));
        table.add("SCAS", (cpu, insn) -> Repetition.run(cpu, insn, Operands.size(insn, 0) / 8, StringInstructions::scas));
    }

    private static void advance(Cpu cpu, Instruction insn, int register, int bytes) {
        long step = cpu.flags.has(Flags.DF) ? -bytes : bytes;
        cpu.setRegister(register, insn.addressSize, cpu.r[register] + step);
    }

    private static long source(Cpu cpu, Instruction insn, int bytes) {
        return cpu.linear(insn.segment, cpu.r[Cpu.RSI] & insn.addressMask(), bytes, false);
    }

    private static long destination(Cpu cpu, Instruction insn, int bytes, boolean write) {
        return cpu.linear(Instruction.ES, cpu.r[Cpu.RDI] & insn.addressMask(), bytes, write);
    }

    private static boolean movs(Cpu cpu, Instruction insn, int bytes) {
        long value = cpu.mmu.load(source(cpu, insn, bytes), bytes);
        cpu.mmu.store(destination(cpu, insn, bytes, true), bytes, value);
        advance(cpu, insn, Cpu.RSI, bytes);
        advance(cpu, insn, Cpu.RDI, bytes);
        return true;
    }

    private static boolean stos(Cpu cpu, Instruction insn, int bytes) {
        cpu.mmu.store(destination(cpu, insn, bytes, true), bytes, cpu.r[Cpu.RAX]);
        advance(cpu, insn, Cpu.RDI, bytes);
        return true;
    }

    private static boolean lods(Cpu cpu, Instruction insn, int bytes) {
        long value = cpu.mmu.load(source(cpu, insn, bytes), bytes);
        Operands.write(cpu, insn, 0, value);
        advance(cpu, insn, Cpu.RSI, bytes);
        return true;
    }

    private static boolean cmps(Cpu cpu, Instruction insn, int bytes) {
        long first = cpu.mmu.load(source(cpu, insn, bytes), bytes);
        long second = cpu.mmu.load(destination(cpu, insn, bytes, false), bytes);
        Arithmetic.sub(cpu.flags, first, second, 64 - bytes * 8);
        advance(cpu, insn, Cpu.RSI, bytes);
        advance(cpu, insn, Cpu.RDI, bytes);
        return cpu.flags.zf() == insn.has(Instruction.REP);
    }

    private static boolean scas(Cpu cpu, Instruction insn, int bytes) {
        long value = cpu.mmu.load(destination(cpu, insn, bytes, false), bytes);
        Arithmetic.sub(cpu.flags, cpu.r[Cpu.RAX], value, 64 - bytes * 8);
        advance(cpu, insn, Cpu.RDI, bytes);
        return cpu.flags.zf() == insn.has(Instruction.REP);
    }
}
