package dev.ringside.emulator.vectors;

import dev.ringside.emulator.cpu.Vector;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads what {@link VectorWriter} wrote, and trusts none of it. */
final class VectorReader {
    private static final int LONGEST_CODE = 15;
    private static final int MOST_PATCHES = 4096;
    private static final int WINDOWS = MemoryWindows.READ_ONLY_END - MemoryWindows.DATA;

    private final VectorInput in;
    private final VectorHeader header;
    private byte[] previous = new byte[MachineState.SIZE];

    /**
     * @param source the compressed file
     * @param file its name, for messages
     */
    VectorReader(InputStream source, String file) throws IOException, VectorFileException {
        in = new VectorInput(unpacked(source, file), file);
        String magic = new String(in.bytes(VectorWriter.MAGIC.length()), StandardCharsets.ISO_8859_1);
        if (!magic.equals(VectorWriter.MAGIC)) {
            throw in.wrong(VectorWriter.MAGIC, magic);
        }
        int version = (int) in.little(2);
        if (version != VectorWriter.VERSION) {
            throw in.wrong("version " + VectorWriter.VERSION, "version " + version);
        }
        int mode = (int) in.little(2);
        if (mode != 32 && mode != 64) {
            throw in.wrong("code size 32 or 64", "" + mode);
        }
        int[] selectors = new int[6];
        for (int i = 0; i < selectors.length; i++) {
            selectors[i] = (int) in.little(2);
        }
        int signature = (int) in.little(4);
        int features = (int) in.little(4);
        String brand = new String(in.bytes(VectorWriter.BRAND_LENGTH), StandardCharsets.ISO_8859_1).replace("\0", "");
        header = new VectorHeader(mode, selectors, signature, features, brand, in.little(8));
    }

    private static InputStream unpacked(InputStream source, String file) throws IOException, VectorFileException {
        try {
            return new GZIPInputStream(source, 1 << 16);
        } catch (EOFException | ZipException e) {
            throw new VectorFileException(file + ": expected a file packed by gzip, found something else");
        }
    }

    VectorHeader header() {
        return header;
    }

    /** The next vector, or null when there is none left. */
    TestVector next() throws VectorFileException {
        int first = in.next();
        if (first < 0) {
            return null;
        }
        int length = first & ~VectorWriter.BRANCH;
        if (length == 0 || length > LONGEST_CODE) {
            throw in.wrong("an instruction of 1 to 15 bytes", length + " bytes");
        }
        byte[] code = in.bytes(length);
        byte[] initial = previous.clone();
        StateDelta.apply(in, initial);
        previous = initial;
        TestCase test = new TestCase(code, (first & VectorWriter.BRANCH) != 0, new MachineState(initial), patches());
        checkRip(test);
        int vector = in.u8();
        int errorCode = vector == Ending.COMPLETED ? 0 : in.varint(0xFFFF);
        long address = vector == Vector.PF.number ? in.varint64() : 0;
        byte[] result = initial.clone();
        StateDelta.apply(in, result);
        return new TestVector(test, new Ending(vector, errorCode, address), new MachineState(result), patches());
    }

    private void checkRip(TestCase test) throws VectorFileException {
        long rip = test.initial().rip();
        if (rip < MemoryWindows.CODE || rip >= MemoryWindows.CODE_END) {
            throw in.wrong("rip in the code window", Long.toHexString(rip));
        }
    }

    private List<MemoryPatch> patches() throws VectorFileException {
        int count = in.varint(MOST_PATCHES);
        List<MemoryPatch> patches = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int address = in.varint(MemoryWindows.READ_ONLY_END);
            int length = in.varint(WINDOWS);
            if (!MemoryWindows.holds(address, length)) {
                throw in.wrong("a patch inside the data windows", Integer.toHexString(address) + "+" + length);
            }
            patches.add(new MemoryPatch(address, in.bytes(length)));
        }
        return patches;
    }
}
