package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.simd.Lane.DOUBLEWORD;
import static dev.ringside.emulator.cpu.softfloat.FloatFormat.DOUBLE;
import static dev.ringside.emulator.cpu.softfloat.FloatFormat.SINGLE;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.cpu.softfloat.FloatContext;
import dev.ringside.emulator.cpu.softfloat.FloatFormat;
import dev.ringside.emulator.cpu.softfloat.SseConversion;
import dev.ringside.emulator.isa.Row;

/** Conversions between singles, doubles and integers: CVTxxx. */
public final class FloatConvert {
    private FloatConvert() {}

    /** The conversion of one element. */
    @FunctionalInterface
    public interface Element {
        /**
         * @param value the element's bit pattern, without what lies above it
         * @param c control state, and where exceptions go
         * @return the result, zero-extended
         */
        long apply(long value, FloatContext c);
    }

    /** Both doublewords of a half, converted to doublewords. */
    public static long both(Element f, long half, FloatContext c) {
        return f.apply(half & DOUBLEWORD.mask, c) | f.apply(half >>> 32, c) << 32;
    }

    private static Element between(FloatFormat from, FloatFormat to) {
        return (value, c) -> SseConversion.convert(from, to, value, c);
    }

    private static Element fromInteger(FloatFormat to) {
        return (value, c) -> SseConversion.fromInteger(to, (int) value, c);
    }

    private static Element toInteger(FloatFormat from, boolean truncating) {
        return (value, c) -> SseConversion.toInteger(from, value, 32, truncating ? FloatContext.TOWARD_ZERO : c.rounding, c) & DOUBLEWORD.mask;
    }

    static void register(SimdTable table) {
        table.add(widening(between(SINGLE, DOUBLE)), "CVTPS2PD");
        table.add(widening(fromInteger(DOUBLE)), "CVTDQ2PD", "CVTPI2PD");
        table.add(narrowing(between(DOUBLE, SINGLE)), "CVTPD2PS");
        table.add(narrowing(toInteger(DOUBLE, false)), "CVTPD2DQ", "CVTPD2PI");
        table.add(narrowing(toInteger(DOUBLE, true)), "CVTTPD2DQ", "CVTTPD2PI");
        table.add(doublewords(fromInteger(SINGLE)), "CVTDQ2PS", "CVTPI2PS");
        table.add(doublewords(toInteger(SINGLE, false)), "CVTPS2DQ", "CVTPS2PI");
        table.add(doublewords(toInteger(SINGLE, true)), "CVTTPS2DQ", "CVTTPS2PI");
        table.add(scalar(DOUBLE), "CVTSS2SD");
        table.add(scalar(SINGLE), "CVTSD2SS");
        table.add(row -> fromGeneral(row, SINGLE), "CVTSI2SS");
        table.add(row -> fromGeneral(row, DOUBLE), "CVTSI2SD");
        table.add(row -> toGeneral(row, SINGLE, false), "CVTSS2SI");
        table.add(row -> toGeneral(row, SINGLE, true), "CVTTSS2SI");
        table.add(row -> toGeneral(row, DOUBLE, false), "CVTSD2SI");
        table.add(row -> toGeneral(row, DOUBLE, true), "CVTTSD2SI");
    }

    /** An MMX register takes the x87 over even when the conversion then raises #XM; memory in its place does not. */
    private static void enterMmx(Cpu cpu, boolean mmxRegister) {
        if (mmxRegister) {
            cpu.x87.enterMmx();
        }
    }

    /** Two doublewords of the source become two quadwords of an XMM register. */
    private static RowBinding widening(Element f) {
        return row -> {
            VectorSource source = VectorSource.of(row);
            boolean mmx = source.mmx();
            return (cpu, insn) -> {
                long s = source.readLow(cpu, insn);
                FloatContext c = FloatExceptions.begin(cpu);
                long low = f.apply(s & DOUBLEWORD.mask, c);
                long high = f.apply(s >>> 32, c);
                enterMmx(cpu, mmx && !insn.memory);
                FloatExceptions.settle(cpu, c);
                cpu.vector.xmm[2 * insn.reg] = low;
                cpu.vector.xmm[2 * insn.reg + 1] = high;
            };
        };
    }

    /** Two quadwords of the source become two doublewords of an MMX register, or of an XMM register whose high half is cleared. */
    private static RowBinding narrowing(Element f) {
        return row -> {
            VectorSource source = VectorSource.of(row);
            boolean mmx = SimdForms.isMmx(row);
            return (cpu, insn) -> {
                source.read(cpu, insn);
                FloatContext c = FloatExceptions.begin(cpu);
                long result = f.apply(cpu.vector.low, c) | f.apply(cpu.vector.high, c) << 32;
                enterMmx(cpu, mmx);
                FloatExceptions.settle(cpu, c);
                if (mmx) {
                    cpu.x87.setMmx(insn.reg & 7, result);
                } else {
                    cpu.vector.xmm[2 * insn.reg] = result;
                    cpu.vector.xmm[2 * insn.reg + 1] = 0;
                }
            };
        };
    }

    /** Doublewords to doublewords: a whole XMM register, or the low half when source or destination is an MMX register. */
    private static RowBinding doublewords(Element f) {
        return row -> {
            VectorSource source = VectorSource.of(row);
            if (!row.is(Row.Attribute.MMX)) {
                return PackedFloat.packed((dl, dh, sl, sh, imm, half, c) -> both(f, half == 0 ? sl : sh, c)).bind(row);
            }
            boolean toMmx = SimdForms.isMmx(row);
            return (cpu, insn) -> {
                long s = source.readLow(cpu, insn);
                FloatContext c = FloatExceptions.begin(cpu);
                long result = both(f, s, c);
                enterMmx(cpu, toMmx || !insn.memory);
                FloatExceptions.settle(cpu, c);
                if (toMmx) {
                    cpu.x87.setMmx(insn.reg & 7, result);
                } else {
                    cpu.vector.xmm[2 * insn.reg] = result;
                }
            };
        };
    }

    private static RowBinding scalar(FloatFormat to) {
        return row -> {
            VectorSource source = VectorSource.of(row);
            return (cpu, insn) -> {
                long value = source.readLow(cpu, insn);
                long[] xmm = cpu.vector.xmm;
                xmm[2 * insn.reg] = PlainConvert.convert(to, value, xmm[2 * insn.reg], cpu);
            };
        };
    }

    private static Semantics fromGeneral(Row row, FloatFormat to) {
        int width = row.operands().get(1).size();
        return (cpu, insn) -> {
            long value = insn.memory ? cpu.mmu.load(cpu.readAddress(insn, width / 8), width / 8) : cpu.r[insn.rm];
            long[] xmm = cpu.vector.xmm;
            xmm[2 * insn.reg] = PlainConvert.fromInteger(to, width == 32 ? (int) value : value, xmm[2 * insn.reg], cpu);
        };
    }

    private static Semantics toGeneral(Row row, FloatFormat from, boolean truncating) {
        int width = row.operands().getFirst().size();
        VectorSource source = VectorSource.of(row);
        return (cpu, insn) -> {
            long value = source.readLow(cpu, insn);
            cpu.setRegister(insn.reg, width, PlainConvert.toInteger(from, value, width, truncating, cpu));
        };
    }
}
