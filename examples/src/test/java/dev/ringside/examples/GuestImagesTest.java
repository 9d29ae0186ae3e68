package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.boot.GuestMachine;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.guest.GuestImage;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.repl.guests.BundledGuest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The image of a bundled guest is what its sources give: nobody forgot to build it anew. Needs GNU binutils, as other tests do. */
class GuestImagesTest {
    private static final Path SOURCES = Path.of("src/main/guests").toAbsolutePath();

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> anImageLoadsTheSameBytesAsItsSourcesBuiltAnew() {
        return Stream.of(new FirstGuest(), new BenchmarkGuest()).map(guest -> DynamicTest.dynamicTest(guest.name(), () -> {
            Path built = folder.resolve(guest.name());
            assertEquals(0, new ProcessBuilder(SOURCES.resolve(guest.name()).resolve("build.sh").toString(), built.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("messages").toFile()).start().waitFor());
            assertEquals(loaded(Files.readAllBytes(built)), loaded(image(guest)));
        }));
    }

    private static byte[] image(BundledGuest guest) throws Exception {
        try (var in = guest.image()) {
            return in.readAllBytes();
        }
    }

    /** The hash of a machine with the image in it: all of RAM counts, and where the processor begins; not the file's symbols. */
    private static long loaded(byte[] image) throws Exception {
        MachineConfig config = MachineConfig.of(CpuModel.standard(), 16L << 20);
        return GuestMachine.build(GuestMachine.Setup.of(GuestImage.recognise(ImageBytes.of("image", image)), config)).machine().stateHash();
    }
}
