package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.GuestMachine;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.guest.GuestImage;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.machine.StopReason;
import dev.ringside.emulator.platform.NativePlatform;
import dev.ringside.emulator.platform.Platform;
import dev.ringside.emulator.platform.kvm.KvmFeature;
import dev.ringside.emulator.platform.kvm.KvmPlatform;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The bundled teaching guest tells its whole story on both platforms, and ends by itself. */
class FirstGuestRunTest {
    private static final long MEMORY = 16L << 20;
    private static final long LIMIT = 100_000_000L;
    private static final String LAST_LINE = "first: that is all.";

    @Test
    void onBareHardwareItReachesItsLastLineAndFindsNoHypervisor() throws Exception {
        String story = run(new NativePlatform());
        assertTrue(story.contains("CPUID says no hypervisor"), story);
        assertTrue(story.contains("all three hold what I wrote"), story);
        assertTrue(story.contains("ring 3 tried HLT"), story);
        assertTrue(story.contains("the program ended with code 7"), story);
        assertTrue(story.contains(LAST_LINE), story);
    }

    @Test
    void onKvmItReadsTheClockAndGetsTheResultsOfItsHypercalls() throws Exception {
        String story = run(new KvmPlatform(KvmFeature.all(), 1, MachineConfig.DEFAULT_EPOCH));
        assertTrue(story.contains("it signs as \"KVMKVMKVM\""), story);
        assertTrue(story.contains("system_time 0 was at second " + MachineConfig.DEFAULT_EPOCH), story);
        assertTrue(story.contains("hypercall 1 (VAPIC_POLL_IRQ) returned 0"), story);
        assertTrue(story.contains("hypercall 99 returned -1000"), story);
        assertTrue(story.contains(LAST_LINE), story);
    }

    private static String run(Platform platform) throws Exception {
        byte[] image;
        try (var in = new FirstGuest().image()) {
            image = in.readAllBytes();
        }
        ByteArrayOutputStream serial = new ByteArrayOutputStream();
        MachineConfig config = MachineConfig.of(CpuModel.standard(), MEMORY).withConsoles(serial::write, value -> {});
        GuestMachine guest = GuestMachine.build(
                GuestMachine.Setup.of(GuestImage.recognise(ImageBytes.of("first.elf", image)), config).on(platform));
        StopReason stop = guest.machine().run(LIMIT);
        String story = serial.toString(StandardCharsets.US_ASCII);
        assertEquals(new StopReason.DeadHalt(), stop, story);
        return story;
    }
}
