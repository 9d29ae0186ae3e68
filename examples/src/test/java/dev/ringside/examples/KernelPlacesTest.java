package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.Unpack;
import dev.ringside.emulator.debug.Breakpoints;
import dev.ringside.emulator.debug.program.CurrentTask;
import dev.ringside.emulator.debug.program.GuestSymbols;
import dev.ringside.emulator.debug.program.Resolved;
import dev.ringside.emulator.machine.StopReason;
import dev.ringside.symbols.linux.Dmesg;
import dev.ringside.symbols.linux.LinuxKernel;
import dev.ringside.symbols.linux.LinuxVersion;
import dev.ringside.symbols.linux.PvOps;
import dev.ringside.symbols.linux.Tasks;
import dev.ringside.symbols.linux.ViewException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A breakpoint by name is met in a Debian kernel wherever the kernel is: moved by three seeds, named before the first instruction, when
 * no page table maps it; and once unpacked and moved by the guest itself, named as soon as there is something to be found. The loader's own
 * account of the slide is the oracle. A wrong slide, or symbols at the image's addresses, never meets the breakpoint. The second and third
 * seed, and the guest's own unpacking, which takes minutes, with {@code -Dringside.boots=all}.
 */
class KernelPlacesTest {
    private static final int SEEDS = "all".equals(System.getProperty("ringside.boots")) ? 3 : 1;
    private static final Breakpoints.Owner TEST = new Breakpoints.Owner("test");
    private static final long SOON = 200_000_000;
    private static final long LATE = 6_000_000_000L;
    private static final long SLICE = 1_000_000;

    private static void meet(StoppedGuest stopped, long address) {
        stopped.session.breakpoints().set(address, TEST);
        assertEquals(new StopReason.Probe(address), stopped.guest.machine().run(stopped.session.instructions() + SOON));
    }

    @Test
    void byNameBeforeTheFirstInstructionAtEachSlide() throws Exception {
        Set<Long> slides = new HashSet<>();
        var unmoved = new StoppedGuest("debian-amd64", BootedGuest.unpacked(OptionalLong.empty()));
        long home = unmoved.session.program().resolve("start_kernel").orElseThrow().address();
        for (long seed = 1; seed <= SEEDS; seed++) {
            var stopped = new StoppedGuest("debian-amd64", StoppedGuest.moved(seed));
            GuestSymbols program = stopped.session.program();
            assertEquals(List.of(), program.missing());
            long slide = stopped.guest.plan().slide().virtual();
            assertNotEquals(0, slide);
            slides.add(slide);
            Resolved start = program.resolve("start_kernel").orElseThrow();
            assertEquals(home + slide, start.address());
            meet(stopped, start.address());
            // Now page tables map it, and that is looked at anew.
            assertEquals("start_kernel", program.nameOf(start.address()).orElseThrow().toString());
            program.lookAgain();
            assertEquals(start.address(), program.resolve("start_kernel").orElseThrow().address());
        }
        assertEquals(SEEDS, slides.size());
    }

    @Test
    @EnabledIfSystemProperty(named = "ringside.boots", matches = "all")
    void unpackedByTheGuestItself() throws Exception {
        var stopped = new StoppedGuest("debian-amd64", new Unpack.ByGuest(Unpack.Entry.PROTECTED_32));
        GuestSymbols program = stopped.session.program();
        assertEquals(1, program.missing().size());
        assertTrue(program.missing().getFirst().startsWith("no Linux kernel found in guest memory"), program.missing()::toString);
        assertTrue(program.resolve("start_kernel").isEmpty());
        while (program.resolve("start_kernel").isEmpty()) {
            assertTrue(stopped.session.instructions() < LATE, "not found");
            stopped.guest.machine().run(stopped.session.instructions() + SLICE);
        }
        meet(stopped, program.resolve("start_kernel").orElseThrow().address());
    }

    /** Debian's 32-bit kernels carry no types and name no data but what they export: what can be shown is shown, and what is missing is said. */
    @Test
    void a32BitKernelWithoutTypesSaysWhatIsMissing() throws Exception {
        var stopped = new StoppedGuest("debian-i386-686-pae", StoppedGuest.moved(7));
        GuestSymbols program = stopped.session.program();
        Resolved start = program.resolve("start_kernel").orElseThrow();
        assertNotEquals(0, stopped.guest.plan().slide().virtual());
        meet(stopped, start.address());
        LinuxKernel kernel = program.needLinux();
        assertEquals(List.of("the kernel carries no types (BTF); give a file that has them: symbol-file VMLINUX"), program.missing());
        assertEquals(new CurrentTask.Known(kernel.symbol("init_task")), program.task());
        // The header of the image names the release, too (boot.rst, kernel_version).
        byte[] image = BootedGuest.fetched("debian-i386-686-pae").image();
        int text = 0x200 + (image[0x20E] & 0xFF | (image[0x20F] & 0xFF) << 8);
        LinuxVersion.UtsName names = LinuxVersion.read(kernel).names().orElseThrow();
        assertTrue(new String(image, text, 100, StandardCharsets.ISO_8859_1).startsWith(names.release() + " "), names::toString);
        PvOps.Table table = PvOps.read(kernel);
        assertFalse(table.named());
        assertTrue(table.entries().size() > 8 && table.entries().stream().allMatch(op -> op.symbol().isPresent()), table::toString);
        assertTrue(table.entries().stream().anyMatch(op -> op.symbol().get().equals("native_flush_tlb_local")), table::toString);
        String noTypes = "no types are known: the kernel carries no BTF; give a file that has them (symbol-file VMLINUX)";
        assertEquals(noTypes, assertThrows(ViewException.class, () -> Dmesg.read(kernel)).getMessage());
        assertEquals(noTypes, assertThrows(ViewException.class, () -> new Tasks(kernel)).getMessage());
    }
}
