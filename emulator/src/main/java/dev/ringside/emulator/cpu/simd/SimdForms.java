package dev.ringside.emulator.cpu.simd;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import java.util.function.LongBinaryOperator;

/**
 * The operand shapes of integer vector instructions. Each turns pure functions into what a row does: read the operands, compute, and
 * only then write. The destination is the register of ModRM.reg unless said otherwise.
 */
final class SimdForms {
    private SimdForms() {}

    /** One half of an XMM result, from both halves of destination and source and the immediate (0-255, 0 without one). */
    @FunctionalInterface
    interface Half {
        /** The result's bits. */
        long apply(long destinationLow, long destinationHigh, long sourceLow, long sourceHigh, int immediate);
    }

    /** An MMX result. */
    @FunctionalInterface
    interface Mmx {
        /** The result's bits. */
        long apply(long destination, long source, int immediate);
    }

    /** Whether the row's destination is an MMX register. */
    static boolean isMmx(Row row) {
        OperandKind kind = row.operands().getFirst().kind();
        return kind == OperandKind.MM || kind == OperandKind.MM_RM_REG;
    }

    /** Each half of the result from the same halves of destination and source. */
    static RowBinding halves(LongBinaryOperator f) {
        return row -> isMmx(row) ? mmx((d, s, imm) -> f.applyAsLong(d, s)).bind(row) : xmmHalves(f, VectorSource.of(row));
    }

    private static Semantics xmmHalves(LongBinaryOperator f, VectorSource source) {
        return (cpu, insn) -> {
            source.read(cpu, insn);
            long[] xmm = cpu.vector.xmm;
            int to = 2 * insn.reg;
            xmm[to] = f.applyAsLong(xmm[to], cpu.vector.low);
            xmm[to + 1] = f.applyAsLong(xmm[to + 1], cpu.vector.high);
        };
    }

    /** The low half of the result from both halves of the destination, the high half from both halves of the source. */
    static RowBinding pairs(LongBinaryOperator f) {
        return wholeOrMmx((dl, dh, sl, sh, imm) -> f.applyAsLong(dl, dh), (dl, dh, sl, sh, imm) -> f.applyAsLong(sl, sh),
                (d, s, imm) -> f.applyAsLong(d, s));
    }

    /** An XMM result whose halves depend on both halves of the operands. */
    static RowBinding whole(Half low, Half high) {
        return row -> {
            VectorSource source = VectorSource.of(row);
            return (cpu, insn) -> {
                source.read(cpu, insn);
                writeWhole(cpu, insn.reg, low, high, (int) insn.immediate & 0xFF);
            };
        };
    }

    /** An XMM register named by ModRM.rm, changed in place by an immediate. */
    static RowBinding wholeByImmediate(Half low, Half high) {
        return row -> (cpu, insn) -> writeWhole(cpu, insn.rm, low, high, (int) insn.immediate & 0xFF);
    }

    private static void writeWhole(Cpu cpu, int register, Half low, Half high, int immediate) {
        long[] xmm = cpu.vector.xmm;
        long dl = xmm[2 * register];
        long dh = xmm[2 * register + 1];
        long sl = cpu.vector.low;
        long sh = cpu.vector.high;
        xmm[2 * register] = low.apply(dl, dh, sl, sh, immediate);
        xmm[2 * register + 1] = high.apply(dl, dh, sl, sh, immediate);
    }

    /** {@link #whole} for XMM rows, {@link #mmx} for MMX rows. */
    static RowBinding wholeOrMmx(Half low, Half high, Mmx f) {
        return row -> isMmx(row) ? mmx(f).bind(row) : whole(low, high).bind(row);
    }

    /** An MMX result from MMX operands or memory. */
    static RowBinding mmx(Mmx f) {
        return row -> {
            VectorSource source = VectorSource.of(row);
            return (cpu, insn) -> {
                long s = source.readLow(cpu, insn);
                writeMmx(cpu, insn.reg, f.apply(cpu.x87.mantissa[insn.reg & 7], s, (int) insn.immediate & 0xFF));
            };
        };
    }

    /** Writes an MMX register, which takes the x87 state over for MMX. */
    static void writeMmx(Cpu cpu, int register, long value) {
        cpu.x87.enterMmx();
        cpu.x87.setMmx(register & 7, value);
    }

    /** Shifts of every lane: by the low quadword of the source, or of the register of ModRM.rm by an immediate. */
    static RowBinding shift(LongBinaryOperator f) {
        return row -> row.operands().get(1).kind() == OperandKind.IMM ? shiftByImmediate(f, isMmx(row)) : shiftBySource(f, row);
    }

    private static Semantics shiftByImmediate(LongBinaryOperator f, boolean mmx) {
        if (mmx) {
            return (cpu, insn) -> writeMmx(cpu, insn.rm, f.applyAsLong(cpu.x87.mantissa[insn.rm & 7], insn.immediate & 0xFF));
        }
        return (cpu, insn) -> shiftXmm(cpu, insn.rm, f, insn.immediate & 0xFF);
    }

    private static Semantics shiftBySource(LongBinaryOperator f, Row row) {
        VectorSource source = VectorSource.of(row);
        if (isMmx(row)) {
            return mmx((d, s, imm) -> f.applyAsLong(d, s)).bind(row);
        }
        return (cpu, insn) -> shiftXmm(cpu, insn.reg, f, source.readLow(cpu, insn));
    }

    private static void shiftXmm(Cpu cpu, int register, LongBinaryOperator f, long count) {
        long[] xmm = cpu.vector.xmm;
        xmm[2 * register] = f.applyAsLong(xmm[2 * register], count);
        xmm[2 * register + 1] = f.applyAsLong(xmm[2 * register + 1], count);
    }
}
