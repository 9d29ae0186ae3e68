package dev.ringside.emulator.cpu.simd;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;

/**
 * The source operand of a row: a vector register named by ModRM.rm, or memory of the row's width.
 *
 * @param bytes width in memory; 0 when it is never memory
 * @param aligned whether 16 bytes of memory must be aligned, otherwise #GP(0)
 * @param mmx whether a register source is an MMX register
 */
record VectorSource(int bytes, boolean aligned, boolean mmx) {
    /** The source of {@code row}: its operand that ModRM.rm names. */
    static VectorSource of(Row row) {
        for (Operand operand : row.operands()) {
            OperandKind kind = operand.kind();
            boolean mmx = kind == OperandKind.MM_RM || kind == OperandKind.MM_RM_REG;
            if (mmx || kind == OperandKind.XMM_RM || kind == OperandKind.XMM_RM_REG || kind == OperandKind.MEM) {
                return new VectorSource(operand.canBeMemory() ? operand.size() / 8 : 0, row.is(Row.Attribute.ALIGNED), mmx);
            }
        }
        return new VectorSource(0, false, false);
    }

    /** Reads it into {@code cpu.vector.low} and {@code high}; memory narrower than 128 bits is zero-extended. */
    void read(Cpu cpu, Instruction insn) {
        if (insn.memory) {
            SimdMemory.load(cpu, insn, bytes, aligned);
        } else if (mmx) {
            cpu.vector.low = cpu.x87.mantissa[insn.rm & 7];
            cpu.vector.high = 0;
        } else {
            cpu.vector.low = cpu.vector.xmm[2 * insn.rm];
            cpu.vector.high = cpu.vector.xmm[2 * insn.rm + 1];
        }
    }

    /** Reads its low 64 bits only. */
    long readLow(Cpu cpu, Instruction insn) {
        read(cpu, insn);
        return cpu.vector.low;
    }
}
