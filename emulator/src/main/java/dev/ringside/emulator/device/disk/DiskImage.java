package dev.ringside.emulator.device.disk;

import dev.ringside.emulator.state.StateException;
import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A raw disk image of 512-byte sectors. What the guest writes goes to an overlay in memory, which is part of the saved
 * state, and the file stays as it is; or, if asked for, straight to the file, which then no saved state can bring back.
 * A file that does not end at a sector is read as if zeros followed.
 */
public final class DiskImage implements Stateful, AutoCloseable {
    /** Bytes of a sector. */
    public static final int SECTOR = 512;

    private final FileChannel file;
    private final boolean writeThrough;
    private final long sectors;
    private final SortedMap<Long, byte[]> overlay = new TreeMap<>();

    private DiskImage(FileChannel file, boolean writeThrough, long sectors) {
        this.file = file;
        this.writeThrough = writeThrough;
        this.sectors = sectors;
    }

    /**
     * Opens an image file.
     *
     * @param writeThrough whether writes go to the file
     * @throws IOException if the file cannot be read (or written), or is empty
     */
    public static DiskImage open(Path path, boolean writeThrough) throws IOException {
        FileChannel file = writeThrough ? FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)
                : FileChannel.open(path, StandardOpenOption.READ);
        long size = file.size();
        if (size == 0) {
            file.close();
            throw new IOException(path + ": expected a disk image, found an empty file");
        }
        return new DiskImage(file, writeThrough, (size + SECTOR - 1) / SECTOR);
    }

    /** Number of sectors. */
    public long sectors() {
        return sectors;
    }

    /**
     * Reads one sector.
     *
     * @param lba sector number, below {@link #sectors}
     * @param target takes {@link #SECTOR} bytes from {@code offset}
     * @throws IOException if the host cannot read its file
     */
    public void read(long lba, byte[] target, int offset) throws IOException {
        byte[] written = overlay.get(lba);
        if (written != null) {
            System.arraycopy(written, 0, target, offset, SECTOR);
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(target, offset, SECTOR);
        while (buffer.hasRemaining() && file.read(buffer, lba * SECTOR + buffer.position() - offset) >= 0) {
            // a read may come in pieces
        }
        while (buffer.hasRemaining()) {
            buffer.put((byte) 0);
        }
    }

    /** Writes one sector from {@code source}; see {@link #read}. */
    public void write(long lba, byte[] source, int offset) throws IOException {
        if (!writeThrough) {
            byte[] sector = overlay.computeIfAbsent(lba, key -> new byte[SECTOR]);
            System.arraycopy(source, offset, sector, 0, SECTOR);
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(source, offset, SECTOR);
        while (buffer.hasRemaining()) {
            file.write(buffer, lba * SECTOR + buffer.position() - offset);
        }
    }

    /** Makes sure that what was written through is on the host's disk. */
    public void flush() throws IOException {
        if (writeThrough) {
            file.force(false);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    @Override
    public void state(StateStream s) {
        if (s.i64("sectors", sectors) != sectors) {
            throw new StateException("saved state: the disk image has another size");
        }
        int count = s.i32("overlay", overlay.size());
        if (s.restoring()) {
            overlay.clear();
            for (int i = 0; i < count; i++) {
                long lba = s.i64("lba", 0);
                byte[] sector = new byte[SECTOR];
                s.i8s("sector", sector);
                overlay.put(lba, sector);
            }
        } else {
            for (Map.Entry<Long, byte[]> e : overlay.entrySet()) {
                s.i64("lba", e.getKey());
                s.i8s("sector", e.getValue());
            }
        }
    }
}
