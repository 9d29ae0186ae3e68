package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringside.emulator.platform.AbiCall;
import dev.ringside.repl.command.RootCommand;
import dev.ringside.trace.TraceReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's own kernels boot to a shell, pass the self-test of their initial RAM disk (files, pipes, dd, gzip, sort, awk, sleep, signals,
 * fork of 100), complain about nothing and power off. One boot per width; {@code mvn verify -Dringside.boots=all} boots every kernel on
 * every platform, with the self-tests of the kernel's ciphers on top.
 */
class DebianBootTest {
    private static final boolean ALL = "all".equals(System.getProperty("ringside.boots"));
    private static final String SELF_TEST = "console=ttyS0 ringside.selftest" + (ALL ? "" : " cryptomgr.notests");
    private static final Pattern COMPLAINT =
        Pattern.compile("WARNING|Oops|BUG:|Firmware Bug|ACPI Error|[Uu]nexpected|unchecked MSR|Call Trace|segfault|Kernel panic|soft lockup");
    private static final Pattern SCHEDULER_CLOCK = Pattern.compile("kvm-clock: using sched offset of (\\d+) cycles");

    @TempDir
    private Path folder;

    private record Boot(String guest, String platform) {
    }

    @TestFactory
    Stream<DynamicTest> debiansKernelsBootPassTheirSelfTestAndPowerOff() {
        // A fetch needs Debian's apt; where tests must not be skipped, the machine has it.
        assumeTrue("true".equals(System.getenv("CI")) || Files.isExecutable(Path.of("/usr/bin/apt-get")), "no apt here");
        var boots = new ArrayList<>(List.of(new Boot("debian-i386", "native"), new Boot("debian-amd64", "kvm")));
        if (ALL) {
            boots.addAll(List.of(new Boot("debian-i386", "kvm"), new Boot("debian-amd64", "native"),
                new Boot("debian-i386-686", "native"), new Boot("debian-i386-686", "kvm")));
        }
        return boots.stream().map(boot -> DynamicTest.dynamicTest(boot.guest() + " on " + boot.platform(), () -> run(boot)));
    }

    private void run(Boot boot) throws Exception {
        var err = new StringWriter();
        Path console = folder.resolve("console");
        Path trace = folder.resolve("trace");
        BootedGuest.fetched(boot.guest());
        int exitCode = ringside(err, "run", boot.guest(), "--platform", boot.platform(), "--append", SELF_TEST, "--serial", "file:" + console,
            "--trace", trace.toString(), "--max-instructions", "20G");
        String log = Files.readString(console, StandardCharsets.ISO_8859_1);
        assertEquals("", err.toString(), log);
        assertTrue(log.contains("selftest: all passed"), log);
        assertTrue(log.contains("reboot: Power down"), log);
        assertEquals(List.of(), log.lines().filter(line -> COMPLAINT.matcher(line).find()).toList(), log);
        assertEquals(0, exitCode, log);
        List<AbiCall> calls = calls(trace);
        if (boot.platform().equals("kvm")) {
            assertTheLogAndTheTraceTellTheSame(log, calls);
        } else {
            assertEquals(List.of(), calls);
        }
    }

    /** The kernel says that it uses kvmclock, and at what cycle it first read it: just after it had written the clock's address. */
    private static void assertTheLogAndTheTraceTellTheSame(String log, List<AbiCall> calls) {
        assertTrue(log.contains("Hypervisor detected: KVM"), log);
        assertTrue(log.contains("kvm-clock: Using msrs 4b564d01 and 4b564d00"), log);
        List<AbiCall> registrations = calls.stream().filter(call -> call.name().equals("MSR_KVM_SYSTEM_TIME_NEW")).toList();
        assertEquals(1, registrations.size(), calls::toString);
        Matcher offset = SCHEDULER_CLOCK.matcher(log);
        assertTrue(offset.find(), log);
        long distance = Long.parseLong(offset.group(1)) - registrations.getFirst().instructions();
        assertTrue(distance > 0 && distance < 1000, "the clock was first read " + distance + " cycles after it was registered");
        for (String name : List.of("MSR_KVM_WALL_CLOCK_NEW", "MSR_KVM_STEAL_TIME", "MSR_KVM_PV_EOI_EN", "MSR_KVM_ASYNC_PF_EN")) {
            assertTrue(calls.stream().anyMatch(call -> call.name().equals(name)), name);
        }
    }

    private static List<AbiCall> calls(Path trace) throws Exception {
        var calls = new ArrayList<AbiCall>();
        try (var reader = TraceReader.open(trace)) {
            for (var call = reader.next(); call.isPresent(); call = reader.next()) {
                calls.add(call.get());
            }
            assertTrue(reader.complete());
        }
        return calls;
    }

    private static int ringside(StringWriter err, String... words) {
        return RootCommand.execute(new PrintWriter(new StringWriter()), new PrintWriter(err, true), words);
    }
}
