package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.GuestMachine;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.guest.GuestImage;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.machine.StopReason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark guest computes here what it computes on QEMU. Nothing is timed. */
class BenchmarkGuestTest {
    private static final long MEMORY = 128L << 20;
    private static final long LIMIT = 200_000_000L;

    /**
     * What qemu-system-i386 7.2.22 printed: {@code -kernel benchmark.elf -append scale=1/500 -accel tcg -display none -serial stdio}.
     * The two ways into the kernel run different numbers of rounds, so their checksums differ.
     */
    private static final List<String> QEMU = List.of(
        "END hash checksum=403426D9",
        "END sort checksum=A28ADEDB",
        "END bytecode checksum=8798D4E2",
        "END recursion checksum=00035DF5",
        "END memory checksum=8B95752D",
        "END strings checksum=89B34A97",
        "END sieve checksum=0000198E",
        "END matrix checksum=AF8F8573",
        "END bignum checksum=4917BBC5",
        "END chase checksum=4AFE0014",
        "END page-tables checksum=E6D92DA1",
        "END int80 checksum=A65F5EF1",
        "END sysenter checksum=D6799C2D",
        "END x87 checksum=102FFAF8",
        "END sse2-packed checksum=08C80BEC",
        "END sse2-scalar checksum=A829B83B",
        "END self-modifying checksum=1B6F650E",
        "END code-beside-data checksum=C80EE1D1",
        "END jit checksum=0D535FBF",
        "END ports checksum=5294A549");

    @Test
    void everyWorkloadGivesTheChecksumThatQemuGives() throws Exception {
        List<String> lines = run("scale=1/500", new StopReason.PowerOff()).lines().filter(line -> !line.isEmpty()).toList();
        assertEquals(QEMU, lines.stream().filter(line -> line.startsWith("END ")).toList());
        for (int i = 0; i < lines.size(); i += 2) {
            String name = lines.get(i + 1).split(" ")[1];
            assertEquals("BEGIN " + name, lines.get(i));
        }
        assertEquals(2 * QEMU.size(), lines.size(), lines::toString);
    }

    @Test
    void theCommandLineChoosesWorkloadsWhateverWordsComeBesides() throws Exception {
        assertEquals(List.of("", "BEGIN sort", checksum("sort"), "BEGIN ports", checksum("ports")),
            run("benchmark.elf  run=ports,sort scale=1/500", new StopReason.PowerOff()).lines().toList());
    }

    @Test
    void aChecksumDoesNotDependOnWhatRanBefore() throws Exception {
        for (String line : QEMU) {
            String name = line.split(" ")[1];
            assertTrue(run("scale=1/500 run=" + name, new StopReason.PowerOff()).contains(line), line);
        }
    }

    @Test
    void whatItCannotDoIsOneLineAndAnExitCode() throws Exception {
        String refusal = run("run=sort,sorted", new StopReason.DebugExit(3));
        assertTrue(refusal.startsWith("\nbenchmark: no such workload in \"sort,sorted\"; there are hash sort "), refusal);
        assertEquals("\nbenchmark: scale=N or scale=N/D takes numbers from 1 to 99999\n", run("scale=1/0", new StopReason.DebugExit(3)));
        assertEquals("\nbenchmark: needs 128 MiB of memory\n", run("", 64L << 20, new StopReason.DebugExit(3)));
    }

    private static String checksum(String workload) {
        return QEMU.stream().filter(line -> line.startsWith("END " + workload + " ")).findFirst().orElseThrow();
    }

    private static String run(String commandLine, StopReason expected) throws Exception {
        return run(commandLine, MEMORY, expected);
    }

    /** What the guest prints until it ends, without carriage returns. */
    private static String run(String commandLine, long memory, StopReason expected) throws Exception {
        byte[] image;
        try (var in = new BenchmarkGuest().image()) {
            image = in.readAllBytes();
        }
        var serial = new ByteArrayOutputStream();
        MachineConfig config = MachineConfig.of(CpuModel.standard(), memory).withConsoles(serial::write, value -> {});
        GuestMachine guest = GuestMachine.build(GuestMachine.Setup.of(GuestImage.recognise(ImageBytes.of("benchmark.elf", image)), config)
            .withCommandLine(commandLine));
        StopReason stop = guest.machine().run(LIMIT);
        String text = serial.toString(StandardCharsets.US_ASCII).replace("\r", "");
        assertEquals(expected, stop, text);
        return text;
    }
}
