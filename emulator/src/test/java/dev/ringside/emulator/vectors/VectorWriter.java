package dev.ringside.emulator.vectors;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a vector file: gzip of a header and a row of vectors. Numbers are little-endian; "varint" is an unsigned number
 * of seven bits a byte, least significant first.
 *
 * <pre>
 * header  8 bytes  "RSVECTOR"
 *         2        version, {@link #VERSION}
 *         2        code size, 32 or 64
 *         6 * 2    selectors of ES, CS, SS, DS, FS, GS
 *         4, 4     CPUID leaf 1 EAX, leaf 7 EBX of the processor
 *         48       its brand string, zero-padded
 *         8        seed
 * vector  1        length of the instruction; bit 7: it may branch
 *                  the instruction
 *         delta    initial state against the previous vector's initial state, at first against zeros
 *         patches  memory that differs from the pattern of {@link MemoryWindows}
 *         1        vector of the exception, FF when there was none
 *         varint   error code, of an exception only
 *         varint   CR2, of a page fault only
 *         delta    final state against initial state
 *         patches  memory that changed
 * delta   runs of (varint length, varint distance from the end of the last run, bytes), ended by a length of 0
 * patches varint number, then each varint address, varint length, bytes
 * </pre>
 */
final class VectorWriter implements Closeable {
    static final String MAGIC = "RSVECTOR";
    static final int VERSION = 1;
    static final int BRAND_LENGTH = 48;
    static final int BRANCH = 0x80;

    private final OutputStream out;
    private final VectorBytes bytes = new VectorBytes();
    private byte[] previous = new byte[MachineState.SIZE];

    VectorWriter(OutputStream target, VectorHeader header) throws IOException {
        out = new GZIPOutputStream(target, 1 << 16);
        bytes.bytes(MAGIC.getBytes(StandardCharsets.US_ASCII), 0, MAGIC.length());
        bytes.little(VERSION, 2);
        bytes.little(header.mode(), 2);
        for (int selector : header.selectors()) {
            bytes.little(selector, 2);
        }
        bytes.little(header.signature(), 4);
        bytes.little(header.structuredFeatures(), 4);
        byte[] brand = header.brand().getBytes(StandardCharsets.US_ASCII);
        bytes.bytes(java.util.Arrays.copyOf(brand, BRAND_LENGTH), 0, BRAND_LENGTH);
        bytes.little(header.seed(), 8);
        out.write(bytes.take());
    }

    void write(TestVector vector) throws IOException {
        TestCase test = vector.test();
        bytes.u8(test.code().length | (test.branch() ? BRANCH : 0));
        bytes.bytes(test.code(), 0, test.code().length);
        StateDelta.write(bytes, previous, test.initial().image());
        previous = test.initial().image();
        patches(test.memory());
        Ending ending = vector.ending();
        bytes.u8(ending.vector());
        if (!ending.completed()) {
            bytes.varint(ending.errorCode());
            if (ending.vector() == dev.ringside.emulator.cpu.Vector.PF.number) {
                bytes.varint(ending.address());
            }
        }
        StateDelta.write(bytes, test.initial().image(), vector.result().image());
        patches(vector.changed());
        out.write(bytes.take());
    }

    private void patches(List<MemoryPatch> patches) {
        bytes.varint(patches.size());
        for (MemoryPatch patch : patches) {
            bytes.varint(patch.address());
            bytes.varint(patch.bytes().length);
            bytes.bytes(patch.bytes(), 0, patch.bytes().length);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
