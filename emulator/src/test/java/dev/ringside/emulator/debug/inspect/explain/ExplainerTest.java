package dev.ringside.emulator.debug.inspect.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.debug.inspect.explain.Explanation.Line;
import dev.ringside.emulator.debug.inspect.paging.Level;
import dev.ringside.emulator.isa.InstructionTable;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.platform.kvm.KvmFeature;
import dev.ringside.emulator.platform.kvm.KvmPlatform;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Explanations of a guest in 64-bit mode with paging say what its state and the manual's rules give. */
class ExplainerTest {
    private static final int CODE = 0x10000, TABLES = 0x1000, IDT = 0x5000, GDT = 0x6000;

    private final Machine machine = new Machine(MachineConfig.of(CpuModel.standard(), 4 << 20));
    private final Cpu cpu = machine.cpu(0);
    private final KvmPlatform kvm = new KvmPlatform(EnumSet.of(KvmFeature.PV_UNHALT), 1, 0);
    private final Explainer explainer;

    ExplainerTest() {
        kvm.attach(machine);
        machine.extend(kvm.configuration(), kvm);
        explainer = new Session(machine).inspect().explain(0, linear -> linear == CODE ? "start" : "");
        // 64-bit code at CODE, pages of 4 KiB: the first 64 identical, page 0x20 read-only, page 0x30 not present
        put(TABLES, 0x2007);
        put(0x2000, 0x3007);
        put(0x3000, 0x4007);
        for (int i = 0; i < 64; i++) {
            put(0x4000 + 8 * i, i * 0x1000L | (i == 0x20 ? 5 : i == 0x30 ? 0 : 7));
        }
        put(GDT + 8, 0x00AF9B000000FFFFL);
        for (int vector = 0; vector < 32; vector++) {
            put(IDT + 16 * vector, 0x00008E0000080000L | CODE + 0x800 & 0xFFFF | (long) (CODE >> 16) << 48);
            put(IDT + 16 * vector + 8, 0);
        }
        cpu.gdtBase = GDT;
        cpu.gdtLimit = 15;
        cpu.idtBase = IDT;
        cpu.idtLimit = 0x1FF;
        cpu.segments.set(1, 8, 0, 0xFFFFFFFFL, 0xA09B);
        cpu.segments.set(2, 0, 0, 0xFFFFFFFFL, 0xC093);
        cpu.segments.set(3, 0, 0, 0xFFFFFFFFL, 0xC093);
        cpu.setControl(0x8001_0013L, TABLES, Cpu.CR4_PAE | Cpu.CR4_OSFXSR, Cpu.EFER_LME | Cpu.EFER_LMA, true);
        cpu.rip = CODE;
        cpu.r[Cpu.RSP] = 0x9000;
    }

    private void put(long at, long value) {
        machine.memory().write(Agent.LOADER, at, 8, value);
    }

    private Explanation explain(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        machine.memory().copyIn(Agent.LOADER, CODE, bytes, 0, bytes.length);
        return explainer.instruction();
    }

    private static String text(Explanation e) {
        return e.title() + "\n" + e.parts().stream().map(p -> "[" + p.heading() + "]\n" + p.lines().stream().map(Line::toString)
                .collect(Collectors.joining("\n"))).collect(Collectors.joining("\n"));
    }

    private static void says(Explanation e, String label, String words) {
        assertTrue(e.parts().stream().flatMap(p -> p.lines().stream()).anyMatch(l -> l.label().equals(label) && l.words().equals(words)),
                () -> "'" + label + "': '" + words + "' in\n" + text(e));
    }

    @Test
    void everyInstructionHasASummary() {
        var missing = InstructionTable.rows().stream().map(Row::mnemonic).filter(m -> !InstructionSummary.known(m)).collect(Collectors.toCollection(TreeSet::new));
        missing.removeIf(m -> m.equals("INVALID") || m.equals("TOO_LONG"));
        assertEquals(new TreeSet<>(), missing);
    }

    @Test
    void anAdditionToMemory() {
        cpu.r[3] = 0x20010;
        cpu.r[1] = 0x11;
        put(0x20018, 0x42);
        Explanation e = explain("48 11 4b 08");
        assertEquals("0x10000: adc QWORD PTR [rbx+0x8],rcx", e.title());
        assertEquals("SDM vol. 2, ADC", e.source());
        says(e, "", "adds, with the carry");
        says(e, "QWORD PTR [rbx+0x8]", "read and written; now at 0x20018, holds 0x42");
        says(e, "rcx", "read; now 0x11");
        says(e, "read", "CF=0");
        says(e, "written", "OF SF ZF AF PF CF");
        says(e, "#GP(0)", "an address is not canonical");
    }

    @Test
    void aBranchTellsWhetherItIsTaken() {
        cpu.setFlags(2 | 0x40);
        Explanation e = explain("74 10");
        says(e, "", "the condition holds: the branch is taken to 0x10012");
        cpu.setFlags(2);
        says(explain("74 10"), "", "the condition does not hold: execution goes on at 0x10002");
    }

    @Test
    void whatTheStateForbidsIsSaid() {
        cpu.cpl = 3;
        Explanation e = explain("0f 32");
        says(e, "needs", "CPL 0 (it is 3), CPUID feature MSR (on)");
        says(e, "#GP(0)", "CPL is not 0 (so it is now)");
        cpu.setControl(cpu.cr0 | 8, cpu.cr3, cpu.cr4, cpu.efer, false);
        says(explain("66 0f ef c0"), "#NM", "CR0.TS is set (so it is now)");
    }

    @Test
    void aCallToTheHypervisorNamesItsArguments() {
        cpu.r[Cpu.RAX] = 5;
        cpu.r[3] = 0x1;
        cpu.r[1] = 7;
        Explanation e = explain("0f 01 c1");
        assertTrue(e.parts().stream().anyMatch(p -> p.heading().equals("now: KVM_HC_KICK_CPU, call 5 of platform kvm")), () -> text(e));
        says(e, "apicid", "in rcx: 7");
        says(explainer.call("kick_cpu").orElseThrow(), "needs", "KVM_FEATURE_PV_UNHALT (offered)");
        says(explainer.call("SEND_IPI").orElseThrow(), "needs", "KVM_FEATURE_PV_SEND_IPI (not offered)");
        assertTrue(explainer.call("NO_SUCH").isEmpty());
    }

    @Test
    void bytesThatAreNoInstructionAndBytesThatAreNotThere() {
        says(explain("ff ff"), "", "the bytes are no instruction of this processor: executing them raises #UD");
        says(explainer.instruction(0x30000), "", "no instruction can be read there: the PTE is not present: an access raises #PF with P clear "
                + "(SDM vol. 3, 4.7)");
    }

    @Test
    void aWriteToAReadOnlyPageIsExplained() {
        assertEquals("no exception", explainer.lastFault().title());
        // mov [0x20123], eax
        byte[] code = HexFormat.of().parseHex("89042523010200");
        machine.memory().copyIn(Agent.LOADER, CODE, code, 0, code.length);
        machine.memory().copyIn(Agent.LOADER, CODE + 0x800, HexFormat.of().parseHex("f4"), 0, 1);
        machine.run(1);
        Explanation e = explainer.lastFault();
        assertEquals("#PF page fault, error code 0x3", e.title());
        says(e, "at", "0x10000: mov DWORD PTR ds:0x20123,eax");
        says(e, "address", "0x20123 (CR2)");
        says(e, "because", "the page is read-only, and CR0.WP is set");
        says(e, "PTE", "0x20005 at physical 0x4100: entry of the page table");
        says(e, "", "64-bit interrupt gate to 0x8:0x10800, DPL 0");
        put(0x4100, 0x20007);
        cpu.mmu.flush(true);
        says(explainer.lastFault(), "", "the address is mapped to physical 0x20123, user rwx, supervisor rwx");
    }

    @Test
    void aPageThatIsNotPresentAndADoubleFault() {
        byte[] code = HexFormat.of().parseHex("8b042500000300");
        machine.memory().copyIn(Agent.LOADER, CODE, code, 0, code.length);
        put(IDT + 16 * 14, 0);
        machine.memory().copyIn(Agent.LOADER, CODE + 0x800, HexFormat.of().parseHex("f4"), 0, 1);
        machine.run(1);
        Explanation e = explainer.lastFault();
        assertEquals("#DF double fault, error code 0x0", e.title());
        says(e, "because", "#GP general protection was met while #PF page fault was delivered (SDM vol. 3, table 6-5)");
    }

    @Test
    void entriesSelectorsErrorCodesRegistersAndLeaves() {
        Explanation pde = explainer.entry(Level.PDE, 0x8000_0000_0020_00E7L);
        assertEquals("PDE 0x80000000002000e7: entry of the page directory, for a page of 2 MiB", pde.title());
        says(pde, "page (bits 39:21)", "0x200000: physical address of the page");
        says(pde, "reserved", "bits 0x8000000000000000 are set: an access raises #PF with RSVD set");
        says(explainer.selector(8), "", "64-bit code, readable, accessed, base 0x0, limit 0xffffffff, DPL 0");
        says(explainer.errorCode(13, 0x72), "names", "64-bit interrupt gate to 0x8:0x10800, DPL 0");
        says(explainer.errorCode(13, 0x10), "names", "a place outside its table");
        says(explainer.register("cr0").orElseThrow(), "WP (bit 16)", "1: the supervisor respects read-only pages");
        says(explainer.register("ia32_efer").orElseThrow(), "LMA (bit 10)", "1: IA-32e mode active");
        assertTrue(explainer.register("cr9").isEmpty());
        says(explainer.feature("smap").orElseThrow(), "where", "leaf 0x7, ebx bit 20");
        says(explainer.leaf(0x40000000, 0), "spells", "KVMKVMKVM");
    }

    @Test
    void explainingChangesNothing() {
        explain("48 11 4b 08");
        long hash = machine.stateHash();
        var calls = new int[1];
        kvm.listen(call -> calls[0]++);
        explain("0f a2");
        explain("0f 32");
        explainer.lastFault();
        explainer.register("MSR_KVM_POLL_CONTROL");
        explain("48 11 4b 08");
        assertEquals(hash, machine.stateHash());
        assertEquals(0, calls[0], "the platform's listener heard of it");
    }
}
