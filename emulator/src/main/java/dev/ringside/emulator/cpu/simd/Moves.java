package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.simd.Lane.DOUBLEWORD;
import static dev.ringside.emulator.cpu.simd.Lane.QUADWORD;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;

/** Moves of whole XMM registers, of their halves, and of scalars. Cache hints (the non-temporal moves) have no visible effect. */
final class Moves {
    private Moves() {}

    static void register(SimdTable table) {
        table.add(Moves::whole, "MOVAPS", "MOVUPS", "MOVAPD", "MOVUPD", "MOVDQA", "MOVDQU", "LDDQU", "MOVNTDQA", "MOVNTPS", "MOVNTPD",
                "MOVNTDQ");
        table.add(row -> half(row, 0), "MOVLPS", "MOVLPD");
        table.add(row -> half(row, 1), "MOVHPS", "MOVHPD");
        table.add(row -> (cpu, insn) -> cpu.vector.xmm[2 * insn.reg] = cpu.vector.xmm[2 * insn.rm + 1], "MOVHLPS");
        table.add(row -> (cpu, insn) -> cpu.vector.xmm[2 * insn.reg + 1] = cpu.vector.xmm[2 * insn.rm], "MOVLHPS");
        table.add(row -> scalar(row, DOUBLEWORD), "MOVSS");
        table.add(row -> scalar(row, QUADWORD), "MOVSD");
    }

    /** Whether the row's first operand is the register of ModRM.reg, so that the move goes there. */
    static boolean loads(Row row) {
        OperandKind kind = row.operands().getFirst().kind();
        return kind == OperandKind.XMM || kind == OperandKind.MM;
    }

    private static Semantics whole(Row row) {
        if (loads(row)) {
            VectorSource source = VectorSource.of(row);
            return (cpu, insn) -> {
                source.read(cpu, insn);
                cpu.vector.xmm[2 * insn.reg] = cpu.vector.low;
                cpu.vector.xmm[2 * insn.reg + 1] = cpu.vector.high;
            };
        }
        boolean aligned = row.is(Row.Attribute.ALIGNED);
        return (cpu, insn) -> {
            long[] xmm = cpu.vector.xmm;
            if (insn.memory) {
                SimdMemory.store(cpu, insn, aligned, xmm[2 * insn.reg], xmm[2 * insn.reg + 1]);
            } else {
                xmm[2 * insn.rm] = xmm[2 * insn.reg];
                xmm[2 * insn.rm + 1] = xmm[2 * insn.reg + 1];
            }
        };
    }

    private static Semantics half(Row row, int half) {
        return loads(row)
                ? (cpu, insn) -> cpu.vector.xmm[2 * insn.reg + half] = cpu.mmu.load64(cpu.readAddress(insn, 8))
                : (cpu, insn) -> cpu.mmu.store64(cpu.writeAddress(insn, 8), cpu.vector.xmm[2 * insn.reg + half]);
    }

    /** MOVSS, MOVSD: a load clears the rest of the register, a register move leaves it. */
    private static Semantics scalar(Row row, Lane lane) {
        int bytes = lane.width / 8;
        return switch (row.operands().getFirst().kind()) {
            case MEM -> (cpu, insn) -> cpu.mmu.store(cpu.writeAddress(insn, bytes), bytes, cpu.vector.xmm[2 * insn.reg]);
            case XMM_RM_REG -> (cpu, insn) -> merge(cpu, insn.rm, insn.reg, lane);
            default -> row.operands().get(1).kind() == OperandKind.MEM
                    ? (cpu, insn) -> loadScalar(cpu, insn, bytes)
                    : (cpu, insn) -> merge(cpu, insn.reg, insn.rm, lane);
        };
    }

    private static void loadScalar(Cpu cpu, Instruction insn, int bytes) {
        cpu.vector.xmm[2 * insn.reg] = cpu.mmu.load(cpu.readAddress(insn, bytes), bytes);
        cpu.vector.xmm[2 * insn.reg + 1] = 0;
    }

    private static void merge(Cpu cpu, int to, int from, Lane lane) {
        long[] xmm = cpu.vector.xmm;
        xmm[2 * to] = InsertExtract.insert(xmm[2 * to], xmm[2 * from], 0, lane);
    }
}
