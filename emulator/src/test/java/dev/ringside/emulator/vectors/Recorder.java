package dev.ringside.emulator.vectors;

import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.memory.PageFault;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The recorder process: the C program of src/test/recorder, built and run. Cases go to its standard input and results come
 * from its standard output in the same order, in the structures that recorder.c declares.
 */
final class Recorder implements AutoCloseable {
    private static final int GREETING = 80, CASE = 24 + MachineState.SIZE, RESULT = 16 + MachineState.SIZE;
    private static final int CODE_FIELD = 16;
    private static final long USER_END = 0x7FFFFFFFF000L;
    private static final String MAGIC = "RSRECORD";

    private final Process process;
    private final Path program;
    private final OutputStream out;
    private final DataInputStream in;
    private final ByteBuffer greeting;

    private Recorder(Process process, Path program) throws IOException {
        this.process = process;
        this.program = program;
        this.out = new BufferedOutputStream(process.getOutputStream(), 1 << 16);
        this.in = new DataInputStream(new java.io.BufferedInputStream(process.getInputStream(), 1 << 16));
        this.greeting = read(GREETING);
        byte[] magic = new byte[MAGIC.length()];
        greeting.get(0, magic);
        if (!new String(magic, StandardCharsets.US_ASCII).equals(MAGIC)) {
            throw new IOException("the recorder does not say " + MAGIC);
        }
    }

    /**
     * Builds and starts the recorder.
     *
     * @param mode 32 or 64
     * @param sources the folder src/test/recorder
     * @param folder where the program is put until {@link #close}
     */
    static Recorder start(int mode, Path sources, Path folder) throws IOException, InterruptedException {
        Path program = folder.resolve("recorder" + mode);
        int status = new ProcessBuilder(sources.resolve("build.sh").toString(), "" + mode, program.toString()).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("building the recorder failed with status " + status);
        }
        return new Recorder(new ProcessBuilder(program.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start(), program);
    }

    /** What the processor says it is. */
    VectorHeader header(long seed) {
        int[] selectors = new int[6];
        for (int i = 0; i < selectors.length; i++) {
            selectors[i] = greeting.getShort(10 + 2 * i) & 0xFFFF;
        }
        byte[] brand = new byte[48];
        greeting.get(32, brand);
        String name = new String(brand, StandardCharsets.US_ASCII).replace("\0", "").strip();
        return new VectorHeader(greeting.getShort(8), selectors, greeting.getInt(24), greeting.getInt(28), name, seed);
    }

    /** Executes cases; few enough that what they answer fits the pipe. */
    List<TestVector> run(List<TestCase> cases) throws IOException {
        for (TestCase test : cases) {
            send(test);
        }
        out.flush();
        List<TestVector> vectors = new ArrayList<>(cases.size());
        for (TestCase test : cases) {
            vectors.add(receive(test));
        }
        return vectors;
    }

    private void send(TestCase test) throws IOException {
        ByteBuffer record = buffer(CASE);
        record.put((byte) test.code().length).put((byte) (test.branch() ? 1 : 0)).putShort((short) test.memory().size()).putInt(0);
        record.put(test.code()).position(8 + CODE_FIELD);
        record.put(test.initial().image());
        out.write(record.array());
        for (MemoryPatch patch : test.memory()) {
            out.write(buffer(8).putInt(patch.address()).putInt(patch.bytes().length).array());
            out.write(patch.bytes());
        }
    }

    private TestVector receive(TestCase test) throws IOException {
        ByteBuffer record = read(RESULT);
        int trap = record.get(0) & 0xFF;
        int patches = record.getShort(2);
        Ending ending = Ending.of(trap, trueErrorCode(trap, record), record.getLong(8));
        byte[] image = new byte[MachineState.SIZE];
        record.get(16, image);
        MachineState result = new MachineState(image);
        result.clearUnused();
        List<MemoryPatch> changed = new ArrayList<>();
        for (int i = 0; i < patches; i++) {
            ByteBuffer place = read(8);
            byte[] bytes = new byte[place.getInt(4)];
            in.readFully(bytes);
            changed.add(new MemoryPatch(place.getInt(0), bytes));
        }
        return new TestVector(test, ending, result, joined(changed));
    }

    /** Linux claims for every address above user space that a page is present there; nothing is, for user code. */
    private static int trueErrorCode(int trap, ByteBuffer record) {
        boolean hidden = trap == Vector.PF.number && Long.compareUnsigned(record.getLong(8), USER_END) >= 0;
        return hidden ? record.getInt(4) & ~PageFault.PRESENT : record.getInt(4);
    }

    /** The recorder compares block by block; runs that meet at a block's edge become one. */
    private static List<MemoryPatch> joined(List<MemoryPatch> runs) {
        List<MemoryPatch> joined = new ArrayList<>();
        for (MemoryPatch run : runs) {
            MemoryPatch last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.end() == run.address()) {
                byte[] both = java.util.Arrays.copyOf(last.bytes(), last.bytes().length + run.bytes().length);
                System.arraycopy(run.bytes(), 0, both, last.bytes().length, run.bytes().length);
                joined.set(joined.size() - 1, new MemoryPatch(last.address(), both));
            } else {
                joined.add(run);
            }
        }
        return joined;
    }

    private ByteBuffer read(int length) throws IOException {
        byte[] bytes = new byte[length];
        try {
            in.readFully(bytes);
        } catch (EOFException e) {
            throw new IOException("the recorder ended early" + (process.isAlive() ? "" : " with status " + process.exitValue()), e);
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        out.close();
        process.destroy();
        Files.deleteIfExists(program);
    }
}
