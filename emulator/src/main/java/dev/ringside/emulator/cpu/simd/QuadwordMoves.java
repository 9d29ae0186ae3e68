package dev.ringside.emulator.cpu.simd;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;

/** Moves of 32 or 64 bits between MMX, XMM and general registers and memory: MOVD, MOVQ, MOVDQ2Q, MOVQ2DQ, MOVNTQ. */
final class QuadwordMoves {
    private QuadwordMoves() {}

    static void register(SimdTable table) {
        table.add(QuadwordMoves::move, "MOVD", "MOVQ", "MOVDQ2Q", "MOVQ2DQ", "MOVNTQ");
    }

    private static Semantics move(Row row) {
        Operand to = row.operands().getFirst();
        Operand from = row.operands().get(1);
        boolean mmx = row.is(Row.Attribute.MMX);
        if (Moves.loads(row)) {
            boolean general = from.kind() == OperandKind.RM;
            int bytes = from.size() / 8;
            VectorSource source = VectorSource.of(row);
            return (cpu, insn) -> {
                long value = general ? readGeneral(cpu, insn, bytes) : source.readLow(cpu, insn);
                if (mmx) {
                    cpu.x87.enterMmx();
                }
                writeReg(cpu, insn, to.kind(), value);
            };
        }
        boolean general = to.kind() == OperandKind.RM;
        int bytes = to.size() / 8;
        return (cpu, insn) -> {
            long value = mmx ? cpu.x87.mantissa[insn.reg & 7] : cpu.vector.xmm[2 * insn.reg];
            if (insn.memory) {
                cpu.mmu.store(cpu.writeAddress(insn, bytes), bytes, value);
            }
            if (mmx) {
                cpu.x87.enterMmx();
            }
            if (!insn.memory) {
                writeRm(cpu, insn, general, mmx, bytes, value);
            }
        };
    }

    private static long readGeneral(Cpu cpu, Instruction insn, int bytes) {
        return insn.memory ? cpu.mmu.load(cpu.readAddress(insn, bytes), bytes) : cpu.register(insn.rm, 8 * bytes);
    }

    private static void writeReg(Cpu cpu, Instruction insn, OperandKind kind, long value) {
        if (kind == OperandKind.MM) {
            cpu.x87.setMmx(insn.reg & 7, value);
        } else {
            cpu.vector.xmm[2 * insn.reg] = value;
            cpu.vector.xmm[2 * insn.reg + 1] = 0;
        }
    }

    private static void writeRm(Cpu cpu, Instruction insn, boolean general, boolean mmx, int bytes, long value) {
        if (general) {
            cpu.setRegister(insn.rm, 8 * bytes, value);
        } else if (mmx) {
            cpu.x87.setMmx(insn.rm & 7, value);
        } else {
            cpu.vector.xmm[2 * insn.rm] = value;
            cpu.vector.xmm[2 * insn.rm + 1] = 0;
        }
    }
}
