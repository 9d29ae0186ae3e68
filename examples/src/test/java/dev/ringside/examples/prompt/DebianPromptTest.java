package dev.ringside.examples.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.repl.workbench.Example;
import dev.ringside.repl.workbench.command.Families;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Claim: on Debian's amd64 kernel, with nothing but its image, a breakpoint on a function by name with a condition on a struct's field stops in
 * the right task, everything about it can be looked at, and looking changes nothing. It would fail with a name or type that is not found, a stop
 * in another task, a view that fails or another state hash. {@code -Dringside.views=true} prints how long each view takes.
 */
@TestMethodOrder(OrderAnnotation.class)
class DebianPromptTest {
    /** Examples that name files which only their user has. */
    private static final List<String> FILES = List.of("vmlinux", "busybox");

    private static final int TIMES = Boolean.getBoolean("ringside.views") ? 15 : 1;
    private static final List<String> VIEWS = List.of("context", "bt", "ps", "dmesg", "print *task", "info all-registers", "x/40i schedule", "telescope rsp 30",
        "hypercalls", "info rules", "modules", "pagetable walk rsp", "disassemble vfs_read", "info registers");

    private static PromptGuest guest;

    @BeforeAll
    static void boot() throws Exception {
        guest = PromptGuest.ready("cat /proc/self/comm >/dev/null; sleep 1");
    }

    @AfterAll
    static void end() {
        if (guest != null) {
            guest.close();
        }
    }

    private static String done(String line) {
        PromptGuest.Answer answer = guest.type(List.of(line));
        assertEquals(List.of(), answer.complaints(), line);
        return answer.output();
    }

    @Test
    @Order(1)
    void aBreakpointByNameStopsInTheTaskThatTheConditionNames() {
        assertTrue(done("break vfs_read if task->comm == \"cat\"").contains("task /*struct task_struct **/->comm"));
        String stop = done("continue");
        assertTrue(stop.contains("breakpoint 1, hit ") && stop.contains(" <vfs_read> "), stop);
        assertTrue(done("print task->comm").contains("\"cat\""));
        assertTrue(done("ps").lines().anyMatch(line -> line.startsWith("*") && line.contains(" cat ")));
        String calls = done("bt");
        assertTrue(calls.contains("ksys_read+0x") && calls.contains("entered from user mode"), calls);
        assertTrue(done("finish").contains("returned, rax = 0x"), "finish");
        done("watch task->flags");
        done("delete");
    }

    @Test
    @Order(2)
    void lookingChangesNothing() {
        long before = guest.hash();
        for (String view : VIEWS) {
            var times = new ArrayList<Long>();
            for (int i = 0; i < TIMES; i++) {
                long start = machineTime();
                done(view);
                times.add(machineTime() - start);
            }
            times.sort(null);
            if (TIMES > 1) {
                System.out.printf("%-28s %6.1f ms, median of %d%n", view, times.get(TIMES / 2) / 1e6, TIMES);
            }
        }
        assertEquals(before, guest.hash());
    }

    /** CPU time of this thread and of the machine's: what others on the host do does not count. */
    private static long machineTime() {
        var threads = ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadCpuTime() + threads.getThreadCpuTime(guest.machineThread());
    }

    @Test
    @Order(3)
    void everyExampleForLinuxCanBeTyped() {
        var failed = new ArrayList<String>();
        for (Example example : Families.table().rows().stream().flatMap(row -> row.examples().stream()).filter(Example::linux).toList()) {
            if (FILES.stream().noneMatch(example.line()::contains)) {
                var lines = new ArrayList<>(example.before());
                lines.add(example.line());
                PromptGuest.Answer answer = guest.type(lines);
                if (!answer.complaints().isEmpty()) {
                    failed.add(example.line() + " -> " + answer.complaints());
                }
                done("delete");
            }
        }
        assertEquals(List.of(), failed);
    }
}
