package dev.ringside.emulator.debug.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.debug.BareGuest;
import dev.ringside.emulator.debug.DrivenGuest;
import dev.ringside.emulator.debug.Stop;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.emulator.memory.Agent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every selector, on every engine: its event stops the guest at the right instruction, with the right fields, each time. A selector that
 * misses an event, or tells of one that did not happen, stops at another count.
 */
@ParameterizedClass
@EnumSource
class SelectorsTest {
    private static final int CODE = BareGuest.CODE, DATA = 0x20000;

    private final TestEngine engine;
    private DrivenGuest guest;

    SelectorsTest(TestEngine engine) {
        this.engine = engine;
    }

    private DrivenGuest start(BareGuest ready) {
        guest = new DrivenGuest(ready);
        return guest;
    }

    private BareGuest code(String hex) {
        return new BareGuest(engine).code(hex).protected32(0);
    }

    @AfterEach
    void end() {
        guest.close();
    }

    private static String fields(RuleHit hit) {
        return hit.fields().stream().map(f -> f.name() + "=" + Long.toHexString(f.value())).collect(Collectors.joining(" "));
    }

    // inc eax; jmp to the start
    private static final String LOOP = "40 EB FD";

    @Test
    void anInstructionByLinearAddress() {
        start(code(LOOP));
        guest.stop(new Selector.Execute(new CodePlace.Linear(CODE + 1)));
        for (int i = 1; i <= 3; i++) {
            RuleHit hit = guest.one();
            assertEquals(CODE + 1, hit.linear());
            assertEquals(i, hit.hit());
            assertEquals(i, guest.get("rax"));
        }
    }

    @Test
    void anInstructionByPhysicalAddressThroughAnyLinearAddress() {
        // The second GiB is mapped to the first: jump to the alias.
        BareGuest bare = new BareGuest(engine).code("48FFC0 B8 00000140 FFE0").long64(0);
        bare.putQuad(BareGuest.PAGE_TABLES + 0x1008, 0x87);
        start(bare);
        guest.stop(new Selector.Execute(new CodePlace.Physical(CODE + 8)));
        assertEquals(CODE + 8, guest.one().linear());
        guest.control.step(1);
        assertEquals(new Stop.Stepped(), guest.next());
        assertEquals(0x40010000L, guest.get("rip"));
        assertEquals(0x40010008L, guest.one().linear());
    }

    @Test
    void anInstructionByPhysicalAddressIsMetInHotCode() {
        start(code(LOOP));
        Rule counter = guest.add(RuleSpec.of(new Selector.Execute(new CodePlace.Physical(CODE))));
        guest.stop(new Selector.Execute(new CodePlace.Linear(CODE + 1)));
        assertEquals(true, guest.on(() -> guest.session.rules().ignore(2, 9_999)));
        guest.one();
        assertEquals(10_000, guest.get("rax"));
        assertEquals(10_000, guest.on(counter::hits));
    }

    @Test
    void anInstructionBySegmentAndOffset() {
        start(new BareGuest(engine).code(LOOP).real());
        guest.stop(new Selector.Execute(new CodePlace.Segmented(CODE >> 4, 1)));
        guest.one();
        assertEquals(1, guest.get("rip"));
        guest.stop(new Selector.Execute(new CodePlace.Segmented((CODE >> 4) - 1, 0x10)));
        assertEquals(2, guest.one().rule());
        assertEquals(0, guest.get("rip"));
    }

    @Test
    void aWatchpointStopsOnlyWhenTheValueChanges() {
        // mov [0x20000], ecx; inc dl; test dl, 3; jnz over; inc ecx; over: jmp to the start
        start(code("890D 00000200 FEC2 F6C203 7501 41 EBF0"));
        guest.stop(Selector.Memory.watch(DATA, 4));
        for (int value = 1; value < 4; value++) {
            RuleHit hit = guest.one();
            assertEquals("address=20000 size=4 write=1 value=" + value + " old=" + (value - 1) + " new=" + value + " agent=0", fields(hit));
            assertEquals(CODE + 6, guest.get("rip"));
        }
    }

    @Test
    void readsAndWritesOfARange() {
        // mov eax, [0x20008]; mov [0x20002], al; mov [0x20003], ax; jmp to the start
        start(code("A1 08000200 A2 02000200 66A3 03000200 EBEE"));
        Set<Actor> cpu = Set.of(Actor.CPU);
        guest.stop(new Selector.Memory(Selector.Space.LINEAR, DATA + 11, DATA + 20, Set.of(Access.READ), cpu, false));
        guest.stop(new Selector.Memory(Selector.Space.LINEAR, DATA + 4, DATA + 8, Set.of(Access.WRITE), cpu, false));
        assertEquals("1 address=20008 size=4 write=0 value=0 old=0 new=0 agent=0", named(guest.one()));
        assertEquals("2 address=20003 size=2 write=1 value=0 old=0 new=0 agent=0", named(guest.one()));
        assertEquals("1 address=20008 size=4 write=0 value=0 old=0 new=0 agent=0", named(guest.one()));
    }

    private static String named(RuleHit hit) {
        return hit.rule() + " " + fields(hit);
    }

    @Test
    void physicalMemoryWhoeverWritesIt() {
        start(code("890D 00000200 41 EBF7"));
        Rule device = guest.add(RuleSpec.of(new Selector.Memory(Selector.Space.PHYSICAL, DATA, DATA + 3, Set.of(Access.WRITE), Set.of(Actor.DEVICE), false)));
        guest.stop(new Selector.Memory(Selector.Space.PHYSICAL, DATA, DATA + 3, Set.of(Access.WRITE), Actor.any(), true));
        assertEquals("2 address=20000 size=4 write=1 value=1 old=0 new=1 agent=0", named(guest.one()));
        guest.on(() -> {
            guest.machine.memory().write(Agent.DEVICE, DATA, 4, 7);
            return null;
        });
        assertEquals("2 address=20000 size=4 write=1 value=2 old=7 new=2 agent=0", named(guest.one()));
        assertEquals(1, guest.on(device::hits));
    }

    @Test
    void whatDevicesDoToALinearRangeIsMetWhereItsPageLies() {
        // mov [0x2008], rbx: the second GiB moves from the first to the third physical MiB; jmp to itself
        BareGuest bare = new BareGuest(engine).code("48891C25 08200000 EBFE").long64(0);
        bare.putQuad(BareGuest.PAGE_TABLES + 0x1008, 0x4003);
        bare.putQuad(0x4000, 0x5003);
        bare.putQuad(0x5000, 0x100003);
        bare.putQuad(0x6000, 0x5003 + 0x2000);
        bare.putQuad(0x7000, 0x300003);
        bare.set("rbx", 0x6003);
        start(bare);
        guest.stop(new Selector.Memory(Selector.Space.LINEAR, 0x40000010L, 0x40000017L, Set.of(Access.WRITE), Set.of(Actor.DEVICE), false));
        guest.on(() -> {
            guest.machine.memory().write(Agent.DEVICE, 0x100010, 4, 1);
            guest.machine.memory().write(Agent.HYPERVISOR, 0x100010, 4, 2);
            guest.machine.memory().write(Agent.DEVICE, 0x300010, 4, 3);
            return null;
        });
        assertEquals(1, guest.on(() -> guest.session.rules().list().getFirst().hits()));
        guest.control.step(1);
        guest.next();
        guest.on(() -> {
            guest.machine.memory().write(Agent.DEVICE, 0x100010, 4, 4);
            guest.machine.memory().write(Agent.DEVICE, 0x300014, 2, 5);
            return null;
        });
        assertEquals(2, guest.on(() -> guest.session.rules().list().getFirst().hits()));
        guest.on(() -> guest.session.rules().remove(1));
        guest.on(() -> {
            guest.machine.memory().write(Agent.DEVICE, 0x300014, 2, 6);
            return null;
        });
    }

    @Test
    void ports() {
        // out 0x80, al; in al, 0x71; inc eax; jmp to the start
        start(code("E680 E471 40 EBF9"));
        guest.stop(new Selector.Port(0x80, 0x80, Set.of(Access.WRITE)));
        assertEquals("port=80 size=1 write=1 value=0", fields(guest.one()));
        guest.stop(new Selector.Port(0x70, 0x77, Access.any()));
        assertEquals(2, guest.one().rule());
        assertEquals(CODE + 4, guest.get("rip"));
    }

    @Test
    void modelSpecificRegisters() {
        // xor edx, edx; mov ecx, 0x175; wrmsr; rdmsr; inc eax; jmp to the wrmsr
        start(code("31D2 B9 75010000 0F30 0F32 40 EBF9"));
        guest.stop(new Selector.Msr(0x175, 0x175, Set.of(Access.WRITE)));
        assertEquals("msr=175 write=1 value=0", fields(guest.one()));
        assertEquals("msr=175 write=1 value=1", fields(guest.one()));
        guest.stop(new Selector.Msr(0, 0xFFFFFFFFL, Set.of(Access.READ)));
        assertEquals("msr=175 write=0 value=1", fields(guest.one()));
    }

    @Test
    void controlAndDebugRegisters() {
        // mov cr3, eax; mov dr2, eax; add eax, 0x1000; jmp to the start
        start(code("0F22D8 0F23D0 05 00100000 EBF3"));
        guest.stop(new Selector.Control(3));
        guest.stop(new Selector.Debug(2));
        assertEquals("1 register=3 value=0 old=0", named(guest.one()));
        assertEquals("2 register=2 value=0 old=0", named(guest.one()));
        assertEquals("1 register=3 value=1000 old=0", named(guest.one()));
        assertEquals("2 register=2 value=1000 old=0", named(guest.one()));
    }

    @Test
    void cpuid() {
        // mov eax, 7; mov ecx, 1; cpuid; jmp to the start
        start(code("B8 07000000 B9 01000000 0FA2 EBF2"));
        guest.stop(new Selector.Cpuid(4, 7));
        assertEquals("leaf=7 subleaf=1", fields(guest.one()));
        assertEquals(CODE + 12, guest.get("rip"));
    }

    /** Code with an interrupt table whose gates 0, 3 and 0x80 lead to 0x11000. */
    private BareGuest withGates(String hex) {
        BareGuest g = code(hex);
        g.set("idtr_base", 0x5000);
        g.set("idtr_limit", 0x407);
        g.set("gdtr_base", 0x3000);
        g.set("gdtr_limit", 0x1F);
        g.putQuad(0x3018, 0x00CF9B000000FFFFL);
        for (int vector : new int[] {0, 3, 0x80}) {
            g.putQuad(0x5000 + 8 * vector, 0x00018E00_00181000L);
        }
        g.putQuad(0x11000, 0xCF);
        return g;
    }

    @Test
    void exceptionsAndProgrammedInterruptsAreToldApart() {
        // int3; int 0x80; xor ecx, ecx; div ecx
        start(withGates("CC CD80 31C9 F7F1"));
        guest.stop(new Selector.Vector(0, 255, Set.of(Selector.Source.EXCEPTION)));
        assertEquals("vector=3 error=0 source=0 from=10001", fields(guest.one()));
        assertEquals(0x11000, guest.get("rip"));
        assertEquals("vector=0 error=0 source=0 from=10005", fields(guest.one()));
        guest.on(() -> guest.session.rules().remove(1));
        guest.stop(new Selector.Vector(0x80, 0x80, Set.of(Selector.Source.SOFTWARE)));
        guest.on(() -> {
            guest.machine.cpu(0).rip = CODE;
            return null;
        });
        assertEquals("vector=80 error=0 source=2 from=10003", fields(guest.one()));
    }

    @Test
    void changesOfMode() {
        // real mode: lgdt is not needed, the processor's registers are set; mov eax, cr0; or al, 1; mov cr0, eax; jmp 0x18:0x10010
        BareGuest bare = new BareGuest(engine).code("660F20C0 0C01 660F22C0 66EA 11000100 1800 90 40 EBFD").real();
        bare.set("gdtr_base", 0x3000);
        bare.set("gdtr_limit", 0x1F);
        bare.putQuad(0x3018, 0x00CF9B000000FFFFL);
        start(bare);
        guest.stop(new Selector.Mode());
        String rest = " new.v86=0 old.v86=0 new.long=0 old.long=0";
        assertEquals("new=10 old=10 new.protected=1 old.protected=0" + rest, fields(guest.one()));
        assertEquals(10, guest.get("rip"));
        assertEquals("new=20 old=10 new.protected=1 old.protected=1" + rest, fields(guest.one()));
        assertEquals(CODE + 0x11, guest.get("rip"));
    }

    @Test
    void changesOfPrivilegeAndOfAddressSpace() {
        // int 0x80; mov cr3 is in its handler: mov cr3, eax; iret
        BareGuest bare = new BareGuest(engine).code("B8 00100000 CD80 EBFE").protected32(3);
        bare.set("idtr_base", 0x5000);
        bare.set("idtr_limit", 0x407);
        bare.set("gdtr_base", 0x3000);
        bare.set("gdtr_limit", 0x3F);
        bare.putQuad(0x3018, 0x00CFFB000000FFFFL);
        bare.putQuad(0x3020, 0x00CFF3000000FFFFL);
        bare.putQuad(0x3028, 0x00CF9B000000FFFFL);
        bare.putQuad(0x3030, 0x00CF93000000FFFFL);
        bare.putQuad(0x5400, 0x0001EE00_00281000L);
        bare.putQuad(0x11000, 0xCFD8220FL);
        bare.set("tr_base", 0x6000);
        bare.set("tr_limit", 0x67);
        bare.set("tr_attr", 0x8B);
        bare.putQuad(0x6000, 0x8000_0000_0000L);
        bare.putQuad(0x6008, 0x30);
        start(bare);
        guest.stop(new Selector.Privilege());
        guest.stop(new Selector.AddressSpace());
        assertEquals("1 new=0 old=3", named(guest.one()));
        assertEquals(0x11000, guest.get("rip"));
        assertEquals("2 new=1000 old=0", named(guest.one()));
        assertEquals("1 new=3 old=0", named(guest.one()));
        assertEquals(CODE + 7, guest.get("rip"));
    }

    @Test
    void changesOfAnyEntryThatMapsAnAddress() {
        // mov [0x2008], rbx, which is the entry for the second GiB; mov rcx, [0x40000000]; jmp to itself
        BareGuest bare = new BareGuest(engine).code("48891C25 08200000 488B0C25 00000040 EBFE").long64(0);
        bare.set("rbx", 0x87);
        start(bare);
        guest.stop(new Selector.Mapping(0x40000123L));
        // The page walker, for the fetch of the first instruction.
        assertEquals("level=4 old=2007 new=2027 entry=1000 agent=1", fields(guest.one()));
        assertEquals(CODE, guest.get("rip"));
        assertEquals("level=3 old=0 new=87 entry=2008 agent=0", fields(guest.one()));
        assertEquals(CODE + 8, guest.get("rip"));
        assertEquals("level=3 old=87 new=a7 entry=2008 agent=1", fields(guest.one()));
        assertEquals(CODE + 16, guest.get("rip"));
    }

    @Test
    void twoRulesOnOneInstructionAreBothReported() {
        start(code(LOOP));
        guest.stop(new Selector.Execute(new CodePlace.Linear(CODE + 1)));
        guest.stop(new Selector.Execute(new CodePlace.Physical(CODE + 1)));
        guest.stop(new Selector.Execute(new CodePlace.Linear(CODE + 1)));
        assertEquals(List.of(1, 3, 2), guest.hit().hits().stream().map(RuleHit::rule).toList());
        assertEquals(1, guest.get("rax"));
        assertEquals(List.of(1, 3, 2), guest.hit().hits().stream().map(RuleHit::rule).toList());
        assertEquals(2, guest.get("rax"));
    }

    @Test
    void impossibleSelectorsAreRefusedWithOneLine() {
        start(code(LOOP));
        assertEquals("there is no cr1", guest.refused(RuleSpec.stop(new Selector.Control(1))));
        assertEquals("expected a port up to 0xffff, found 0x10000", guest.refused(RuleSpec.stop(new Selector.Port(0, 0x10000, Access.any()))));
        assertEquals("the range ends before it begins: 0x5-0x4", guest.refused(RuleSpec.stop(new Selector.Msr(5, 4, Access.any()))));
        assertEquals("expected an access to wait for, found none", guest.refused(RuleSpec.stop(new Selector.Msr(5, 5, Set.of()))));
        assertEquals("platform native has no ABI calls", guest.refused(RuleSpec.stop(new Selector.Abi("*", Selector.Phase.ENTRY))));
        assertEquals("there is neither RAM nor ROM at physical address 0x10000000",
                guest.refused(RuleSpec.stop(new Selector.Execute(new CodePlace.Physical(0x10000000)))));
        assertEquals("the descriptor tables have no code segment 0x8 now",
                guest.refused(RuleSpec.stop(new Selector.Execute(new CodePlace.Segmented(8, 0)))));
        assertEquals("paging is off: nothing maps 0x5000", guest.refused(RuleSpec.stop(new Selector.Mapping(0x5000))));
        assertEquals(List.of(), guest.on(() -> guest.session.rules().list()));
    }
}
