package dev.ringside.repl.guests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kernel is unpacked once; whatever becomes of the file that keeps it, the caller gets what the work makes. */
class UnpackedFolderTest {
    private static final byte[] KERNEL = {1, 2, 3, 4, 5};

    @TempDir
    Path top;

    private int worked;

    private byte[] unpack(Path folder, int... packed) throws ImageException {
        byte[] bytes = new byte[packed.length];
        for (int i = 0; i < packed.length; i++) {
            bytes[i] = (byte) packed[i];
        }
        return new UnpackedFolder(folder).unpacked(ImageBytes.of("vmlinuz", bytes), KERNEL.length, () -> {
            worked++;
            return KERNEL.clone();
        });
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(top)) {
            return all.toList();
        }
    }

    @Test
    void theSecondTimeNothingIsUnpacked() throws Exception {
        byte[] first = unpack(top, 9, 9);
        first[0] = 77;
        assertArrayEquals(KERNEL, unpack(top, 9, 9), "what a caller does to its bytes stays with it");
        assertEquals(1, worked);
    }

    @Test
    void anotherPayloadIsAnotherKernel() throws Exception {
        unpack(top, 9, 9);
        unpack(top, 9, 8);
        assertEquals(2, worked);
    }

    @Test
    void aDamagedFileIsMadeAgain() throws Exception {
        unpack(top, 9);
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 4;
            Files.write(file, damaged);
            worked = 0;
            assertArrayEquals(KERNEL, unpack(top, 9));
            assertEquals(1, worked, "byte " + at);
        }
        Files.write(file, new byte[] {1, 2});
        assertArrayEquals(KERNEL, unpack(top, 9));
        assertEquals(2, worked);
    }

    @Test
    void onlyTheLastFewAreKept() throws Exception {
        Files.writeString(top.resolve("1.partial"), "half a kernel");
        for (int i = 0; i < UnpackedFolder.MOST_FILES + 3; i++) {
            unpack(top, i);
        }
        assertEquals(UnpackedFolder.MOST_FILES, files().size());
    }

    @Test
    void aFolderThatCannotBeMadeIsNoHindrance() throws Exception {
        Path file = Files.writeString(top.resolve("file"), "in the way");
        assertArrayEquals(KERNEL, unpack(file.resolve("unpacked"), 9));
        assertEquals(1, worked);
    }
}
