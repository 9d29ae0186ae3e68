package dev.ringside.emulator.boot.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.LoadRequest;
import dev.ringside.emulator.boot.LoadedMemory;
import dev.ringside.emulator.boot.MemoryMap;
import dev.ringside.emulator.boot.Unpack;
import dev.ringside.emulator.boot.elf.ElfSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loads the distribution kernels that the system property {@code ringside.kernels} names a folder of, one {@code vmlinuz} a folder. */
@EnabledIfSystemProperty(named = "ringside.kernels", matches = ".+")
class RealKernelTest {
    private static final LoadRequest REQUEST = LoadRequest.of(MemoryMap.pc(256 << 20)).withCommandLine("console=ttyS0");

    static List<Path> kernels() throws IOException {
        try (var found = Files.find(Path.of(System.getProperty("ringside.kernels")), 2, (path, attributes) -> path.endsWith("vmlinuz"))) {
            return found.sorted().toList();
        }
    }

    private static BzImage read(Path path) throws Exception {
        return BzImage.read(ImageBytes.of(path.toString(), Files.readAllBytes(path)));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theLoadedSegmentsAreThoseOfTheUnpackedKernel(Path path) throws Exception {
        var kernel = read(path);
        var loads = kernel.kernel().loads();
        var segments = kernel.load(REQUEST).segments();
        for (int i = 0; i < loads.size(); i++) {
            assertEquals(loads.get(i).physicalAddress(), segments.get(i).physicalAddress());
            assertEquals(loads.get(i).memorySize(), segments.get(i).length());
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aMovedKernelDiffersOnlyByItsSlide(Path path) throws Exception {
        var kernel = read(path);
        var moved = kernel.load(REQUEST.withUnpack(new Unpack.ByHost(OptionalLong.of(3))));
        assertTrue(moved.slide().virtual() != 0);
        var still = kernel.kernel();
        var memory = new LoadedMemory(moved);
        long delta = moved.slide().virtual();
        int changed = 0;
        var first = still.loads().getFirst();
        var bytes = still.contents(first);
        for (int at = 0; at < bytes.length() - 8 && changed < 2000; at++) {
            long address = first.physicalAddress() + moved.slide().physical() + at;
            if (bytes.u8(at, "byte") != memory.u8(address)) {
                changed++;
                assertTrue(isMoved(bytes, memory, at, address, delta), "offset " + Integer.toHexString(at));
                at += 3;
            }
        }
        assertEquals(2000, changed);
    }

    /** Whether a number that begins up to three bytes before the first difference has grown or shrunk by the slide. */
    private static boolean isMoved(ImageBytes still, LoadedMemory moved, int at, long address, long delta) throws Exception {
        for (int back = 0; back <= Math.min(3, at); back++) {
            int change = (int) (moved.u32(address - back) - still.u32(at - back, "number"));
            if (change == (int) delta || change == (int) -delta) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void unpackingTwiceGivesTheSameBytesOfItsOwn(Path path) throws Exception {
        var kernel = read(path);
        var first = kernel.unpack();
        var second = kernel.unpack();
        assertArrayEquals(first, second);
        assertTrue(first != second);
        assertTrue(kernel.kernel().segments().stream().anyMatch(s -> s.type() == ElfSegment.NOTE));
    }
}
