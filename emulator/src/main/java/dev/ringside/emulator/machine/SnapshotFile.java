package dev.ringside.emulator.machine;

import dev.ringside.emulator.state.StateException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A saved machine in a file: the line {@code ringside snapshot 1}, the CRC-32 of what follows as eight hexadecimal digits and a
 * line feed, then the stream of {@link Machine#save} compressed by zlib. The sum is checked before a byte reaches the machine.
 */
public final class SnapshotFile {
    private static final String MAGIC = "ringside snapshot 1\n";
    private static final int SUM_LENGTH = 9;
    private static final int BUFFER = 1 << 16;

    private final Path path;

    /** The snapshot at {@code path}, which need not exist yet. */
    public SnapshotFile(Path path) {
        this.path = path;
    }

    /**
     * Saves the machine; a file that was there is replaced when the new one is complete. Call only while the machine is not
     * running.
     *
     * @throws IOException when the file cannot be written
     */
    public void save(Machine machine) throws IOException {
        Path partial = path.resolveSibling(path.getFileName() + ".partial");
        try {
            Files.write(partial, header(0));
            CRC32 sum = new CRC32();
            try (OutputStream file = Files.newOutputStream(partial, StandardOpenOption.APPEND)) {
                compress(machine, new CheckedOutputStream(new BufferedOutputStream(file, BUFFER), sum));
            }
            try (var channel = Files.newByteChannel(partial, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(header(sum.getValue())));
            }
            Files.move(partial, path, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static byte[] header(long sum) {
        return (MAGIC + "%08x\n".formatted(sum)).getBytes(StandardCharsets.US_ASCII);
    }

    private static void compress(Machine machine, OutputStream out) throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (OutputStream stream = new BufferedOutputStream(new DeflaterOutputStream(out, deflater, BUFFER), BUFFER)) {
            machine.save(stream);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            deflater.end();
        }
    }

    /**
     * Restores the machine. Call only while the machine is not running.
     *
     * @throws IOException when the file cannot be read
     * @throws StateException when it is no snapshot, or a damaged one, or one of a machine built differently; the message is one
     *     line that begins with the file's name, and the machine is unchanged
     */
    public void restore(Machine machine) throws IOException {
        try (InputStream in = open()) {
            CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
            byte[] header = checked.readNBytes(MAGIC.length() + SUM_LENGTH);
            checkHeader(header);
            checked.getChecksum().reset();
            checked.transferTo(OutputStream.nullOutputStream());
            if (!Arrays.equals(header, header(checked.getChecksum().getValue()))) {
                throw damaged("the checksum " + text(header).substring(MAGIC.length()).strip(),
                        "%08x: damaged or cut short".formatted(checked.getChecksum().getValue()));
            }
        }
        try (InputStream in = open()) {
            in.skipNBytes(MAGIC.length() + SUM_LENGTH);
            machine.restore(new BufferedInputStream(new InflaterInputStream(in), BUFFER));
        } catch (StateException e) {
            throw new StateException(path + ": " + e.getMessage());
        }
    }

    private InputStream open() throws IOException {
        return new BufferedInputStream(Files.newInputStream(path), BUFFER);
    }

    private void checkHeader(byte[] header) {
        String found = text(header);
        if (!found.startsWith(MAGIC)) {
            throw damaged("\"" + MAGIC.strip() + "\"", "\"" + found.replaceAll("[^ -~]", ".") + "\"");
        }
    }

    private static String text(byte[] header) {
        return new String(header, StandardCharsets.US_ASCII);
    }

    private StateException damaged(String expected, String found) {
        return new StateException(path + ": expected " + expected + ", found " + found);
    }
}
