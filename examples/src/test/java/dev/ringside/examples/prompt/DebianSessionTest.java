package dev.ringside.examples.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringside.examples.BootedGuest;
import dev.ringside.repl.guests.CacheFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Claim: with nothing but Debian's own kernel image, a person at a terminal does real work on it: stops in a kernel function by its name
 * where a field of a struct says so, looks around, finishes the function, watches a variable, lists the tasks, walks a page of the user's
 * program and sees the last calls to the hypervisor. The kernel lies at three slides, and once unpacks itself; without
 * {@code -Dringside.boots=all} one slide must do. It would fail where names, types or the current task are found at another place than the
 * kernel's, or the prompt does not come back.
 */
class DebianSessionTest {
    private static final String PROMPT = "(ringside)";
    private static final String ENTER = "\r", CTRL_C = "\u0003";
    private static final String APPEND = "console=ttyS0 cryptomgr.notests ringside.script=\"cat /proc/version | sort\"";

    @TempDir
    private Path home;

    /** The guests that are fetched already, in the cache folder of this test, which has a history of its own. */
    @BeforeEach
    void shareGuests() throws Exception {
        BootedGuest.fetched("debian-amd64");
        Path guests = CacheFolder.of(System.getenv(), System.getProperty("user.home")).resolve("guests");
        Files.createDirectories(home.resolve("cache/ringside"));
        Files.createSymbolicLink(home.resolve("cache/ringside/guests"), guests);
    }

    @TestFactory
    Stream<DynamicTest> aPersonWorksOnDebian() {
        assumeTrue("true".equals(System.getenv("CI")) || Files.isExecutable(Path.of("/usr/bin/script")), "no script(1) here");
        boolean all = "all".equals(System.getProperty("ringside.boots"));
        Stream<List<String>> places = Stream.of(List.of("--kaslr", "7"), List.of("--kaslr", "1"), List.of("--kaslr", "2026"), List.of("--unpack", "guest"));
        return places.limit(all ? 4 : 1).map(place -> DynamicTest.dynamicTest(String.join(" ", place), () -> work(place)));
    }

    private void work(List<String> place) throws Exception {
        var words = new ArrayList<>(List.of("debug", "debian-amd64", "--platform", "kvm", "--append", APPEND, "--no-init", "--no-color"));
        words.addAll(place);
        try (Pty pty = new Pty(home, Map.of(), "-XX:+TieredCompilation", words.toArray(String[]::new))) {
            pty.await(PROMPT);
            say(pty, "set context off");
            say(pty, "set pager off");
            if (place.contains("guest")) {
                // Before the kernel has unpacked itself there is nothing to be named.
                pty.press("continue" + ENTER);
                pty.await("Booting paravirtualized kernel on KVM");
                pty.press(CTRL_C);
                pty.await(PROMPT);
            }
            stop(pty);
            look(pty);
            pty.press("quit" + ENTER);
            assertEquals(0, pty.exitCode());
        }
    }

    private static void stop(Pty pty) throws Exception {
        expect(pty, "break ksys_read if task->pid > 1 && task->real_parent->pid == 1", "breakpoint 1: at 0xffffffff[0-9a-f]{8} <ksys_read>");
        expect(pty, "continue", "breakpoint 1, hit \\d+");
        Matcher pid = expect(pty, "print task->pid", "\\$1 = (\\d+)");
        expect(pty, "backtrace", "ksys_read(?s:.*)do_syscall_64\\+0x[0-9a-f]+ +ORC(?s:.*)entered from user mode");
        expect(pty, "ps", "\\* +" + pid.group(1) + " +" + pid.group(1) + " +1 +R");
        expect(pty, "pagetable walk task->mm->start_code", "4-level paging(?s:.*)ends +the P[TD]E maps a page");
        expect(pty, "finish", "returned, rax = 0x[0-9a-f]+");
    }

    private static void look(Pty pty) throws Exception {
        say(pty, "delete");
        expect(pty, "watch jiffies_64", "watchpoint 2");
        Matcher change = expect(pty, "continue", "watchpoint 2, hit 1(?s:.*)old=0x([0-9a-f]+) new=0x([0-9a-f]+)");
        assertEquals(Long.parseUnsignedLong(change.group(1), 16) + 1, Long.parseUnsignedLong(change.group(2), 16), "a tick");
        say(pty, "delete");
        expect(pty, "hypercalls 3 | grep -c KVM_", "\\n3");
        Matcher slide = expect(pty, "print/x _text", "0x([0-9a-f]+)");
        assertTrue(Long.parseUnsignedLong(slide.group(1), 16) != 0xffffffff81000000L, "no slide");
    }

    private static String say(Pty pty, String line) throws Exception {
        pty.press(line + ENTER);
        return pty.await(PROMPT);
    }

    private static Matcher expect(Pty pty, String line, String regex) throws Exception {
        String answer = say(pty, line);
        Matcher matcher = Pattern.compile(regex).matcher(answer);
        assertTrue(matcher.find(), () -> line + ": no " + regex + " in " + answer);
        return matcher;
    }
}
