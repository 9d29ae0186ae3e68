package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.debug.RegisterWidth;
import dev.ringside.emulator.debug.inspect.Inspector;
import dev.ringside.emulator.debug.inspect.device.IoApicView;
import dev.ringside.emulator.debug.inspect.device.PhysicalMap;
import dev.ringside.emulator.debug.inspect.paging.AddressSpace;
import dev.ringside.emulator.debug.inspect.paging.PageTables;
import dev.ringside.emulator.debug.inspect.paging.Region;
import dev.ringside.emulator.debug.inspect.paging.Walk;
import dev.ringside.emulator.debug.inspect.register.CpuidLeaf;
import dev.ringside.emulator.debug.inspect.segment.DescriptorKind;
import dev.ringside.emulator.debug.inspect.segment.DescriptorRow;
import dev.ringside.emulator.device.interrupt.LocalApicState;
import dev.ringside.repl.workbench.AbiLog;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Example;
import dev.ringside.repl.workbench.Guest;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.command.Families;
import dev.ringside.repl.workbench.render.TextRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What the views say of the machine under a Debian guest that KASLR has moved is what the guest prints of it: {@code /proc/cpuinfo},
 * {@code /proc/iomem}, {@code /proc/interrupts}, {@code /proc/kallsyms}. A view that reads the wrong place or a wrong bit shows as a difference.
 * Nothing that is looked at changes, and no command takes 50 ms. One boot.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MachineViewsTest {
    private static final String SCRIPT = "echo =FLAGS=; grep -m1 ^flags /proc/cpuinfo; echo =IOMEM=; cat /proc/iomem; echo =IRQ=; cat /proc/interrupts; "
        + "echo =MARK=; sleep 1000";

    /** Linux's names of features, where they are not ours in small letters; empty for those that it does not print. */
    private static final Map<String, String> LINUX_NAMES = Map.ofEntries(Map.entry("CLFSH", "clflush"), Map.entry("SSE3", "pni"),
        Map.entry("SSE41", "sse4_1"), Map.entry("SSE42", "sse4_2"), Map.entry("TSC_DEADLINE", "tsc_deadline_timer"), Map.entry("OSXSAVE", ""),
        Map.entry("SPEC_CTRL", "ibrs"), Map.entry("LAHF64", "lahf_lm"), Map.entry("PREFETCHW", "3dnowprefetch"), Map.entry("GIGABYTE_PAGES", "pdpe1gb"),
        Map.entry("INVARIANT_TSC", "nonstop_tsc"));

    private static final int PAGE_FAULT = 14, DOUBLE_FAULT = 8, NMI = 2;
    private static final long MOST_NANOSECONDS = 50_000_000;
    private static final Set<String> FAMILIES = Set.of("pagetable", "tlb", "gdt", "ldt", "idt", "tss", "msr", "cpuid", "lapic", "ioapic", "pic", "devices",
        "pci", "memory-map", "explain");

    private static StoppedGuest stopped;
    private static Inspector inspector;

    @BeforeAll
    static void boot() throws Exception {
        stopped = StoppedGuest.ready(SCRIPT);
        inspector = stopped.session.inspect();
        stopped.runTo("=MARK=");
    }

    private static long symbol(String name) throws Exception {
        return stopped.session.program().resolve(name).orElseThrow(() -> new AssertionError(name)).address();
    }

    private static String name(long address) {
        return stopped.session.program().nameOf(address).map(Object::toString).orElse("");
    }

    @Test
    @Order(1)
    void lookingChangesNothing() {
        long hash = stopped.guest.machine().stateHash();
        PageTables tables = inspector.pageTables(0);
        tables.space();
        tables.tlb(false).forEach(t -> tables.tlb(t.linear()));
        tables.tlb(true);
        inspector.descriptors(0).idt();
        inspector.descriptors(0).gdt();
        inspector.descriptors(0).tss();
        inspector.msrs(0).all();
        inspector.cpuid(0).all();
        inspector.devices().all();
        inspector.devices().lapic(0);
        inspector.explain(0, MachineViewsTest::name).instruction();
        inspector.explain(0, MachineViewsTest::name).lastFault();
        assertEquals(hash, stopped.guest.machine().stateHash());
    }

    @Test
    @Order(1)
    void featuresAreThoseOfCpuinfo() {
        Set<String> printed = Set.of(stopped.between("=FLAGS=", "=IOMEM=").getFirst().replaceFirst("^flags\\s*: ", "").split(" "));
        Set<String> seen = inspector.cpuid(0).all().stream().flatMap(leaf -> leaf.features().stream()).map(CpuidLeaf.Feature::name)
            .filter(n -> !n.startsWith("KVM_FEATURE_")).map(n -> LINUX_NAMES.getOrDefault(n, n.toLowerCase(Locale.ROOT))).filter(n -> !n.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
        var missing = new TreeSet<>(seen);
        missing.removeAll(printed);
        assertEquals(Set.of(), missing, printed::toString);
        assertTrue(seen.size() > 50, seen::toString);
    }

    /** Where the page tables lead to is where the guest says that it lies. */
    @Test
    @Order(1)
    void theKernelLiesWhereIomemSays() throws Exception {
        PageTables tables = inspector.pageTables(0);
        for (String[] row : new String[][] {{"Kernel code", "_text"}, {"Kernel rodata", "__start_rodata"}, {"Kernel data", "_sdata"}}) {
            String line = stopped.between("=IOMEM=", "=IRQ=").stream().filter(l -> l.endsWith(" : " + row[0])).findFirst().orElseThrow();
            long first = Long.parseLong(line.strip().split("-")[0], 16);
            assertEquals(first, tables.walk(symbol(row[1])).page().orElseThrow().physical(), line);
        }
        Region code = tables.space().at(symbol("_text")).orElseThrow();
        assertEquals("r-x", code.mapping().supervisorRights().letters());
        assertEquals("---", code.mapping().userRights().letters());
        assertEquals("r--", tables.walk(symbol("__start_rodata")).page().orElseThrow().rights().supervisor().letters());
        assertEquals("rw-", tables.walk(symbol("_sdata")).page().orElseThrow().rights().supervisor().letters());
    }

    @Test
    @Order(1)
    void theMapOfMemoryIsThatOfIomem() {
        List<String> printed = stopped.between("=IOMEM=", "=IRQ=").stream().filter(l -> l.endsWith(" : System RAM")).map(l -> l.split(" ")[0]).toList();
        // Linux keeps the lowest page for itself and calls it reserved.
        List<String> told = inspector.devices().physicalMap().told().stream().filter(r -> r.meaning().equals("usable"))
            .map(r -> "%08x-%08x".formatted(Math.max(r.first(), 0x1000), r.last())).toList();
        assertEquals(told, printed);
        assertTrue(inspector.devices().physicalMap().ranges().stream().anyMatch(r -> r.kind() == PhysicalMap.Kind.DEVICE && r.name().equals("ioapic0")));
    }

    /** A list of everything that is mapped agrees with a walk for each of its ends, and with what lies between two regions. */
    @Test
    @Order(1)
    void regionsAreWhatWalksSay() {
        PageTables tables = inspector.pageTables(0);
        AddressSpace space = tables.space();
        assertTrue(space.complete());
        assertTrue(space.regions().size() > 50, () -> space.regions().size() + " regions");
        Region before = null;
        for (Region region : space.regions()) {
            if (region.repeats() == 0) {
                for (long linear : new long[] {region.first(), region.last()}) {
                    Walk.Page page = tables.walk(linear).page().orElseThrow(() -> new AssertionError(Long.toHexString(linear)));
                    assertEquals(region.mapping().pageSize(), page.size());
                    assertEquals(region.mapping().supervisorRights(), page.rights().supervisor());
                    assertEquals(stopped.guest.machine().cpu(0).mmu.inspect(linear), page.physical());
                }
            }
            if (before != null && before.last() + 1 != region.first() && before.last() != 0x7FFF_FFFF_FFFFL) {
                assertTrue(tables.walk(before.last() + 1).page().isEmpty(), Long.toHexString(before.last() + 1));
            }
            before = region;
        }
    }

    @Test
    @Order(1)
    void gatesLeadToTheHandlersOfKallsyms() {
        List<DescriptorRow> gates = inspector.descriptors(0).idt().rows();
        assertEquals(256, gates.size());
        assertEquals("asm_exc_page_fault", target(gates.get(PAGE_FAULT)));
        assertEquals("asm_exc_double_fault", target(gates.get(DOUBLE_FAULT)));
        assertEquals("asm_exc_nmi", target(gates.get(NMI)));
        assertEquals("asm_exc_general_protection", target(gates.get(13)));
        assertTrue(((DescriptorKind.Gate) gates.get(DOUBLE_FAULT).kind()).stack() > 0, "a double fault has a stack of its own");
        assertTrue(gates.stream().allMatch(g -> g.kind() instanceof DescriptorKind.Gate gate && gate.bits() == 64));
    }

    private static String target(DescriptorRow row) {
        return name(((DescriptorKind.Gate) row.kind()).offset());
    }

    /** Entry to the kernel, and the segments that it needs, as Linux sets them up. */
    @Test
    @Order(1)
    void segmentsTaskStateAndSyscall() throws Exception {
        assertEquals("entry_SYSCALL_64", name(inspector.msrs(0).named("LSTAR").orElseThrow().value()));
        long star = inspector.msrs(0).named("IA32_STAR").orElseThrow().value();
        DescriptorRow kernel = inspector.descriptors(0).find((int) (star >>> 32) & 0xFFFF).orElseThrow();
        assertTrue(kernel.kind() instanceof DescriptorKind.Segment s && s.code() && s.bits() == 64 && kernel.dpl() == 0, kernel::toString);
        var tss = inspector.descriptors(0).tss().orElseThrow();
        assertEquals(64, tss.bits());
        assertTrue(tss.fields().stream().anyMatch(f -> f.name().equals("RSP0") && f.value().orElse(0L) < 0));
        DescriptorRow tr = inspector.descriptors(0).find(tss.selector()).orElseThrow();
        assertTrue(tr.kind() instanceof DescriptorKind.TaskState t && t.busy() && t.base() == tss.base(), tr::toString);
    }

    @Test
    @Order(1)
    void interruptsAreRoutedAsTheGuestSays() {
        List<String> lines = stopped.between("=IRQ=", "=MARK=");
        List<Integer> printed = lines.stream().filter(l -> l.contains("IO-APIC")).map(l -> l.replaceAll(".*IO-APIC +([0-9]+)-.*", "$1"))
            .map(Integer::valueOf).sorted().toList();
        List<Integer> open = inspector.devices().ioApic().entries().stream().filter(e -> !e.masked()).map(IoApicView.Entry::pin).toList();
        // The timer's pin is masked once the local APIC's own is in use; the guest goes on to list it.
        assertTrue(printed.containsAll(open) && open.contains(4), () -> printed + " " + open);
        LocalApicState apic = inspector.devices().lapic(0);
        assertTrue(apic.enabled());
        assertEquals(LocalApicState.TimerMode.TSC_DEADLINE, apic.timer().mode());
        assertEquals(0xEC, apic.registers().get("LVT_TIMER") & 0xFF, "LOCAL_TIMER_VECTOR");
        assertTrue(inspector.devices().pic().stream().allMatch(p -> p.mask() == 0xFF || p.mask() == 0xFB), "Linux masks the 8259 pair");
    }

    @Test
    @Order(2)
    void theLastFaultIsExplainedByTheTables() {
        var registers = stopped.session.registers(0, RegisterWidth.BITS_64);
        long cr2 = registers.read(registers.named("cr2")).low();
        String text = inspector.explain(0, MachineViewsTest::name).lastFault().toString();
        assertTrue(text.contains("#PF page fault"), text);
        assertTrue(text.contains("0x" + Long.toHexString(cr2) + " (CR2)"), text);
        assertTrue(text.contains("asm_exc_page_fault"), text);
    }

    /** Every example of these commands works on the guest, and each of them takes less than 50 ms when it is warm. */
    @Test
    @Order(3)
    void commandsAnswerAtOnce() throws Exception {
        var runner = new Thread(() -> {
            stopped.session.control().holdAtStart();
            stopped.session.control().run(Long.MAX_VALUE);
        });
        runner.start();
        try {
            var workbench = new Workbench(new Guest("debian-amd64", stopped.guest, stopped.session, new AbiLog()), Families.table());
            List<String> slow = new ArrayList<>();
            for (CommandRow row : workbench.commands().rows()) {
                if (FAMILIES.contains(row.name().split(" ")[0])) {
                    for (Example example : row.examples()) {
                        example.before().forEach(workbench.executor()::execute);
                        long best = Stream.generate(() -> time(workbench, example.line())).limit(25).min(Long::compare).orElseThrow();
                        if (best > MOST_NANOSECONDS) {
                            slow.add(example.line() + ": " + best / 1_000_000 + " ms");
                        }
                    }
                }
            }
            assertEquals(List.of(), slow);
        } finally {
            stopped.session.control().kill();
            runner.join();
        }
    }

    private static long time(Workbench workbench, String line) {
        long from = System.nanoTime();
        List<String> shown = TextRenderer.plain(workbench.executor().execute(line));
        assertTrue(!shown.isEmpty(), line);
        return System.nanoTime() - from;
    }
}
