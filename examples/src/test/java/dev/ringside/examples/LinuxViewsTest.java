package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.debug.RegisterWidth;
import dev.ringside.emulator.debug.Registers;
import dev.ringside.emulator.debug.program.CurrentTask;
import dev.ringside.emulator.debug.program.GuestSymbols;
import dev.ringside.repl.workbench.AbiLog;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.Guest;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.command.Families;
import dev.ringside.repl.workbench.render.TextRenderer;
import dev.ringside.symbols.bytes.MemoryView;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.linux.Dmesg;
import dev.ringside.symbols.linux.LinuxKernel;
import dev.ringside.symbols.linux.LinuxVersion;
import dev.ringside.symbols.linux.LogRecord;
import dev.ringside.symbols.linux.MemoryAreas;
import dev.ringside.symbols.linux.Modules;
import dev.ringside.symbols.linux.PvOp;
import dev.ringside.symbols.linux.PvOps;
import dev.ringside.symbols.linux.Task;
import dev.ringside.symbols.linux.Tasks;
import dev.ringside.symbols.linux.ViewException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What the views say of a Debian guest that KASLR has moved, with no file given, is what the guest prints itself: {@code uname}, {@code ps},
 * {@code /proc/1/maps}, {@code dmesg}, {@code /proc/modules}, {@code /proc/kallsyms}. A wrong slide, layout or list shows as a difference. The
 * tests look at it one after another, at several moments. The kernel keeps itself out of the page tables of user mode ({@code pti=on}).
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LinuxViewsTest {
    private static final String SCRIPT = "uname -a; echo =PS=; ps -o pid,ppid,stat,comm; echo =MAPS=; cat /proc/1/maps; echo =MARK=; "
        + "read x; cat /proc/modules; echo =SYMBOLS=; grep -wF -e pv_ops -e schedule -e current_task -e ringside_forged /proc/kallsyms; "
        + "echo =DMESG=; dmesg; echo =END=; read x";
    private static final int MUTANTS = 30;

    private static StoppedGuest stopped;
    private static GuestSymbols program;

    @BeforeAll
    static void boot() throws Exception {
        stopped = StoppedGuest.ready(SCRIPT);
        program = stopped.session.program();
        stopped.runTo("=MARK=");
    }

    private static LinuxKernel kernel() throws ViewException {
        return program.needLinux();
    }

    private static String hex(long address) {
        return HexFormat.of().toHexDigits(address);
    }

    @Test
    @Order(1)
    void lookingChangesNothing() throws Exception {
        long hash = stopped.guest.machine().stateHash();
        assertEquals(List.of(), program.missing());
        everyView(kernel());
        program.scope(Scope.EMPTY).symbol("init_task").orElseThrow();
        program.task();
        assertEquals(hash, stopped.guest.machine().stateHash());
    }

    /** Everything that all views say. */
    private static List<String> everyView(LinuxKernel kernel) {
        interface View {
            Object read() throws ViewException;
        }
        Stream<View> views = Stream.of(() -> LinuxVersion.read(kernel), () -> new Tasks(kernel).threads(), () -> Dmesg.read(kernel),
            () -> new Modules(kernel).all(), () -> PvOps.read(kernel), () -> {
                var areas = new ArrayList<MemoryAreas.Listing>();
                for (Task task : new Tasks(kernel).processes().tasks()) {
                    areas.add(MemoryAreas.read(kernel, task.mm()));
                }
                return areas;
            });
        return views.map(view -> {
            try {
                return view.read().toString();
            } catch (ViewException e) {
                return e.getMessage();
            }
        }).toList();
    }

    @Test
    @Order(1)
    void versionIsThatOfUname() throws Exception {
        LinuxVersion.UtsName names = LinuxVersion.read(kernel()).names().orElseThrow();
        String uname = String.join(" ", names.system(), names.node(), names.release(), names.version(), names.machine(), "GNU/Linux");
        assertEquals(uname, stopped.console().lines().findFirst().orElseThrow());
        String banner = LinuxVersion.read(kernel()).banner().orElseThrow();
        assertTrue(banner.startsWith("Linux version " + names.release() + " (") && banner.endsWith(names.version()), banner);
    }

    @Test
    @Order(1)
    void processesAreThoseOfPs() throws Exception {
        Tasks.Listing listing = new Tasks(kernel()).processes();
        assertTrue(listing.broken().isEmpty(), listing.broken()::toString);
        // The idle task is no process to ps, and ps itself is gone.
        List<String> printed = stopped.between("=PS=", "=MAPS=").stream().skip(1).map(line -> line.strip().split("\\s+"))
            .filter(words -> !words[3].equals("ps")).map(words -> words[0] + " " + words[1] + " " + words[2].charAt(0) + " " + words[3]).toList();
        List<String> seen = listing.tasks().stream().filter(t -> t.pid() != 0)
            .map(t -> t.pid() + " " + t.parent() + " " + t.state().letter() + " " + t.name()).toList();
        assertTrue(printed.size() > 40, printed::toString);
        // ps adds to the name of a worker what it works on; the shell waits for input by now.
        assertEquals(printed.stream().map(LinuxViewsTest::withoutState).toList(), seen.stream().map(LinuxViewsTest::withoutState).toList());
        assertEquals("0 swapper/0", listing.tasks().getFirst().pid() + " " + listing.tasks().getFirst().name());
        assertTrue(printed.stream().filter(seen::contains).count() > printed.size() / 2, () -> printed + "\n" + seen);
    }

    private static String withoutState(String line) {
        String[] words = line.split(" ");
        return words[0] + " " + words[1] + " " + words[3].replaceAll("^(kworker/[^-]*).*", "$1");
    }

    @Test
    @Order(1)
    void memoryOfTheFirstProcessIsThatOfItsMaps() throws Exception {
        Task init = new Tasks(kernel()).processes().tasks().stream().filter(task -> task.pid() == 1).findFirst().orElseThrow();
        MemoryAreas.Listing listing = MemoryAreas.read(kernel(), init.mm());
        assertTrue(listing.broken().isEmpty(), listing.broken()::toString);
        List<String> printed = stopped.between("=MAPS=", "=MARK=").stream()
            .map(line -> line.replaceAll(" [0-9a-f]+:[0-9a-f]+ [0-9]+ *", " ").replaceAll("\\[.*]", "").strip()).toList();
        assertEquals(printed, listing.areas().stream().map(area -> String.format(Locale.ROOT, "%08x-%08x %s %08x %s", area.start(), area.end(),
            area.permissions(), area.offset(), area.file()).strip()).toList());
    }

    @Test
    @Order(1)
    void paravirtualOperationsAreThoseOfAGuestOnKvm() throws Exception {
        PvOps.Table table = PvOps.read(kernel());
        assertTrue(table.named());
        assertEquals("kvm_io_delay", target(table, "cpu.io_delay"));
        assertEquals("native_write_cr3", target(table, "mmu.write_cr3"));
        assertEquals("__raw_callee_save___kvm_vcpu_is_preempted", target(table, "lock.vcpu_is_preempted"));
        assertTrue(table.entries().stream().allMatch(op -> op.target() == 0 || op.symbol().isPresent()), table::toString);
    }

    private static String target(PvOps.Table table, String name) {
        return table.entries().stream().filter(op -> op.name().equals(name)).findFirst().flatMap(PvOp::symbol).orElse("none");
    }

    @Test
    @Order(1)
    void expressionsKnowTypesVariablesAndEnums() throws Exception {
        Scope scope = program.scope(Scope.EMPTY);
        assertEquals("s8[16]", Expression.parse("init_task.comm", scope).root().type().name());
        assertEquals("s32", Expression.parse("task->pid", scope).root().type().name());
        assertEquals("struct task_struct *", Expression.parse("current_task", scope).root().type().name());
        assertEquals("u32", Expression.parse("runqueues.nr_running", scope).root().type().name());
        assertEquals("2", Expression.parse("PIDTYPE_PGID", scope).meaning());
        assertEquals("function *", Expression.parse("pv_ops.mmu.write_cr3", scope).root().type().name());
    }

    @Test
    @Order(1)
    void damagedMemoryEndsAViewAndNothingElse() throws Exception {
        LinuxKernel whole = kernel();
        List<String> undamaged = everyView(whole);
        int different = 0;
        for (int seed = 0; seed < MUTANTS; seed++) {
            var random = new SplittableRandom(seed);
            int rarity = 1 << random.nextInt(4, 16);
            MemoryView damaged = (address, into, offset, count) -> {
                int got = whole.memory().read(address, into, offset, count);
                if (got > 0 && random.nextInt(rarity) == 0) {
                    into[offset + random.nextInt(got)] ^= (byte) (1 << random.nextInt(8));
                }
                return random.nextInt(rarity) == 0 ? random.nextInt(got + 1) : got;
            };
            different += everyView(new LinuxKernel(damaged, whole.symbols(), whole.types(), true)).equals(undamaged) ? 0 : 1;
        }
        assertTrue(different > MUTANTS / 2, different + " of " + MUTANTS);
    }

    @Test
    @Order(2)
    void aModuleIsSeenWithItsSymbolsAndTheKernelsAreWhereTheGuestHasThem() throws Exception {
        ForgedModule.link(stopped.session, kernel());
        stopped.pressReturn();
        stopped.runTo("=DMESG=");
        List<String> printed = stopped.between("=MARK=", "=SYMBOLS=").stream().filter(line -> !line.isEmpty()).toList();
        var modules = new Modules(kernel());
        var listing = modules.all();
        assertTrue(listing.broken().isEmpty(), listing.broken()::toString);
        assertEquals(1, listing.modules().size());
        var module = listing.modules().getFirst();
        assertEquals(printed.getFirst(), module.name() + " " + module.size() + " " + module.users() + " - " + module.state().title() + " 0x"
            + hex(module.base()));
        List<String> symbols = modules.symbols(module).stream().map(s -> hex(s.address()) + " " + s.letter() + " " + s.name() + "\t[" + module.name()
            + "]").toList();
        List<String> inGuest = stopped.between("=SYMBOLS=", "=DMESG=");
        assertEquals(inGuest.stream().filter(line -> line.endsWith("]")).toList(), symbols);
        assertEquals(2, symbols.size());
        List<String> ofKernel = inGuest.stream().filter(line -> !line.endsWith("]")).toList();
        assertEquals(3, ofKernel.size(), inGuest::toString);
        for (String line : ofKernel) {
            String[] words = line.split(" ");
            assertEquals(words[0], hex(program.resolve(words[2]).orElseThrow().symbol().address()), line);
        }
        long schedule = program.resolve("schedule").orElseThrow().address();
        assertEquals("schedule+0x10", program.nameOf(schedule + 0x10).orElseThrow().toString());
        assertTrue(program.completions("start_ker", 10).contains("start_kernel"));
        assertEquals("ringside_probe+0x8 [ringside_forged]", program.nameOf(module.base() + 0x28).orElseThrow().toString());
        assertEquals(module.base() + 0x20, program.resolve("ringside_probe").orElseThrow().address());
        assertEquals(module.base() + 0x20, program.resolve("ringside_probe [ringside_forged]").orElseThrow().address());
    }

    @Test
    @Order(3)
    void theLogIsThatOfDmesg() throws Exception {
        stopped.runTo("=END=");
        Dmesg.Log log = Dmesg.read(kernel());
        List<String> printed = stopped.between("=DMESG=", "=END=");
        assertTrue(printed.size() > 150, printed::toString);
        assertEquals(printed, log.records().stream().flatMap(LinuxViewsTest::lines).toList());
        assertEquals(0, log.skipped());
    }

    private static Stream<String> lines(LogRecord record) {
        String time = String.format(Locale.ROOT, "[%5d.%06d] ", record.nanoseconds() / 1_000_000_000, record.nanoseconds() / 1000 % 1_000_000);
        return record.text().lines().map(line -> (time + line).stripTrailing());
    }

    @Test
    @Order(4)
    void userModeSeesTheSameKernel() throws Exception {
        stopped.pressReturn();
        var registers = stopped.session.registers(0, RegisterWidth.BITS_64);
        long spent = stopped.session.instructions() + 50_000_000;
        while (read(registers, "cpl") != 3) {
            assertTrue(stopped.session.instructions() < spent, "no user code");
            stopped.guest.machine().run(stopped.session.instructions() + 997);
        }
        CurrentTask.Known current = (CurrentTask.Known) program.task();
        Task task = new Tasks(kernel()).read(current.address());
        assertNotEquals(0, task.mm());
        assertEquals("sh", task.name(), task::toString);
        assertEquals(current.address(), program.taskReader().getAsLong());
        assertTrue(new Tasks(kernel()).processes().tasks().contains(task), () -> task + " is not in the list");
        assertTrue(program.resolve("schedule").isPresent());
    }

    @Test
    @Order(5)
    void commandsShowTheViews() throws Exception {
        var runner = new Thread(() -> {
            stopped.session.control().holdAtStart();
            stopped.session.control().run(Long.MAX_VALUE);
        });
        runner.start();
        var workbench = new Workbench(new Guest("debian-amd64", stopped.guest, stopped.session, new AbiLog()), Families.table());
        try {
            assertContains(workbench, "dmesg 3", "pti=on");
            assertContains(workbench, "ps", "[kthreadd]");
            assertContains(workbench, "ps threads", "swapper/0");
            assertContains(workbench, "modules", "ringside_forged");
            assertContains(workbench, "lx-version", "SMP PREEMPT_DYNAMIC Debian");
            assertContains(workbench, "pv-ops *kvm*", "cpu.io_delay");
            assertContains(workbench, "vmmap 1", "/bin/busybox");
            assertContains(workbench, "info symbols", "found in memory");
            assertContains(workbench, "info symbol ringside_probe + 8", "ringside_probe+0x8 [ringside_forged]");
            assertContains(workbench, "info address current_task", "this processor's copy");
            assertContains(workbench, "whatis task->mm", "struct mm_struct *");
            assertContains(workbench, "whatis pid_t", "__kernel_pid_t");
            assertContains(workbench, "whatis schedule", "void schedule(void)");
            assertContains(workbench, "ptype struct list_head", "struct list_head *prev;");
            assertContains(workbench, "ptype task", "comm[16]");
            assertContains(workbench, "print init_task.tasks.next != 0 && task->tgid > 0", "1");
            assertEquals("no symbol is called nothing_at_all",
                assertThrows(CommandException.class, () -> workbench.executor().execute("info address nothing_at_all")).getMessage());
            assertEquals("no process has the number 999999; `ps` lists them",
                assertThrows(CommandException.class, () -> workbench.executor().execute("vmmap 999999")).getMessage());
        } finally {
            stopped.session.control().kill();
            runner.join();
        }
    }

    private static void assertContains(Workbench workbench, String line, String part) {
        String shown = String.join("\n", TextRenderer.plain(workbench.executor().execute(line)));
        assertTrue(shown.contains(part), line + "\n" + shown);
    }

    private static long read(Registers registers, String name) {
        return registers.read(registers.named(name)).low();
    }
}
