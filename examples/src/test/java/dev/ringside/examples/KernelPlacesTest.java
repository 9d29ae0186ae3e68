package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.Unpack;
import dev.ringside.emulator.debug.Breakpoints;
import dev.ringside.emulator.debug.program.GuestSymbols;
import dev.ringside.emulator.debug.program.Resolved;
import dev.ringside.emulator.machine.StopReason;
import java.util.HashSet;
import java.util.List;
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

    private static void meet(StoppedGuest stopped, long address) {
        stopped.session.breakpoints().set(address, TEST);
        assertEquals(new StopReason.Probe(address), stopped.guest.machine().run(stopped.session.instructions() + SOON));
    }

    @Test
    void byNameBeforeTheFirstInstructionAtThreeSlides() throws Exception {
        Set<Long> slides = new HashSet<>();
        var unmoved = new StoppedGuest("debian-amd64", Unpack.byHost(), "true");
        long home = unmoved.session.program().resolve("start_kernel").orElseThrow().address();
        for (long seed = 1; seed <= 3; seed++) {
            var stopped = new StoppedGuest("debian-amd64", StoppedGuest.moved(seed), "true");
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
        assertEquals(3, slides.size());
    }

    @Test
    void unpackedByTheGuestItself() throws Exception {
        var stopped = new StoppedGuest("debian-amd64", new Unpack.ByGuest(Unpack.Entry.PROTECTED_32), "true");
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
}
