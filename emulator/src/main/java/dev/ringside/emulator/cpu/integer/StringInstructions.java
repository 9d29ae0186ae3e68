package dev.ringside.emulator.cpu.integer;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Operands;
import dev.ringside.emulator.cpu.Repetition;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;

/**
 * MOVS, STOS, LODS, CMPS, SCAS; their repeat prefixes are {@link Repetition}'s. A repeated CMPS or SCAS writes the flags with its
 * last iteration only: a fault, an interrupt or a single-step trap before finds them as they were (SDM vol. 2, REP).
 */
final class StringInstructions {
    private StringInstructions() {}

    static void register(SemanticsTable table) {
        table.add("MOVS", (cpu, insn) -> {
            cutAddress(cpu, insn, Cpu.RSI);
            cutAddress(cpu, insn, Cpu.RDI);
            Repetition.run(cpu, insn, Operands.size(insn, 0) / 8, StringInstructions::movs, StringInstructions::movsInBulk);
        });
        table.add("STOS", (cpu, insn) -> {
            cutAddress(cpu, insn, Cpu.RDI);
            Repetition.run(cpu, insn, Operands.size(insn, 0) / 8, StringInstructions::stos, StringInstructions::stosInBulk);
        });
        table.add("LODS", (cpu, insn) -> Repetition.run(cpu, insn, Operands.size(insn, 0) / 8, StringInstructions::lods,
                StringInstructions::lodsInBulk));
        table.add("CMPS", (cpu, insn) -> Repetition.run(cpu, insn, Operands.size(insn, 0) / 8, StringInstructions::cmps,
                StringInstructions::cmpsInBulk));
        table.add("SCAS", (cpu, insn) -> Repetition.run(cpu, insn, Operands.size(insn, 0) / 8, StringInstructions::scas,
                StringInstructions::scasInBulk));
    }

    /** Compares and says whether a conditional repeat goes on; the flags change when it does not, or with the last element. */
    private static boolean compare(Cpu cpu, Instruction insn, long first, long second, int bytes) {
        boolean repeated = insn.has(Instruction.REP) || insn.has(Instruction.REPNE);
        int shift = 64 - bytes * 8;
        boolean goOn = (first - second << shift == 0) == insn.has(Instruction.REP);
        if (!repeated || !goOn || (cpu.r[Cpu.RCX] & insn.addressMask()) == 1) {
            Arithmetic.sub(cpu.flags, first, second, shift);
        }
        return goOn;
    }

    /** Repeated with a 32-bit address size in 64-bit mode, MOVS and STOS cut their addresses even when there is nothing to do. */
    private static void cutAddress(Cpu cpu, Instruction insn, int register) {
        if (insn.has(Instruction.REP) || insn.has(Instruction.REPNE)) {
            cpu.setRegister(register, insn.addressSize, cpu.r[register]);
        }
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

    // Upwards within plain pages, and not into what is still to be read, a copy in one piece is the same as element by element.
    private static long movsInBulk(Cpu cpu, Instruction insn, int bytes, long most) {
        if (!inBulk(cpu, insn) || !cpu.accessesPlainly(insn.segment)) {
            return 0;
        }
        long elements = cpu.mmu.bulk.copy(plainSource(cpu, insn), plainDestination(cpu, insn), bytes, most);
        forward(cpu, insn, Cpu.RSI, elements * bytes);
        forward(cpu, insn, Cpu.RDI, elements * bytes);
        return elements;
    }

    // Addresses that are cut to fewer bits than the code's could wrap within a page.
    private static boolean inBulk(Cpu cpu, Instruction insn) {
        return insn.addressSize == cpu.codeSize && insn.addressSize != 16 && cpu.accessesPlainly(Instruction.ES) && !cpu.flags.has(Flags.DF);
    }

    private static long stosInBulk(Cpu cpu, Instruction insn, int bytes, long most) {
        if (!inBulk(cpu, insn)) {
            return 0;
        }
        long elements = cpu.mmu.bulk.fill(plainDestination(cpu, insn), bytes, cpu.r[Cpu.RAX], most);
        forward(cpu, insn, Cpu.RDI, elements * bytes);
        return elements;
    }

    // The register gets the last element that is loaded.
    private static long lodsInBulk(Cpu cpu, Instruction insn, int bytes, long most) {
        if (!inBulk(cpu, insn) || !cpu.accessesPlainly(insn.segment)) {
            return 0;
        }
        long from = plainSource(cpu, insn);
        long elements = cpu.mmu.bulk.readable(from, bytes, most);
        if (elements > 0) {
            Operands.write(cpu, insn, 0, cpu.mmu.load(from + (elements - 1) * bytes, bytes));
        }
        forward(cpu, insn, Cpu.RSI, elements * bytes);
        return elements;
    }

    // The comparison that ends a repeat, or is its last, writes the flags: it is left to cmps and scas.
    private static long cmpsInBulk(Cpu cpu, Instruction insn, int bytes, long most) {
        if (!inBulk(cpu, insn) || !cpu.accessesPlainly(insn.segment)) {
            return 0;
        }
        long elements = cpu.mmu.bulk.compare(plainSource(cpu, insn), plainDestination(cpu, insn), bytes, most - 1, insn.has(Instruction.REP));
        forward(cpu, insn, Cpu.RSI, elements * bytes);
        forward(cpu, insn, Cpu.RDI, elements * bytes);
        return elements;
    }

    private static long scasInBulk(Cpu cpu, Instruction insn, int bytes, long most) {
        if (!inBulk(cpu, insn)) {
            return 0;
        }
        long elements = cpu.mmu.bulk.scan(plainDestination(cpu, insn), bytes, cpu.r[Cpu.RAX], most - 1, insn.has(Instruction.REP));
        forward(cpu, insn, Cpu.RDI, elements * bytes);
        return elements;
    }

    private static long plainSource(Cpu cpu, Instruction insn) {
        return cpu.segments.effectiveBase[insn.segment] + (cpu.r[Cpu.RSI] & insn.addressMask()) & cpu.linearMask;
    }

    private static long plainDestination(Cpu cpu, Instruction insn) {
        return cpu.segments.effectiveBase[Instruction.ES] + (cpu.r[Cpu.RDI] & insn.addressMask()) & cpu.linearMask;
    }

    private static void forward(Cpu cpu, Instruction insn, int register, long distance) {
        if (distance != 0) {
            cpu.setRegister(register, insn.addressSize, cpu.r[register] + distance);
        }
    }

    private static boolean lods(Cpu cpu, Instruction insn, int bytes) {
        long value = cpu.mmu.load(source(cpu, insn, bytes), bytes);
        Operands.write(cpu, insn, 0, value);
        advance(cpu, insn, Cpu.RSI, bytes);
        return true;
    }

    private static boolean cmps(Cpu cpu, Instruction insn, int bytes) {
        // When both addresses fault, it is the destination's that is reported.
        long second = cpu.mmu.load(destination(cpu, insn, bytes, false), bytes);
        long first = cpu.mmu.load(source(cpu, insn, bytes), bytes);
        boolean goOn = compare(cpu, insn, first, second, bytes);
        advance(cpu, insn, Cpu.RSI, bytes);
        advance(cpu, insn, Cpu.RDI, bytes);
        return goOn;
    }

    private static boolean scas(Cpu cpu, Instruction insn, int bytes) {
        long value = cpu.mmu.load(destination(cpu, insn, bytes, false), bytes);
        boolean goOn = compare(cpu, insn, cpu.r[Cpu.RAX], value, bytes);
        advance(cpu, insn, Cpu.RDI, bytes);
        return goOn;
    }
}
