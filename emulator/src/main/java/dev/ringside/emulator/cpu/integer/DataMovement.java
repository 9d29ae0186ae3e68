package dev.ringside.emulator.cpu.integer;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Operands;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.isa.Conditions;
import dev.ringside.emulator.isa.Instruction;

/** MOV of general registers and memory, extensions, exchanges, conditional moves, LEA, XLAT, flag bits, hints. */
final class DataMovement {
    private DataMovement() {}

    static void register(SemanticsTable table) {
        table.add("MOV", (cpu, insn) -> Operands.write(cpu, insn, 0, Operands.read(cpu, insn, 1)));
        table.add("MOVNTI", (cpu, insn) -> Operands.write(cpu, insn, 0, Operands.read(cpu, insn, 1)));
        table.add("MOVZX", (cpu, insn) -> Operands.write(cpu, insn, 0, Operands.read(cpu, insn, 1)));
        table.add("MOVSX", DataMovement::signExtend);
        table.add("MOVSXD", DataMovement::signExtend);
        table.add("MOVBE", DataMovement::moveBigEndian);
        table.add("XCHG", DataMovement::exchange);
        table.add("LEA", (cpu, insn) -> Operands.write(cpu, insn, 0, cpu.offset(insn)));
        table.add("XLAT", DataMovement::translate);
        Conditions.forEach((name, code) -> table.add("CMOV" + name, (cpu, insn) -> conditionalMove(cpu, insn, code)));
        table.add("CBW", (cpu, insn) -> cpu.setRegister(Cpu.RAX, 16, (byte) cpu.r[Cpu.RAX]));
        table.add("CWDE", (cpu, insn) -> cpu.setRegister(Cpu.RAX, 32, (short) cpu.r[Cpu.RAX]));
        table.add("CDQE", (cpu, insn) -> cpu.r[Cpu.RAX] = (int) cpu.r[Cpu.RAX]);
        table.add("CWD", (cpu, insn) -> cpu.setRegister(Cpu.RDX, 16, (short) cpu.r[Cpu.RAX] >> 15));
        table.add("CDQ", (cpu, insn) -> cpu.setRegister(Cpu.RDX, 32, (int) cpu.r[Cpu.RAX] >> 31));
        table.add("CQO", (cpu, insn) -> cpu.r[Cpu.RDX] = cpu.r[Cpu.RAX] >> 63);
        table.add("LAHF", (cpu, insn) -> cpu.setByteRegister(Cpu.RAX + 4, true, cpu.flags.arithmetic() & 0xFF | Flags.ONE));
        table.add("SAHF", (cpu, insn) -> cpu.flags.setArithmetic(cpu.flags.arithmetic() & Flags.OF | (int) (cpu.r[Cpu.RAX] >>> 8) & 0xFF));
        table.add("SALC", (cpu, insn) -> cpu.setByteRegister(Cpu.RAX, false, cpu.flags.cf() ? 0xFF : 0));
        table.add("CMC", (cpu, insn) -> cpu.flags.setCf(!cpu.flags.cf()));
        table.add("CLC", (cpu, insn) -> cpu.flags.setCf(false));
        table.add("STC", (cpu, insn) -> cpu.flags.setCf(true));
        table.add("CLD", (cpu, insn) -> cpu.flags.setDf(false));
        table.add("STD", (cpu, insn) -> cpu.flags.setDf(true));
        table.add("BOUND", DataMovement::bound);
        for (String hint : new String[] {"NOP", "PAUSE", "ENDBR32", "ENDBR64", "PREFETCHNTA", "PREFETCHT0", "PREFETCHT1", "PREFETCHT2",
            "PREFETCH", "PREFETCHW", "PREFETCHWT1", "LFENCE", "MFENCE", "SFENCE"}) {
            table.add(hint, (cpu, insn) -> {});
        }
    }

    private static void signExtend(Cpu cpu, Instruction insn) {
        int shift = Operands.shift(insn, 1);
        Operands.write(cpu, insn, 0, Operands.read(cpu, insn, 1) << shift >> shift);
    }

    private static void moveBigEndian(Cpu cpu, Instruction insn) {
        if (insn.operandSize == 64 && insn.has(Instruction.OPERAND_SIZE)) {
            moveBigEndianByBytes(cpu, insn);
            return;
        }
        int shift = Operands.shift(insn, 0);
        Operands.write(cpu, insn, 0, Long.reverseBytes(Operands.read(cpu, insn, 1)) >>> shift);
    }

    // With 66 beside REX.W, to which the manual gives no meaning (SDM vol. 2, 2.2.1.2), processors go byte by byte from the lowest
    // address up: no #AC, and before a byte that faults the others are stored.
    private static void moveBigEndianByBytes(Cpu cpu, Instruction insn) {
        boolean store = insn.row.operands().getFirst().canBeMemory();
        long offset = cpu.offset(insn);
        long value = store ? cpu.r[insn.reg] : 0;
        for (int i = 0; i < Long.BYTES; i++) {
            long linear = cpu.linear(insn.segment, offset + i & insn.addressMask(), 1, store);
            if (store) {
                value = Long.rotateLeft(value, Byte.SIZE);
                cpu.mmu.store8(linear, (int) value);
            } else {
                value = value << Byte.SIZE | cpu.mmu.load8(linear);
            }
        }
        if (!store) {
            cpu.r[insn.reg] = value;
        }
    }

    private static void exchange(Cpu cpu, Instruction insn) {
        long source = Operands.read(cpu, insn, 1);
        if (insn.memory) {
            int bytes = Operands.size(insn, 0) / 8;
            long linear = cpu.writeAddress(insn, bytes);
            long old = cpu.mmu.loadForStore(linear, bytes);
            cpu.mmu.store(linear, bytes, source);
            Operands.write(cpu, insn, 1, old);
        } else {
            long old = Operands.read(cpu, insn, 0);
            Operands.write(cpu, insn, 0, source);
            Operands.write(cpu, insn, 1, old);
        }
    }

    private static void translate(Cpu cpu, Instruction insn) {
        long offset = cpu.r[Cpu.RBX] + cpu.byteRegister(Cpu.RAX, false) & insn.addressMask();
        cpu.setByteRegister(Cpu.RAX, false, cpu.mmu.load8(cpu.linear(insn.segment, offset, 1, false)));
    }

    // The source is read (and may fault) whatever the condition; a 32-bit destination loses its upper half even when
    // the condition is false.
    private static void conditionalMove(Cpu cpu, Instruction insn, int code) {
        long source = Operands.read(cpu, insn, 1);
        Operands.write(cpu, insn, 0, cpu.flags.condition(code) ? source : Operands.read(cpu, insn, 0));
    }

    private static void bound(Cpu cpu, Instruction insn) {
        int size = Operands.size(insn, 0);
        int shift = 64 - size;
        long index = Operands.read(cpu, insn, 0) << shift >> shift;
        long offset = cpu.offset(insn);
        // An index below the lower bound needs no upper one, and does not fault there.
        long lower = cpu.mmu.load(cpu.linear(insn.segment, offset, size / 8, false), size / 8) << shift >> shift;
        if (index < lower) {
            throw cpu.fault(Vector.BR, 0);
        }
        long upperOffset = offset + size / 8 & insn.addressMask();
        long upper = cpu.mmu.load(cpu.linear(insn.segment, upperOffset, size / 8, false), size / 8) << shift >> shift;
        if (index > upper) {
            throw cpu.fault(Vector.BR, 0);
        }
    }
}
