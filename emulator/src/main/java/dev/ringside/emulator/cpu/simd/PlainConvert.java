package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.softfloat.FloatFormat.DOUBLE;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.softfloat.FloatContext;
import dev.ringside.emulator.cpu.softfloat.FloatFormat;
import dev.ringside.emulator.cpu.softfloat.HostArithmetic;
import dev.ringside.emulator.cpu.softfloat.SseComparison;
import dev.ringside.emulator.cpu.softfloat.SseConversion;

/**
 * Scalar conversions and comparisons that the host may carry out as long as operands and results are plain; all others get exact
 * arithmetic. Generated code calls these methods, too, with constants for formats and widths.
 */
public final class PlainConvert {
    private static final long SINGLE_MASK = 0xFFFFFFFFL;

    /** Integers up to this magnitude are exact in a double, and in a single. */
    private static final long EXACT_IN_DOUBLE = 1L << 53, EXACT_IN_SINGLE = 1L << 24;

    /** No single and no double of at least this magnitude is denormal. */
    private static final double NORMAL = 0x1p-126;

    private PlainConvert() {}

    /**
     * CVTSI2SS, CVTSI2SD.
     *
     * @param value the integer; 32-bit sources are sign-extended
     * @param old low half of the destination register
     * @return the low half of the result: of a single, the upper 32 bits are those of {@code old}
     * @throws dev.ringside.emulator.cpu.Fault for an unmasked exception, nothing but MXCSR having changed
     */
    public static long fromInteger(FloatFormat format, long value, long old, Cpu cpu) {
        long most = format == DOUBLE ? EXACT_IN_DOUBLE : EXACT_IN_SINGLE;
        long result;
        if (value >= -most && value <= most) {
            result = format == DOUBLE ? Double.doubleToRawLongBits(value) : Float.floatToRawIntBits(value) & SINGLE_MASK;
        } else {
            FloatContext c = FloatExceptions.begin(cpu);
            result = SseConversion.fromInteger(format, value, c);
            FloatExceptions.settle(cpu, c);
        }
        return merged(format, old, result);
    }

    /**
     * CVTSS2SI, CVTSD2SI, CVTTSS2SI, CVTTSD2SI.
     *
     * @param value low half of the source
     * @param width 32 or 64, of the integer
     * @return the integer, sign-extended
     * @throws dev.ringside.emulator.cpu.Fault for an unmasked exception, nothing but MXCSR having changed
     */
    public static long toInteger(FloatFormat format, long value, int width, boolean truncating, Cpu cpu) {
        double number = format == DOUBLE ? Double.longBitsToDouble(value) : Float.intBitsToFloat((int) value);
        double magnitude = Math.abs(number);
        if ((magnitude >= NORMAL || magnitude == 0) && magnitude < (width == 32 ? 0x1p31 - 1 : 0x1p62)) {
            long integer = (long) (truncating ? number : Math.rint(number));
            boolean exact = integer == number;
            if (exact || HostArithmetic.suffices(cpu.vector.mxcsr)) {
                return integer;
            }
        }
        FloatContext c = FloatExceptions.begin(cpu);
        long operand = format == DOUBLE ? value : value & SINGLE_MASK;
        long result = SseConversion.toInteger(format, operand, width, truncating ? FloatContext.TOWARD_ZERO : c.rounding, c);
        FloatExceptions.settle(cpu, c);
        return result;
    }

    /**
     * CVTSS2SD, CVTSD2SS.
     *
     * @param to the result's format; the operand has the other
     * @param value low half of the source
     * @param old low half of the destination register
     * @return the low half of the result: of a single, the upper 32 bits are those of {@code old}
     * @throws dev.ringside.emulator.cpu.Fault for an unmasked exception, nothing but MXCSR having changed
     */
    public static long convert(FloatFormat to, long value, long old, Cpu cpu) {
        if (to == DOUBLE) {
            double wide = Float.intBitsToFloat((int) value);
            if (wide == 0 || Math.abs(wide) >= NORMAL && Math.abs(wide) <= Float.MAX_VALUE) {
                return Double.doubleToRawLongBits(wide);
            }
        } else {
            double wide = Double.longBitsToDouble(value);
            float narrow = (float) wide;
            if ((wide == 0 || Math.abs(wide) >= 2 * NORMAL) && Math.abs(narrow) <= Float.MAX_VALUE
                    && (narrow == wide || HostArithmetic.suffices(cpu.vector.mxcsr))) {
                return merged(to, old, Float.floatToRawIntBits(narrow) & SINGLE_MASK);
            }
        }
        FloatFormat from = to == DOUBLE ? FloatFormat.SINGLE : DOUBLE;
        FloatContext c = FloatExceptions.begin(cpu);
        long result = SseConversion.convert(from, to, to == DOUBLE ? value & SINGLE_MASK : value, c);
        FloatExceptions.settle(cpu, c);
        return merged(to, old, result);
    }

    /**
     * COMISx and UCOMISx.
     *
     * @param a low half of the first operand
     * @param b low half of the second
     * @param quietIsInvalid whether a QNaN raises IE: true for COMISx
     * @return the arithmetic flags of EFLAGS
     * @throws dev.ringside.emulator.cpu.Fault for an unmasked exception, nothing but MXCSR having changed
     */
    public static int compare(FloatFormat format, long a, long b, boolean quietIsInvalid, Cpu cpu) {
        if (HostArithmetic.ordered(format, a, b)) {
            if (format == DOUBLE) {
                double first = Double.longBitsToDouble(a);
                double second = Double.longBitsToDouble(b);
                return first > second ? 0 : first < second ? Flags.CF : Flags.ZF;
            }
            float first = Float.intBitsToFloat((int) a);
            float second = Float.intBitsToFloat((int) b);
            return first > second ? 0 : first < second ? Flags.CF : Flags.ZF;
        }
        long mask = format == DOUBLE ? -1L : SINGLE_MASK;
        FloatContext c = FloatExceptions.begin(cpu);
        int relation = SseComparison.compare(format, a & mask, b & mask, quietIsInvalid, c);
        FloatExceptions.settle(cpu, c);
        return FlagComparisons.flags(relation);
    }

    private static long merged(FloatFormat format, long old, long result) {
        return format == DOUBLE ? result : old & ~SINGLE_MASK | result;
    }
}
