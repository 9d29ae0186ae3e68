package dev.ringside.emulator.cpu.softfloat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.Fault;
import dev.ringside.emulator.cpu.Ports;
import dev.ringside.emulator.cpu.simd.FlagComparisons;
import dev.ringside.emulator.cpu.simd.PlainConvert;
import dev.ringside.emulator.cpu.simd.PlainFloat;
import dev.ringside.emulator.isa.Feature;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.EnumSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the host computes for SSE, and the short ways of the x87's conversions, never differ from exact arithmetic: results, flags, traps. Every test
 * runs often enough for the methods to be compiled on the way.
 */
class PlainArithmeticTest {
    private static final int ROUNDS = 60_000;
    private static final long SINGLE = 0xFFFFFFFFL;

    private final FloatContext exact = new FloatContext();
    private final FloatContext plain = new FloatContext();
    private Cpu cpu;

    @BeforeEach
    void makeProcessor() {
        cpu = new Cpu(0, new CpuModel("test", EnumSet.allOf(Feature.class)), new PhysicalMemory(1 << 20, 0), new Ports() {
            @Override
            public int in(int port, int size) {
                return -1;
            }

            @Override
            public void out(int port, int size, int value) { }
        });
    }

    /** Checks an operation on the processor against one that is exact, from the same MXCSR. */
    private void compare(int mxcsr, LongSupplier operation, ToLongFunction<FloatContext> reference, Supplier<String> what) {
        exact.loadMxcsr(mxcsr);
        exact.hostSuffices = false;
        long expected = reference.applyAsLong(exact);
        cpu.vector.mxcsr = mxcsr;
        boolean trapped = false;
        long found = expected;
        try {
            found = operation.getAsLong();
        } catch (Fault f) {
            trapped = true;
        }
        if (trapped != exact.unmasked() || found != expected && !trapped || cpu.vector.mxcsr != (mxcsr | exact.reportedFlags())) {
            assertEquals(String.format("%x %x %b", expected, mxcsr | exact.reportedFlags(), exact.unmasked()),
                    String.format("%x %x %b", found, cpu.vector.mxcsr, trapped), () -> what.get() + " from MXCSR " + Integer.toHexString(mxcsr));
        }
    }

    private static long only(FloatFormat format, long value) {
        return format == FloatFormat.SINGLE ? value & SINGLE : value;
    }

    private static long merged(FloatFormat format, long old, long result) {
        return format == FloatFormat.SINGLE ? old & ~SINGLE | result : result;
    }

    private static String text(Object op, FloatFormat format, long a, long b) {
        return String.format("%s %s %x %x", op, format, a, b);
    }

    @ParameterizedTest
    @EnumSource
    void scalarArithmeticIsExact(Arithmetic op) {
        RandomOperands random = new RandomOperands(op.ordinal());
        for (int i = 0; i < ROUNDS; i++) {
            FloatFormat format = FloatFormat.values()[i & 1];
            long a = random.operand(format);
            long b = random.operand(format);
            compare(random.mxcsr(), () -> PlainFloat.scalar(op, format, a, b, cpu),
                    c -> merged(format, a, op.exactly(format, only(format, a), only(format, b), c)), () -> text(op, format, a, b));
        }
    }

    @ParameterizedTest
    @EnumSource
    void packedArithmeticIsExact(Arithmetic op) {
        RandomOperands random = new RandomOperands(100 + op.ordinal());
        long[] xmm = cpu.vector.xmm;
        for (int i = 0; i < ROUNDS; i++) {
            FloatFormat format = FloatFormat.values()[i & 1];
            long[] a = new long[4];
            long[] b = new long[4];
            for (int k = 0; k < 4; k++) {
                a[k] = random.operand(format);
                b[k] = random.operand(format);
            }
            compare(random.mxcsr(), () -> {
                xmm[2] = half(format, a, 0);
                xmm[3] = half(format, a, 1);
                PlainFloat.packed(op, format, 2, half(format, b, 0), half(format, b, 1), cpu);
                return 31 * xmm[2] + xmm[3];
            }, c -> {
                long[] r = new long[4];
                for (int k = 0; k < (format == FloatFormat.SINGLE ? 4 : 2); k++) {
                    r[k] = op.exactly(format, only(format, a[k]), only(format, b[k]), c);
                }
                return 31 * half(format, r, 0) + half(format, r, 1);
            }, () -> text(op, format, a[0], b[0]));
        }
    }

    private static long half(FloatFormat format, long[] elements, int half) {
        return format == FloatFormat.DOUBLE ? elements[half] : elements[2 * half] & SINGLE | elements[2 * half + 1] << 32;
    }

    @Test
    void comparisonsAreExact() {
        RandomOperands random = new RandomOperands(200);
        for (int i = 0; i < ROUNDS; i++) {
            FloatFormat format = FloatFormat.values()[i & 1];
            boolean quietIsInvalid = (i & 2) != 0;
            long a = random.operand(format);
            long b = (i & 12) == 0 ? a : random.operand(format);
            compare(random.mxcsr(), () -> PlainConvert.compare(format, a, b, quietIsInvalid, cpu),
                    c -> FlagComparisons.flags(SseComparison.compare(format, only(format, a), only(format, b), quietIsInvalid, c)),
                    () -> text("compare", format, a, b));
        }
    }

    @Test
    void conversionsAreExact() {
        RandomOperands random = new RandomOperands(300);
        for (int i = 0; i < ROUNDS; i++) {
            FloatFormat format = FloatFormat.values()[i & 1];
            FloatFormat other = FloatFormat.values()[~i & 1];
            int width = (i & 2) != 0 ? 64 : 32;
            boolean truncating = (i & 4) != 0;
            long a = random.operand(format);
            long old = random.integer();
            long integer = width == 64 ? random.integer() : (int) random.integer();
            compare(random.mxcsr(), () -> PlainConvert.toInteger(format, a, width, truncating, cpu),
                    c -> SseConversion.toInteger(format, only(format, a), width, truncating ? FloatContext.TOWARD_ZERO : c.rounding, c),
                    () -> text("to integer", format, a, width));
            compare(random.mxcsr(), () -> PlainConvert.fromInteger(format, integer, old, cpu),
                    c -> merged(format, old, SseConversion.fromInteger(format, integer, c)), () -> text("from integer", format, integer, old));
            compare(random.mxcsr(), () -> PlainConvert.convert(other, a, old, cpu),
                    c -> merged(other, old, SseConversion.convert(format, other, only(format, a), c)), () -> text("convert", format, a, old));
        }
    }

    @Test
    void extendedStoresAreExact() {
        RandomOperands random = new RandomOperands(500);
        for (int i = 0; i < 2 * ROUNDS; i++) {
            FloatFormat format = FloatFormat.values()[i & 1];
            long a = random.mantissa();
            int sa = (i & 2) == 0 ? random.signExponent()
                    : ExtendedFormat.BIAS - format.maximumExponent - 2 + random.below(4) + random.below(2) * 2 * format.maximumExponent;
            int control = random.controlWord();
            exact.loadControlWord(control);
            exact.shortWays = false;
            plain.loadControlWord(control);
            long expected = ExtendedConversion.narrow(format, a, sa, exact);
            long found = ExtendedConversion.narrow(format, a, sa, plain);
            assertEquals(expected, found, () -> String.format("%s %x %x", format, a, sa));
            assertEquals(exact.flags, plain.flags, () -> String.format("flags of %s %x %x", format, a, sa));
            assertEquals(exact.roundedUp, plain.roundedUp, () -> String.format("C1 of %s %x %x", format, a, sa));
        }
    }

    @Test
    void whatIsLoadedIsTheNumberThatWasStored() {
        RandomOperands random = new RandomOperands(600);
        int numbers = 0;
        for (int i = 0; i < ROUNDS; i++) {
            FloatFormat format = FloatFormat.values()[i & 1];
            long value = random.operand(format);
            exact.loadControlWord(0x37F);
            exact.shortWays = false;
            ExtendedConversion.widen(format, value, exact);
            assertEquals(format.isDenormal(value), exact.denormalSource);
            if (!format.isNaN(value)) {
                assertEquals(only(format, value), ExtendedConversion.narrow(format, exact.mantissa, exact.signExponent, exact));
                numbers++;
            }
        }
        assertTrue(numbers > ROUNDS / 2);
    }
}
