package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.Location;
import dev.ringside.symbols.unwind.Backtrace;
import dev.ringside.symbols.unwind.Frame;
import dev.ringside.symbols.unwind.FrameMethod;
import dev.ringside.symbols.unwind.GeneralRegister;
import dev.ringside.symbols.unwind.WalkEnd;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The call stack of a stopped Debian guest is the one that its kernel prints itself at that moment: in a kernel thread, in a system call, in
 * a page fault, in a timer interrupt and on into what that interrupted. amd64 by ORC; i386, whose kernels have no ORC, by frame pointers and
 * without the interrupt.
 * It fails when a frame is missing, made up or only guessed. One kernel; {@code mvn verify -Dringside.boots=all} does it with both.
 */
class CallStackTest {
    private static final String SCRIPT = "ls /proc >/dev/null; sleep 1; dd if=/dev/zero of=/tmp/x bs=1M count=4; cat /proc/self/stack";
    private static final int LIMIT = 200;

    @TestFactory
    Stream<DynamicTest> framesAreThoseThatTheKernelPrints() {
        Stream<String> guests = "all".equals(System.getProperty("ringside.boots")) ? Stream.of("debian-amd64", "debian-i386-686-pae")
            : Stream.of("debian-amd64");
        return guests.map(name -> DynamicTest.dynamicTest(name, () -> compare(name)));
    }

    private static void compare(String guest) throws Exception {
        KernelTraces kernel = guest.equals("debian-amd64") ? KernelTraces.ready(SCRIPT) : KernelTraces.of32(guest, SCRIPT);
        FrameMethod how = kernel.is64 ? FrameMethod.ORC : FrameMethod.FRAME_POINTER;
        assertEquals(kernel.is64 ? "" : "no kernel with unwind tables (ORC) is known: there is no symbol __start_orc_unwind_ip",
            kernel.session.callStack(0).missingTables());
        assertInstanceOf(WalkEnd.UserMode.class, compareAt(kernel, "do_sys_openat2", how).end());
        kernelThread(kernel, how);
        pageFault(kernel, how);
        if (kernel.is64) {
            // i386 in this script has no tick that interrupts the kernel; StackWalkTest has its saved registers.
            timerInterrupt(kernel, how);
        }
        ownStack(kernel, how);
    }

    /** A thread of the kernel gives the processor away: its stack ends where the thread began. */
    private static void kernelThread(KernelTraces kernel, FrameMethod how) throws Exception {
        do {
            assertTrue(kernel.runTo("schedule", 1), kernel.console::toString);
        } while (kernel.session.callStack(0).frames(LIMIT).end() instanceof WalkEnd.UserMode);
        assertInstanceOf(WalkEnd.Outermost.class, compareHere(kernel, "schedule", how).end());
    }

    /** A program touches a page that it has not touched before. */
    private static void pageFault(KernelTraces kernel, FrameMethod how) throws Exception {
        do {
            assertTrue(kernel.runTo("handle_mm_fault", 1), kernel.console::toString);
        } while (interrupted(kernel.session.callStack(0).frames(LIMIT)));
        assertInstanceOf(WalkEnd.UserMode.class, compareHere(kernel, "handle_mm_fault", how).end());
    }

    private static boolean interrupted(Backtrace found) {
        return found.frames().stream().skip(1).anyMatch(Frame::exact);
    }

    /** In an interrupt that has interrupted the kernel: the registers of that are all known, and nothing has changed by looking. */
    private static void timerInterrupt(KernelTraces kernel, FrameMethod how) throws Exception {
        Backtrace found;
        do {
            found = compareAt(kernel, "tick_sched_timer", how);
        } while (!interrupted(found));
        Frame interrupted = found.frames().stream().skip(1).filter(Frame::exact).findFirst().orElseThrow();
        long general = Stream.of(GeneralRegister.values()).filter(r -> r.existsAt(interrupted.registers().width())).count();
        assertEquals(general, interrupted.registers().known().size(), interrupted.toString());
        long hash = kernel.machine.stateHash();
        kernel.session.callStack(0).frames(LIMIT);
        assertEquals(hash, kernel.machine.stateHash());
    }

    /** A task reads its own stack from {@code /proc}: the second witness, and the one that names the innermost function, too. */
    private static void ownStack(KernelTraces kernel, FrameMethod how) throws Exception {
        Backtrace found = compareAt(kernel, "stack_trace_save_tsk", how);
        kernel.machine.run(kernel.cpu.instructions + 50_000_000);
        List<String> printed = kernel.console.toString().lines().filter(line -> line.startsWith("[<0>] "))
            .map(line -> line.replaceFirst("\\[<0>\\] (.*)/0x[0-9a-f]+.*", "$1")).toList();
        assertEquals(printed, names(found.frames().subList(1, found.frames().size())));
    }

    private static Backtrace compareAt(KernelTraces kernel, String function, FrameMethod how) throws Exception {
        assertTrue(kernel.runTo(function, 1), () -> "no " + function + ": " + kernel.console);
        return compareHere(kernel, function, how);
    }

    private static Backtrace compareHere(KernelTraces kernel, String function, FrameMethod how) throws Exception {
        Backtrace found = kernel.session.callStack(0).frames(LIMIT);
        List<Frame> callers = found.frames().subList(1, found.frames().size());
        List<String> printed = kernel.callers();
        List<String> expected = printed.stream().filter(name -> !name.startsWith("user ")).toList();
        assertEquals(expected, names(callers), () -> "in " + function);
        assertTrue(found.frames().stream().allMatch(Frame::sure), () -> "in " + function + ": " + found);
        assertTrue(callers.stream().filter(frame -> !frame.exact()).allMatch(frame -> frame.how() == how), found::toString);
        printed.stream().filter(name -> name.startsWith("user ")).forEach(user -> {
            var end = assertInstanceOf(WalkEnd.UserMode.class, found.end());
            assertEquals(user, "user 0x" + Long.toHexString(end.registers().pc()));
        });
        assertEquals(callers.getFirst().pc(), kernel.session.callStack(0).caller().orElseThrow().pc());
        return found;
    }

    private static List<String> names(List<Frame> frames) {
        return frames.stream().map(frame -> frame.symbol().map(Location::toString).orElse("0x" + Long.toHexString(frame.pc()))).toList();
    }
}
