package dev.ringside.repl.guests;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.PayloadStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Unpacked kernels in a folder, a file each, named by the SHA-256 of what they were unpacked from; a CRC-32C follows the bytes. A file
 * that is damaged is made again. A folder that cannot be used costs nothing but the time of unpacking.
 */
final class UnpackedFolder implements PayloadStore {
    /** Files at most; the one that was used longest ago goes. */
    static final int MOST_FILES = 8;

    private static final String SUFFIX = ".kernel";
    private static final int TRAILER = Integer.BYTES;

    private final Path folder;

    UnpackedFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public byte[] unpacked(ImageBytes packed, int size, Work work) throws ImageException {
        Path file = folder.resolve(DebianStore.sha256(packed.copy()) + SUFFIX);
        byte[] kept = read(file, size);
        if (kept != null) {
            return kept;
        }
        byte[] unpacked = work.unpack();
        keep(file, unpacked);
        return unpacked;
    }

    /** The bytes of a file, or null when it is not there, or not as it was written. */
    private static byte[] read(Path file, int size) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) != (long) size + TRAILER) {
                return null;
            }
            byte[] all = Files.readAllBytes(file);
            if (all.length != size + TRAILER || ByteBuffer.wrap(all).getInt(size) != checksum(all, size)) {
                return null;
            }
            touch(file);
            return Arrays.copyOf(all, size);
        } catch (IOException _) {
            return null;
        }
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException _) {
            // Another user's folder: what lies there is as good.
        }
    }

    private static int checksum(byte[] bytes, int size) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, size);
        return (int) crc.getValue();
    }

    private void keep(Path file, byte[] unpacked) {
        try {
            Files.createDirectories(folder);
            Path partial = Files.createTempFile(folder, "", ".partial");
            try (var channel = Files.newOutputStream(partial)) {
                channel.write(unpacked);
                channel.write(ByteBuffer.allocate(TRAILER).putInt(checksum(unpacked, unpacked.length)).array());
            } catch (IOException e) {
                Files.deleteIfExists(partial);
                throw e;
            }
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            removeOldest();
        } catch (IOException _) {
            // A full or read-only disk: the next boot unpacks again.
        }
    }

    // What a process that was ended has left half written counts as well, and grows old.
    private void removeOldest() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> byAge = all.filter(Files::isRegularFile).sorted(Comparator.comparing(UnpackedFolder::lastUse)).toList();
            for (Path old : byAge.subList(0, Math.max(0, byAge.size() - MOST_FILES))) {
                Files.deleteIfExists(old);
            }
        }
    }

    private static FileTime lastUse(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException _) {
            return FileTime.from(Instant.EPOCH);
        }
    }
}
