package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;

/** Where the next instruction lies, and whether the code segment lets it be fetched. */
final class CodeFetch {
    private CodeFetch() {}

    /** Linear address of the next instruction; #GP(0) when rip is beyond the code segment's limit or not canonical. */
    static long address(Cpu cpu) {
        long rip = cpu.rip;
        if (cpu.codeSize == 64) {
            if (!Cpu.canonical(rip)) {
                throw cpu.protection();
            }
            return rip;
        }
        if (rip > cpu.segments.limit[Instruction.CS]) {
            throw cpu.protection();
        }
        return cpu.segments.base[Instruction.CS] + rip & 0xFFFFFFFFL;
    }

    /** Whether the byte at offset {@code last} lies below the code segment's limit; in 64-bit mode there is none. */
    static boolean reaches(Cpu cpu, long last) {
        return cpu.codeSize == 64 || last <= cpu.segments.limit[Instruction.CS];
    }

    /** Raises #GP(0) unless every byte of an instruction lies below the code segment's limit. */
    static void checkLimit(Cpu cpu, Instruction insn) {
        if (!reaches(cpu, insn.nextRip() - 1)) {
            throw cpu.protection();
        }
    }

    /** Whether the code segment is the whole of linear memory, from 0. */
    static boolean flat(Cpu cpu) {
        return cpu.codeSize == 64 || cpu.segments.limit[Instruction.CS] == 0xFFFFFFFFL && cpu.segments.base[Instruction.CS] == 0;
    }
}
