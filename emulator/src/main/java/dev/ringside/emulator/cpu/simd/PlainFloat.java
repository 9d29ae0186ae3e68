package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.simd.Lane.DOUBLEWORD;
import static dev.ringside.emulator.cpu.softfloat.FloatFormat.DOUBLE;
import static dev.ringside.emulator.cpu.softfloat.FloatFormat.SINGLE;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.softfloat.Arithmetic;
import dev.ringside.emulator.cpu.softfloat.FloatContext;
import dev.ringside.emulator.cpu.softfloat.FloatFormat;
import dev.ringside.emulator.cpu.softfloat.HostArithmetic;

/**
 * The arithmetic instructions that the host may carry out as long as operands and results are plain; all others get exact arithmetic.
 * Generated code calls these methods, too, with constants for operation and format.
 */
public final class PlainFloat {
    private static final long SINGLE_MASK = 0xFFFFFFFFL;

    private PlainFloat() {}

    static void register(SimdTable table) {
        forms(table, "ADD", Arithmetic.ADD);
        forms(table, "SUB", Arithmetic.SUBTRACT);
        forms(table, "MUL", Arithmetic.MULTIPLY);
        forms(table, "DIV", Arithmetic.DIVIDE);
        forms(table, "MIN", Arithmetic.MINIMUM);
        forms(table, "MAX", Arithmetic.MAXIMUM);
        forms(table, "SQRT", Arithmetic.SQUARE_ROOT);
    }

    private static void forms(SimdTable table, String name, Arithmetic op) {
        table.add(packedForm(op, SINGLE), name + "PS");
        table.add(packedForm(op, DOUBLE), name + "PD");
        table.add(scalarForm(op, SINGLE), name + "SS");
        table.add(scalarForm(op, DOUBLE), name + "SD");
    }

    private static RowBinding packedForm(Arithmetic op, FloatFormat format) {
        return row -> {
            VectorSource source = VectorSource.of(row);
            return (cpu, insn) -> {
                source.read(cpu, insn);
                packed(op, format, 2 * insn.reg, cpu.vector.low, cpu.vector.high, cpu);
            };
        };
    }

    private static RowBinding scalarForm(Arithmetic op, FloatFormat format) {
        return row -> {
            VectorSource source = VectorSource.of(row);
            return (cpu, insn) -> {
                long b = source.readLow(cpu, insn);
                long[] xmm = cpu.vector.xmm;
                xmm[2 * insn.reg] = scalar(op, format, xmm[2 * insn.reg], b, cpu);
            };
        };
    }

    /**
     * A scalar instruction.
     *
     * @param a low half of the destination register
     * @param b low half of the source; of a single, the upper 32 bits do not count
     * @return the low half of the result: of a single, the upper 32 bits are those of {@code a}
     * @throws dev.ringside.emulator.cpu.Fault for an unmasked exception, nothing but MXCSR having changed
     */
    public static long scalar(Arithmetic op, FloatFormat format, long a, long b, Cpu cpu) {
        long result = HostArithmetic.compute(op, format, a, b);
        if (!HostArithmetic.suffices(cpu.vector.mxcsr) || !HostArithmetic.plain(op, format, a, b, result)) {
            result = reconsidered(op, format, a, b, result, cpu);
        }
        return format == DOUBLE ? result : a & ~SINGLE_MASK | result;
    }

    private static long reconsidered(Arithmetic op, FloatFormat format, long a, long b, long hosts, Cpu cpu) {
        if (HostArithmetic.sufficesWhenExact(cpu.vector.mxcsr) && HostArithmetic.plain(op, format, a, b, hosts)
                && HostArithmetic.exact(op, format, a, b, hosts)) {
            return hosts;
        }
        long mask = format == DOUBLE ? -1L : SINGLE_MASK;
        FloatContext c = FloatExceptions.begin(cpu);
        long result = op.exactly(format, a & mask, b & mask, c);
        FloatExceptions.settle(cpu, c);
        return result;
    }

    /**
     * A packed instruction: exceptions of all elements are found before any of them is written.
     *
     * @param to index of the destination register's low half
     * @param low low half of the source
     * @param high high half of the source
     * @throws dev.ringside.emulator.cpu.Fault for an unmasked exception, nothing but MXCSR having changed
     */
    public static void packed(Arithmetic op, FloatFormat format, int to, long low, long high, Cpu cpu) {
        long[] xmm = cpu.vector.xmm;
        long a = xmm[to];
        long b = xmm[to + 1];
        if (HostArithmetic.suffices(cpu.vector.mxcsr)) {
            long lowResult = half(op, format, a, low);
            long highResult = half(op, format, b, high);
            if (plainHalf(op, format, a, low, lowResult) && plainHalf(op, format, b, high, highResult)) {
                xmm[to] = lowResult;
                xmm[to + 1] = highResult;
                return;
            }
        }
        packedExactly(op, format, to, low, high, cpu);
    }

    private static long half(Arithmetic op, FloatFormat format, long a, long b) {
        return format == DOUBLE ? HostArithmetic.compute(op, DOUBLE, a, b)
                : HostArithmetic.compute(op, SINGLE, a, b) | HostArithmetic.compute(op, SINGLE, a >>> 32, b >>> 32) << 32;
    }

    private static boolean plainHalf(Arithmetic op, FloatFormat format, long a, long b, long result) {
        return format == DOUBLE ? HostArithmetic.plain(op, DOUBLE, a, b, result)
                : HostArithmetic.plain(op, SINGLE, a, b, result) && HostArithmetic.plain(op, SINGLE, a >>> 32, b >>> 32, result >>> 32);
    }

    private static void packedExactly(Arithmetic op, FloatFormat format, int to, long low, long high, Cpu cpu) {
        long[] xmm = cpu.vector.xmm;
        FloatContext c = FloatExceptions.begin(cpu);
        long lowResult = halfExactly(op, format, xmm[to], low, c);
        long highResult = halfExactly(op, format, xmm[to + 1], high, c);
        FloatExceptions.settle(cpu, c);
        xmm[to] = lowResult;
        xmm[to + 1] = highResult;
    }

    private static long halfExactly(Arithmetic op, FloatFormat format, long a, long b, FloatContext c) {
        return format == DOUBLE ? op.exactly(DOUBLE, a, b, c)
                : op.exactly(SINGLE, a & DOUBLEWORD.mask, b & DOUBLEWORD.mask, c) | op.exactly(SINGLE, a >>> 32, b >>> 32, c) << 32;
    }
}
