package dev.ringside.emulator.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** A vector file says again what was written, and a damaged one is refused with a message. */
class VectorFileTest {
    private static final VectorHeader HEADER = new VectorHeader(64, new int[] {0, 0x33, 0x2B, 0, 0, 0}, 0x50654, 0x40, "A processor", 7);

    private static TestVector vector(long seed) {
        Random random = new Random(seed);
        MachineState before = new MachineState();
        for (int i = 0; i < 16; i++) {
            before.register(i, random.nextLong());
        }
        before.rip(MemoryWindows.CODE + 1);
        MachineState after = before.copy();
        after.register(3, 5);
        after.xmm(15, 1, -1);
        List<MemoryPatch> memory = List.of(new MemoryPatch(0x8000, new byte[] {1, 2}), new MemoryPatch(0xBFFF, new byte[] {3}));
        Ending ending = random.nextBoolean() ? Ending.NORMAL : new Ending(14, 7, 0x7FFFFFFFF000L);
        return new TestVector(new TestCase(new byte[] {0x48, (byte) 0x90}, random.nextBoolean(), before, memory), ending, after, List.of());
    }

    private static byte[] file(int vectors) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (VectorWriter writer = new VectorWriter(out, HEADER)) {
            for (int i = 0; i < vectors; i++) {
                writer.write(vector(i));
            }
        }
        return out.toByteArray();
    }

    private static byte[] unpack(byte[] file) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes();
    }

    private static VectorReader reader(byte[] unpacked) throws IOException, VectorFileException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(unpacked);
        }
        return new VectorReader(new ByteArrayInputStream(packed.toByteArray()), "test");
    }

    private static int count(VectorReader reader) throws VectorFileException {
        int count = 0;
        while (reader.next() != null) {
            count++;
        }
        return count;
    }

    @Test
    void whatIsWrittenIsRead() throws IOException, VectorFileException {
        VectorReader reader = new VectorReader(new ByteArrayInputStream(file(20)), "test");
        assertEquals(HEADER.brand(), reader.header().brand());
        assertEquals(0x33, reader.header().selectors()[1]);
        assertTrue(reader.header().dataPointerOnExceptionsOnly());
        for (int i = 0; i < 20; i++) {
            TestVector expected = vector(i);
            TestVector found = reader.next();
            assertTrue(Arrays.equals(expected.test().code(), found.test().code()));
            assertEquals(expected.test().branch(), found.test().branch());
            assertEquals(expected.test().initial(), found.test().initial());
            assertEquals(expected.test().memory(), found.test().memory());
            assertEquals(expected.ending(), found.ending());
            assertEquals(expected.result(), found.result());
        }
        assertNull(reader.next());
    }

    @Test
    void aFileThatEndsInsideAVectorIsRefused() throws IOException, VectorFileException {
        byte[] whole = unpack(file(1));
        int header = unpack(file(0)).length;
        for (int length = header + 1; length < whole.length; length++) {
            VectorReader reader = reader(Arrays.copyOf(whole, length));
            VectorFileException e = assertThrows(VectorFileException.class, reader::next);
            assertTrue(e.getMessage().contains("expected") && e.getMessage().contains("found"), e.getMessage());
        }
    }

    @Test
    void anotherVersionIsRefused() throws IOException {
        byte[] bytes = unpack(file(1));
        bytes[VectorWriter.MAGIC.length()]++;
        VectorFileException e = assertThrows(VectorFileException.class, () -> reader(bytes));
        assertTrue(e.getMessage().contains("expected version 1, found version 2"), e.getMessage());
    }

    @Test
    void damageIsReadOrRefusedButNeverCrashes() throws IOException {
        byte[] whole = unpack(file(5));
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                assertNotNull(count(reader(damaged)));
            } catch (VectorFileException e) {
                refused++;
            }
        }
        assertTrue(refused > 300, "refused " + refused);
    }
}
