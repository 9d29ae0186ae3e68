package dev.ringside.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.debug.RunEnd;
import dev.ringside.emulator.machine.StopReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GNU gdb itself in front of the stub (Debian package gdb). */
class RealGdbTest {
    private static final String NOP_NOP_INC_LOOP = "90 90 40 EB FD";
    private static final String ENDLESS = "EB FE";
    private static final int SECONDS = 60;

    @TempDir
    private Path folder;

    /** What gdb prints when it connects and carries out these commands. */
    private String gdb(ServedGuest guest, String... commands) throws IOException, InterruptedException {
        Path log = folder.resolve("gdb.log");
        List<String> line = new ArrayList<>(List.of("gdb", "-nx", "-nh", "-batch", "-ex", "set confirm off", "-ex", "set pagination off",
                "-ex", "set tcp connect-timeout 20", "-ex", "target remote 127.0.0.1:" + guest.port()));
        for (String command : commands) {
            line.add("-ex");
            line.add(command);
        }
        Process process = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        boolean done = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String output = Files.readString(log, StandardCharsets.ISO_8859_1);
        assertTrue(done, "gdb is not done after " + SECONDS + " s:\n" + output);
        return output;
    }

    private static void says(String output, String... texts) {
        int at = 0;
        for (String text : texts) {
            int found = output.indexOf(text, at);
            assertTrue(found >= 0, "expected \"" + text + "\" in\n" + output);
            at = found + text.length();
        }
    }

    @Test
    void breakpointStepAndContinue() throws Exception {
        try (ServedGuest guest = ServedGuest.protected32(NOP_NOP_INC_LOOP).serve(GdbArchitecture.AUTO)) {
            String output = gdb(guest, "break *0x10002", "continue", "info registers eip", "stepi", "p $eax", "continue", "p $eax", "hbreak *0x10003",
                    "continue", "p $eax");
            says(output, "Breakpoint 1 at 0x10002", "Breakpoint 1, 0x00010002", "0x10002", "0x00010003", "$1 = 1", "Breakpoint 1", "$2 = 1",
                    "Breakpoint 2, 0x00010003", "$3 = 2");
        }
    }

    @Test
    void registersOfEveryKindAreWrittenAndReadBack() throws Exception {
        try (ServedGuest guest = ServedGuest.protected32(ENDLESS).serve(GdbArchitecture.I386)) {
            String output = gdb(guest, "set $eax = 0x12345678", "p/x $eax", "set $eflags = 0x246", "p $eflags", "set $st0 = 1.5", "p $st0",
                    "set $xmm1.uint128 = 0x1122334455667788", "p/x $xmm1.v2_int64", "set $mxcsr = 0x1fa0", "p $mxcsr", "set $fctrl = 0x27f",
                    "p/x $fctrl", "set $cr2 = 0xdead0000", "p/x $cr2", "set $fs_base = 0x4000", "p/x $fs_base", "set $dr0 = 0x77", "p/x $dr0",
                    "p $cr0", "set $cs_limit = 0xfffff", "p/x $cs_limit", "info registers");
            says(output, "$1 = 0x12345678", "$2 = [ PF ZF IF ]", "$3 = 1.5", "{0x1122334455667788, 0x0}", "[ PE IM", "0x27f", "0xdead0000", "0x4000",
                    "0x77", "[ PE ET ]", "0xfffff", "pending_debug");
        }
    }

    @Test
    void a64BitTargetHas64BitRegistersIn32BitCode() throws Exception {
        try (ServedGuest guest = ServedGuest.protected32(NOP_NOP_INC_LOOP).serve(GdbArchitecture.X86_64)) {
            String output = gdb(guest, "show architecture", "set $r15 = 0x1122334455667788", "p/x $r15", "stepi", "p/x $rip", "set $fs_base = 0x7777",
                    "p/x $fs_base", "p/x $k_gs_base", "info registers xmm15");
            says(output, "i386:x86-64", "0x1122334455667788", "0x10001", "0x7777", "= 0x0", "xmm15");
            assertEquals(0x1122334455667788L, guest.get("r15"));
        }
    }

    @Test
    void memoryIsReadAndWritten() throws Exception {
        try (ServedGuest guest = ServedGuest.protected32(NOP_NOP_INC_LOOP).serve(GdbArchitecture.AUTO)) {
            String output = gdb(guest, "x/5xb 0x10000", "set {int}0x20000 = 0x55667788", "x/xw 0x20000", "set {char}0x10002 = 0x48", "break *0x10003",
                    "continue", "p $eax", "x/i 0x10002", "x/xb 0x50000000");
            says(output, "0x90\t0x90\t0x40\t0xeb\t0xfd", "0x55667788", "Breakpoint 1", "$1 = -1", "dec", "Cannot access memory");
        }
    }

    @Test
    void inRealModeThePcIsAnOffset() throws Exception {
        try (ServedGuest guest = ServedGuest.real(NOP_NOP_INC_LOOP).serve(GdbArchitecture.AUTO)) {
            String output = gdb(guest, "show architecture", "break *0x10002", "continue", "p/x $pc", "x/i $cs_base + $pc", "stepi", "p/x $eax",
                    "p/x $pc");
            says(output, "i8086", "$1 = 0x2", "inc    %ax", "$2 = 0x1", "$3 = 0x3");
        }
    }

    @Test
    void ctrlCStopsTheGuest() throws Exception {
        try (ServedGuest guest = ServedGuest.protected32(ENDLESS).serve(GdbArchitecture.AUTO)) {
            String output = gdb(guest, "python import threading, os, signal",
                    "python threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()", "continue", "p/x $eip");
            says(output, "Program received signal SIGINT", "$1 = 0x10000");
        }
    }

    @Test
    void aDetachedGuestRunsOnWithoutBreakpoints() throws Exception {
        try (ServedGuest guest = ServedGuest.protected32(NOP_NOP_INC_LOOP).serve(GdbArchitecture.AUTO)) {
            says(gdb(guest, "break *0x10002", "continue", "p $eax", "detach"), "$1 = 0", "detached");
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> runsOn(guest));
            says(gdb(guest, "p $eip >= 0x10000 && $eip <= 0x10004"), "$1 = 1");
        }
    }

    private static void runsOn(ServedGuest guest) {
        long before = guest.get("rax");
        while (guest.get("rax") == before) {
            Thread.onSpinWait();
        }
    }

    @Test
    void killEndsTheRun() throws Exception {
        try (ServedGuest guest = ServedGuest.protected32(ENDLESS).serve(GdbArchitecture.AUTO)) {
            gdb(guest, "kill");
            assertEquals(new RunEnd.Killed(), guest.end());
        }
    }

    @Test
    void theEndOfTheGuestIsTold() throws Exception {
        try (ServedGuest guest = ServedGuest.protected32("B8 03 00 00 00 E6 F4 EB FE").serve(GdbArchitecture.AUTO)) {
            says(gdb(guest, "continue"), "exited with code 07");
            assertEquals(new RunEnd.Guest(new StopReason.DebugExit(7)), guest.end());
        }
    }

    @Test
    void aDeadHaltCanBeLookedAt() throws Exception {
        try (ServedGuest guest = ServedGuest.protected32("40 F4").serve(GdbArchitecture.AUTO)) {
            says(gdb(guest, "continue", "p $eax", "continue"), "SIGSTOP", "$1 = 1", "exited normally");
        }
    }
}
