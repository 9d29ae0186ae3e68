package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.simd.Lane.BYTE;
import static dev.ringside.emulator.cpu.simd.Lane.DOUBLEWORD;
import static dev.ringside.emulator.cpu.simd.Lane.QUADWORD;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;

/** Sign bits gathered into a general register, and stores of the bytes that sign bits select. */
public final class MaskMoves {
    private MaskMoves() {}

    /** The top bits of a half's lanes as a number, lane 0 in bit 0. */
    public static int signMask(long half, Lane lane) {
        return (int) Long.compress(half, lane.signs);
    }

    static void register(SimdTable table) {
        table.add(row -> gather(row, BYTE), "PMOVMSKB");
        table.add(row -> gather(row, DOUBLEWORD), "MOVMSKPS");
        table.add(row -> gather(row, QUADWORD), "MOVMSKPD");
        table.add(row -> (cpu, insn) -> {
            store(cpu, insn, 8, cpu.x87.mantissa[insn.reg & 7], 0, signMask(cpu.x87.mantissa[insn.rm & 7], BYTE));
            cpu.x87.enterMmx();
        }, "MASKMOVQ");
        table.add(row -> (cpu, insn) -> {
            long[] xmm = cpu.vector.xmm;
            store(cpu, insn, 16, xmm[2 * insn.reg], xmm[2 * insn.reg + 1], signMask(xmm, insn.rm, BYTE));
        }, "MASKMOVDQU");
    }

    private static Semantics gather(Row row, Lane lane) {
        return row.operands().get(1).kind() == OperandKind.MM_RM_REG
                ? (cpu, insn) -> {
                    cpu.x87.enterMmx();
                    cpu.r[insn.reg] = signMask(cpu.x87.mantissa[insn.rm & 7], lane);
                }
                : (cpu, insn) -> cpu.r[insn.reg] = signMask(cpu.vector.xmm, insn.rm, lane);
    }

    private static int signMask(long[] xmm, int register, Lane lane) {
        return signMask(xmm[2 * register], lane) | signMask(xmm[2 * register + 1], lane) << 64 / lane.width;
    }

    /**
     * Stores the selected bytes of quadwords at segment:rDI, all or none. As on real processors every quadword is checked like a
     * store of all its bytes, the high one first; the manual leaves that open (SDM vol. 2, MASKMOVDQU).
     */
    private static void store(Cpu cpu, Instruction insn, int bytes, long low, long high, int selected) {
        for (int at = bytes - 8; at >= 0; at -= 8) {
            cpu.mmu.checkStore(quadword(cpu, insn, at), 8);
        }
        for (int i = 0; i < bytes; i++) {
            if ((selected >> i & 1) != 0) {
                long linear = quadword(cpu, insn, i & 8) + (i & 7) & cpu.linearMask;
                cpu.mmu.store8(linear, (int) BYTE.unsigned(i < 8 ? low : high, 8 * (i & 7)));
            }
        }
    }

    private static long quadword(Cpu cpu, Instruction insn, int at) {
        return cpu.linear(insn.segment, cpu.r[Cpu.RDI] + at & insn.addressMask(), 8, true);
    }
}
