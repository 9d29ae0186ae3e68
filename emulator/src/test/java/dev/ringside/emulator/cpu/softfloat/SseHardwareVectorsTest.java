package dev.ringside.emulator.cpu.softfloat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * The SSE operations answer what a real processor (Intel, family 6 model 85) answered.
 *
 * <p>A vector has 40 bytes, little-endian: operation, with bit 5 for float64; immediate; whether it trapped; 0; MXCSR before (4); operands
 * a and b (8 each); result (8); MXCSR after (4); EFLAGS after (4).
 */
class SseHardwareVectorsTest {
    private static final int SIZE = 40;
    private static final int LEAST_PER_OPERATION = 200;

    /** The operations in the order of their numbers. */
    private enum Operation {
        ADD(SseArithmetic::add),
        SUBTRACT(SseArithmetic::subtract),
        MULTIPLY(SseArithmetic::multiply),
        DIVIDE(SseArithmetic::divide),
        SQUARE_ROOT((f, a, b, c) -> SseArithmetic.squareRoot(f, b, c)),
        MINIMUM(SseArithmetic::minimum),
        MAXIMUM(SseArithmetic::maximum),
        COMIS(null),
        UCOMIS(null),
        COMPARE(null),
        FROM_INT32((f, a, b, c) -> SseConversion.fromInteger(f, b, c)),
        FROM_INT64((f, a, b, c) -> SseConversion.fromInteger(f, b, c)),
        TO_INT32((f, a, b, c) -> SseConversion.toInteger(f, b, 32, c.rounding, c) & 0xFFFFFFFFL),
        TRUNCATE_INT32((f, a, b, c) -> SseConversion.toInteger(f, b, 32, FloatContext.TOWARD_ZERO, c) & 0xFFFFFFFFL),
        TO_INT64((f, a, b, c) -> SseConversion.toInteger(f, b, 64, c.rounding, c)),
        TRUNCATE_INT64((f, a, b, c) -> SseConversion.toInteger(f, b, 64, FloatContext.TOWARD_ZERO, c)),
        CONVERT((f, a, b, c) -> SseConversion.convert(f, f == FloatFormat.SINGLE ? FloatFormat.DOUBLE : FloatFormat.SINGLE, b, c)),
        ROUND(null),
        PACKED(null);

        final SseArithmetic.Binary function;

        Operation(SseArithmetic.Binary function) {
            this.function = function;
        }
    }

    private record Vector(Operation operation, FloatFormat format, int immediate, boolean trapped, int mxcsr, long a, long b, long result,
            int mxcsrAfter, int eflags) {
    }

    @Test
    void everyOperationGivesTheResultAndTheFlagsOfTheRealProcessor() throws IOException {
        FloatContext c = new FloatContext();
        for (Vector v : vectors()) {
            c.loadMxcsr(v.mxcsr);
            long result = compute(v, c);
            assertEquals(v.trapped, c.unmasked(), () -> "trap of " + v);
            assertEquals(v.mxcsrAfter, v.mxcsr | c.reportedFlags(), () -> "MXCSR of " + v);
            if (!v.trapped) {
                assertEquals(v.operation == Operation.COMIS || v.operation == Operation.UCOMIS ? v.eflags : v.result, result,
                        () -> "result of " + v);
            }
        }
    }

    @Test
    void everyOperationIsSampledInBothFormats() throws IOException {
        List<Vector> vectors = vectors();
        for (Operation operation : Operation.values()) {
            for (FloatFormat format : FloatFormat.values()) {
                long count = vectors.stream().filter(v -> v.operation == operation && v.format == format).count();
                assertTrue(count >= LEAST_PER_OPERATION, operation + " " + format + ": " + count);
            }
        }
    }

    private static long compute(Vector v, FloatContext c) {
        return switch (v.operation) {
            case COMIS -> eflags(SseComparison.compare(v.format, v.a, v.b, true, c));
            case UCOMIS -> eflags(SseComparison.compare(v.format, v.a, v.b, false, c));
            case COMPARE -> SseComparison.holds(v.format, v.immediate, v.a, v.b, c) ? -1L >>> 64 - v.format.width : 0;
            case ROUND -> SseConversion.toIntegral(v.format, v.b, (v.immediate & 4) != 0 ? c.rounding : v.immediate & 3,
                    (v.immediate & 8) != 0, c);
            case PACKED -> packed(v, c);
            default -> v.operation.function.apply(v.format, v.a, v.b, c);
        };
    }

    /** ADDPS, recorded as the float64 variant, and DIVPS, whose upper two elements were 0/0. */
    private static long packed(Vector v, FloatContext c) {
        boolean add = v.format == FloatFormat.DOUBLE;
        SseArithmetic.Binary function = add ? SseArithmetic::add : SseArithmetic::divide;
        if (!add) {
            SseArithmetic.divide(FloatFormat.SINGLE, 0, 0, c);
        }
        return function.apply(FloatFormat.SINGLE, v.a & 0xFFFFFFFFL, v.b & 0xFFFFFFFFL, c)
                | function.apply(FloatFormat.SINGLE, v.a >>> 32, v.b >>> 32, c) << 32;
    }

    private static long eflags(int relation) {
        return switch (relation) {
            case SseComparison.LESS -> 0x01;
            case SseComparison.EQUAL -> 0x40;
            case SseComparison.GREATER -> 0;
            default -> 0x45;
        };
    }

    private static List<Vector> vectors() throws IOException {
        try (InputStream in = new GZIPInputStream(SseHardwareVectorsTest.class.getResourceAsStream("sse.vectors.gz"))) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            List<Vector> vectors = new ArrayList<>();
            while (bytes.remaining() >= SIZE) {
                int operation = bytes.get();
                int immediate = bytes.get();
                boolean trapped = bytes.getShort() != 0;
                vectors.add(new Vector(Operation.values()[operation & 31], operation >= 32 ? FloatFormat.DOUBLE : FloatFormat.SINGLE,
                        immediate, trapped, bytes.getInt(), bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getInt(),
                        bytes.getInt()));
            }
            return vectors;
        }
    }
}
