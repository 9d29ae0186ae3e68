package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.simd.Lane.DOUBLEWORD;
import static dev.ringside.emulator.cpu.softfloat.FloatFormat.DOUBLE;
import static dev.ringside.emulator.cpu.softfloat.FloatFormat.SINGLE;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.softfloat.FloatContext;
import dev.ringside.emulator.cpu.softfloat.FloatFormat;
import dev.ringside.emulator.cpu.softfloat.SseArithmetic;
import dev.ringside.emulator.cpu.softfloat.SseComparison;
import dev.ringside.emulator.cpu.softfloat.SseConversion;
import dev.ringside.emulator.isa.Instruction;

/** Floating-point comparison to masks, rounding and horizontal arithmetic; {@link PlainFloat} has the rest of the arithmetic. */
public final class PackedFloat {
    private PackedFloat() {}

    /** An operation on one element. */
    @FunctionalInterface
    public interface Operation {
        /**
         * @param format of the element
         * @param a the destination's element, as a bit pattern
         * @param b the source's element
         * @param immediate the immediate byte, 0 without one
         * @param c control state, and where exceptions go
         * @return the result's bit pattern
         */
        long apply(FloatFormat format, long a, long b, int immediate, FloatContext c);
    }

    /** One half of a packed result, {@code half} being 0 for the low one. */
    @FunctionalInterface
    interface Half {
        /** The result's bits, from both operands; exceptions go to {@code c}. */
        long apply(long destinationLow, long destinationHigh, long sourceLow, long sourceHigh, int immediate, int half, FloatContext c);
    }

    /** The operation on each element of a half. */
    public static long each(Operation f, FloatFormat format, long a, long b, int immediate, FloatContext c) {
        return format == DOUBLE ? f.apply(format, a, b, immediate, c)
                : f.apply(format, a & DOUBLEWORD.mask, b & DOUBLEWORD.mask, immediate, c)
                        | f.apply(format, a >>> 32, b >>> 32, immediate, c) << 32;
    }

    /** HADDPx, HSUBPx, one half: the operation on neighbours, {@code a} and {@code b} being the two halves of one operand. */
    public static long neighbours(SseArithmetic.Binary f, FloatFormat format, long a, long b, FloatContext c) {
        return format == DOUBLE ? f.apply(format, a, b, c)
                : f.apply(format, a & DOUBLEWORD.mask, a >>> 32, c) | f.apply(format, b & DOUBLEWORD.mask, b >>> 32, c) << 32;
    }

    /** ROUNDxx (SDM vol. 2, figure 4-24): bits 1-0 are the rounding mode unless bit 2 selects MXCSR's; bit 3 suppresses PE. */
    private static long round(FloatFormat format, long a, long b, int immediate, FloatContext c) {
        int rounding = (immediate & 4) != 0 ? c.rounding : immediate & 3;
        return SseConversion.toIntegral(format, b, rounding, (immediate & 8) != 0, c);
    }

    private static long compare(FloatFormat format, long a, long b, int immediate, FloatContext c) {
        return SseComparison.holds(format, immediate & 7, a, b, c) ? Lane.of(format).mask : 0;
    }

    static void register(SimdTable table) {
        forms(table, "CMP", PackedFloat::compare);
        forms(table, "ROUND", PackedFloat::round);
        horizontal(table, "HADD", SseArithmetic::add);
        horizontal(table, "HSUB", SseArithmetic::subtract);
        table.add(packed(PackedFloat::subtractAddSingles), "ADDSUBPS");
        table.add(packed(PackedFloat::subtractAddDoubles), "ADDSUBPD");
    }

    private static void forms(SimdTable table, String name, Operation f) {
        table.add(packed(elementwise(SINGLE, f)), name + "PS");
        table.add(packed(elementwise(DOUBLE, f)), name + "PD");
        table.add(scalar(SINGLE, f), name + "SS");
        table.add(scalar(DOUBLE, f), name + "SD");
    }

    private static void horizontal(SimdTable table, String name, SseArithmetic.Binary f) {
        for (FloatFormat format : FloatFormat.values()) {
            table.add(packed((dl, dh, sl, sh, imm, half, c) -> half == 0 ? neighbours(f, format, dl, dh, c)
                    : neighbours(f, format, sl, sh, c)), name + (format == SINGLE ? "PS" : "PD"));
        }
    }

    private static long subtractAddSingles(long dl, long dh, long sl, long sh, int immediate, int half, FloatContext c) {
        long a = half == 0 ? dl : dh;
        long b = half == 0 ? sl : sh;
        return SseArithmetic.subtract(SINGLE, a & DOUBLEWORD.mask, b & DOUBLEWORD.mask, c)
                | SseArithmetic.add(SINGLE, a >>> 32, b >>> 32, c) << 32;
    }

    private static long subtractAddDoubles(long dl, long dh, long sl, long sh, int immediate, int half, FloatContext c) {
        return half == 0 ? SseArithmetic.subtract(DOUBLE, dl, sl, c) : SseArithmetic.add(DOUBLE, dh, sh, c);
    }

    private static Half elementwise(FloatFormat format, Operation f) {
        return (dl, dh, sl, sh, imm, half, c) -> half == 0 ? each(f, format, dl, sl, imm, c) : each(f, format, dh, sh, imm, c);
    }

    /** A packed instruction: exceptions of all elements are found before any of them is written. */
    static RowBinding packed(Half f) {
        return row -> {
            VectorSource source = VectorSource.of(row);
            return (cpu, insn) -> {
                source.read(cpu, insn);
                computePacked(cpu, insn, f);
            };
        };
    }

    private static void computePacked(Cpu cpu, Instruction insn, Half f) {
        long[] xmm = cpu.vector.xmm;
        long dl = xmm[2 * insn.reg];
        long dh = xmm[2 * insn.reg + 1];
        long sl = cpu.vector.low;
        long sh = cpu.vector.high;
        int immediate = (int) insn.immediate & 0xFF;
        FloatContext c = FloatExceptions.begin(cpu);
        long low = f.apply(dl, dh, sl, sh, immediate, 0, c);
        long high = f.apply(dl, dh, sl, sh, immediate, 1, c);
        FloatExceptions.settle(cpu, c);
        xmm[2 * insn.reg] = low;
        xmm[2 * insn.reg + 1] = high;
    }

    private static RowBinding scalar(FloatFormat format, Operation f) {
        Lane lane = Lane.of(format);
        return row -> {
            VectorSource source = VectorSource.of(row);
            return (cpu, insn) -> {
                long b = source.readLow(cpu, insn) & lane.mask;
                long old = cpu.vector.xmm[2 * insn.reg];
                FloatContext c = FloatExceptions.begin(cpu);
                long result = f.apply(format, old & lane.mask, b, (int) insn.immediate & 0xFF, c);
                FloatExceptions.settle(cpu, c);
                cpu.vector.xmm[2 * insn.reg] = old & ~lane.mask | result;
            };
        };
    }
}
