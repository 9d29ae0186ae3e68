package dev.ringside.emulator.cpu.x87;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.isa.Undefined;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every x87 instruction leaves registers, tags, status word, memory and EFLAGS as a real processor (Intel, family 6 model 85) left them,
 * with masked and unmasked exceptions, full and empty registers, all roundings and precisions. Only the transcendentals may differ: by
 * one unit in the last place, and in C1, which tells which way they were rounded.
 *
 * <p>A vector has 212 bytes, little-endian: two opcode bytes; before the instruction control, status and tag word (2 each), ST(0) to ST(7)
 * (10 each), 16 bytes at EDI, EFLAGS (4); after it status and tag word, ST(0) to ST(7), 16 bytes at EDI, EFLAGS.
 */
class X87HardwareVectorsTest {
    private static final int SIZE = 212;
    private static final int MEMORY_BYTES = 10;
    private static final int LEAST_PER_OPCODE = 100;
    private static final int FLDCW = 0xD92F;

    private static ByteBuffer vectors;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = new GZIPInputStream(X87HardwareVectorsTest.class.getResourceAsStream("x87.vectors.gz"))) {
            vectors = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    @Test
    void everyInstructionDoesWhatTheRealProcessorDid() {
        X87TestMachine machine = new X87TestMachine();
        for (int at = 0; at < vectors.limit(); at += SIZE) {
            replay(machine, vectors.slice(at, SIZE).order(ByteOrder.LITTLE_ENDIAN));
        }
    }

    @Test
    void everyOpcodeIsSampled() {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int at = 0; at < vectors.limit(); at += SIZE) {
            counts.merge((vectors.get(at) & 0xFF) << 8 | vectors.get(at + 1) & 0xFF, 1, Integer::sum);
        }
        assertEquals(139, counts.size());
        counts.forEach((opcode, count) -> assertTrue(count >= LEAST_PER_OPCODE, Integer.toHexString(opcode) + ": " + count));
    }

    private static void replay(X87TestMachine machine, ByteBuffer v) {
        X87State state = machine.cpu.x87;
        int first = v.get() & 0xFF;
        int second = v.get() & 0xFF;
        state.controlWord(v.getShort());
        state.statusWord(v.getShort());
        state.tagWord(v.getShort());
        for (int i = 0; i < 8; i++) {
            state.mantissa[state.physical(i)] = v.getLong();
            state.signExponent[state.physical(i)] = v.getShort() & 0xFFFF;
        }
        for (int i = 0; i < 16; i++) {
            machine.setData(i, 1, v.get());
        }
        machine.cpu.flags.setArithmetic(v.getInt());
        machine.run(first, second);
        boolean approximate = machine.decode(first, second).row.undefined().contains(Undefined.WITHIN_1_ULP);
        compare(machine, v, approximate, first << 8 | second);
    }

    private static void compare(X87TestMachine machine, ByteBuffer v, boolean approximate, int opcode) {
        String name = Integer.toHexString(opcode) + " in vector " + hex(v);
        X87State state = machine.cpu.x87;
        int mask = approximate ? ~X87State.C1 : ~0;
        assertEquals(v.getShort() & 0xFFFF & mask, state.statusWord() & mask, () -> "status word after " + name);
        assertEquals(v.getShort() & 0xFFFF, state.tagWord(), () -> "tag word after " + name);
        for (int i = 0; i < 8; i++) {
            long mantissa = v.getLong();
            int signExponent = v.getShort() & 0xFFFF;
            int physical = state.physical(i);
            long ulps = distance(mantissa, signExponent, state.mantissa[physical], state.signExponent[physical]);
            assertTrue(ulps == 0 || approximate && i < 2 && Math.abs(ulps) <= 1, "ST(" + i + ") after " + name);
        }
        for (int i = 0; i < MEMORY_BYTES; i++) {
            assertEquals(v.get() & 0xFFL, machine.data(i, 1), "memory after " + name);
        }
        if (opcode == FLDCW) {
            v.position(v.position() + 2);
            assertEquals(v.getShort() & 0xFFFF, state.controlWord(), () -> "control word after " + name);
        }
        v.position(SIZE - 4);
        assertEquals(v.getInt() & Flags.ARITHMETIC, machine.cpu.flags.arithmetic(), () -> "EFLAGS after " + name);
    }

    /** How many units in the last place two values of the same sign are apart; many when they cannot be compared so. */
    private static long distance(long ma, int sa, long mb, int sb) {
        if (sa == sb) {
            return ma - mb;
        }
        boolean neighbours = sa == sb + 1 && ma == Long.MIN_VALUE && mb == -1L || sb == sa + 1 && mb == Long.MIN_VALUE && ma == -1L;
        return neighbours ? 1 : Long.MAX_VALUE;
    }

    private static String hex(ByteBuffer v) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 28; i++) {
            text.append(String.format("%02x", v.get(i)));
        }
        return text.toString();
    }
}
