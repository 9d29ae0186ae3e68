package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.BootModule;
import dev.ringside.emulator.boot.GuestMachine;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.Unpack;
import dev.ringside.emulator.boot.guest.GuestImage;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.debug.Breakpoints;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.debug.program.GuestSymbols;
import dev.ringside.emulator.debug.program.Resolved;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.machine.StopReason;
import dev.ringside.emulator.platform.kvm.KvmFeature;
import dev.ringside.emulator.platform.kvm.KvmPlatform;
import dev.ringside.repl.guests.GuestCatalogue;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A breakpoint by name is met in a Debian kernel wherever the kernel is: moved by three seeds, named before the first instruction, when
 * no page table maps it; and once unpacked and moved by the guest itself, named as soon as there is something to be found. The loader's own
 * account of the slide is the oracle. A wrong slide, or symbols at the image's addresses, never meets the breakpoint.
 */
class KernelPlacesTest {
    private static final Breakpoints.Owner TEST = new Breakpoints.Owner("test");
    private static final long SOON = 200_000_000;
    private static final long LATE = 6_000_000_000L;
    private static final long SLICE = 1_000_000;

    private static GuestMachine guest(String name, Unpack unpack) throws Exception {
        GuestCatalogue.Image image = BootedGuest.fetched(name);
        List<BootModule> modules = image.initrd().map(bytes -> List.of(BootModule.of(ImageBytes.of("initramfs", bytes)))).orElse(List.of());
        return GuestMachine.build(new GuestMachine.Setup(GuestImage.recognise(ImageBytes.of(image.name(), image.image())),
            MachineConfig.of(CpuModel.standard(), 256L << 20), "console=ttyS0", modules, unpack,
            new KvmPlatform(KvmFeature.all(), 1, MachineConfig.DEFAULT_EPOCH), null, line -> {}));
    }

    private static void meet(Session session, Machine machine, long address) {
        session.breakpoints().set(address, TEST);
        assertEquals(new StopReason.Probe(address), machine.run(session.instructions() + SOON));
    }

    @Test
    void byNameBeforeTheFirstInstructionAtThreeSlides() throws Exception {
        Set<Long> slides = new HashSet<>();
        var linked = new Session(guest("debian-amd64", new Unpack.ByHost(OptionalLong.empty())).machine()).program();
        long home = linked.resolve("start_kernel").orElseThrow().address();
        for (long seed = 1; seed <= 3; seed++) {
            GuestMachine guest = guest("debian-amd64", new Unpack.ByHost(OptionalLong.of(seed)));
            var session = new Session(guest.machine());
            GuestSymbols program = session.program();
            assertEquals(List.of(), program.missing());
            long slide = guest.plan().slide().virtual();
            assertNotEquals(0, slide);
            slides.add(slide);
            Resolved start = program.resolve("start_kernel").orElseThrow();
            assertEquals(home + slide, start.address());
            meet(session, guest.machine(), start.address());
            // Now page tables map it, and that is looked at anew.
            assertEquals("start_kernel", program.nameOf(start.address()).orElseThrow().toString());
            program.lookAgain();
            assertEquals(start.address(), program.resolve("start_kernel").orElseThrow().address());
        }
        assertEquals(3, slides.size());
    }

    @Test
    void unpackedByTheGuestItself() throws Exception {
        GuestMachine guest = guest("debian-amd64", new Unpack.ByGuest(Unpack.Entry.PROTECTED_32));
        var session = new Session(guest.machine());
        GuestSymbols program = session.program();
        assertEquals(1, program.missing().size());
        assertTrue(program.missing().getFirst().startsWith("no Linux kernel found in guest memory"), program.missing()::toString);
        assertTrue(program.resolve("start_kernel").isEmpty());
        while (program.resolve("start_kernel").isEmpty()) {
            assertTrue(session.instructions() < LATE, "not found");
            guest.machine().run(session.instructions() + SLICE);
        }
        meet(session, guest.machine(), program.resolve("start_kernel").orElseThrow().address());
    }
}
