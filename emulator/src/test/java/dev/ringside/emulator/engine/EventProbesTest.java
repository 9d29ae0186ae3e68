package dev.ringside.emulator.engine;

import static dev.ringside.emulator.engine.FlatGuest.CODE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.EventProbes;
import dev.ringside.emulator.cpu.EventProbes.Probe;
import dev.ringside.emulator.cpu.ProcessorEvent;
import dev.ringside.emulator.cpu.ProcessorEvent.Kind;
import dev.ringside.emulator.engine.Engine.Exit;
import dev.ringside.emulator.memory.Agent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Ports, MSRs, control registers, vectors and memory ranges: told exactly, on every engine, and stopped at after the instruction. */
@ParameterizedClass
@EnumSource
class EventProbesTest {
    private static final int DATA = 0x20000;
    private static final Set<Kind> ACCESSES = EnumSet.of(Kind.MEMORY_READ, Kind.MEMORY_WRITE);

    private final FlatGuest guest;
    private final Cpu cpu;
    private final EventProbes events;
    private final List<ProcessorEvent> told = new ArrayList<>();

    EventProbesTest(TestEngine engine) {
        this.guest = new FlatGuest(engine);
        this.cpu = guest.cpu;
        this.events = cpu.events;
    }

    private Probe arm(Set<Kind> kinds, long first, long last, Predicate<ProcessorEvent> stops) {
        Probe probe = new Probe(kinds, first, last, (on, event) -> {
            told.add(place(event));
            return stops.test(event);
        });
        events.arm(probe);
        return probe;
    }

    /** An event without the value, where memory is accessed. */
    private static ProcessorEvent place(ProcessorEvent event) {
        return ACCESSES.contains(event.kind()) ? new ProcessorEvent(event.kind(), event.at(), event.size(), 0) : event;
    }

    private Probe arm(Set<Kind> kinds, long first, long last) {
        return arm(kinds, first, last, event -> false);
    }

    private void stopsAfter(ProcessorEvent event, long rip) {
        assertEquals(Exit.STOPPED, guest.run(100_000));
        assertEquals(event, place(events.takeStop()));
        assertNull(events.takeStop());
        assertEquals(rip, cpu.rip);
    }

    private void halts() {
        assertEquals(Exit.HALTED, guest.run(1_000_000));
        assertNull(events.takeStop());
    }

    // mov ecx, 100; again: mov al, cl; out 0x80, al; in al, 0x81; out 0x82, ax; dec ecx; jnz again; hlt
    private static final String PORTS = "B9 64000000 88C8 E680 E481 66E782 49 75F4 F4";

    @Test
    void everyAccessToAPortIsToldWithItsValue() {
        guest.code(PORTS);
        arm(EnumSet.of(Kind.PORT_READ, Kind.PORT_WRITE), 0x80, 0x81);
        halts();
        assertEquals(200, told.size());
        assertEquals(new ProcessorEvent(Kind.PORT_WRITE, 0x80, 1, 100), told.get(0));
        assertEquals(new ProcessorEvent(Kind.PORT_READ, 0x81, 1, 0), told.get(1));
        assertEquals(new ProcessorEvent(Kind.PORT_WRITE, 0x80, 1, 1), told.get(198));
    }

    @Test
    void anAccessMeetsAProbeOnAnyOfItsPorts() {
        guest.code(PORTS);
        arm(EnumSet.of(Kind.PORT_WRITE), 0x83, 0x83);
        halts();
        assertEquals(100, told.size());
        assertEquals(new ProcessorEvent(Kind.PORT_WRITE, 0x82, 2, 0), told.get(0));
    }

    @Test
    void aPortStopsAfterItsInstruction() {
        guest.code(PORTS);
        Probe probe = arm(EnumSet.of(Kind.PORT_WRITE), 0x80, 0x80, event -> event.value() % 40 == 0);
        stopsAfter(new ProcessorEvent(Kind.PORT_WRITE, 0x80, 1, 80), CODE + 9);
        assertEquals(1 + 20 * 6 + 2, cpu.instructions);
        stopsAfter(new ProcessorEvent(Kind.PORT_WRITE, 0x80, 1, 40), CODE + 9);
        events.disarm(probe);
        halts();
        assertEquals(61, told.size());
    }

    @Test
    void aRepeatedInstructionStopsAfterTheIteration() {
        // mov esi, 0x20000; mov ecx, 5; mov dx, 0x80; rep outsb; hlt
        guest.code("BE 00000200 B9 05000000 66BA 8000 F36E F4");
        guest.put(DATA, 8, 0x0504030201L);
        arm(EnumSet.of(Kind.PORT_WRITE), 0x80, 0x80, event -> event.value() == 2);
        stopsAfter(new ProcessorEvent(Kind.PORT_WRITE, 0x80, 1, 2), CODE + 14);
        assertEquals(3, cpu.r[Cpu.RCX]);
        halts();
        assertEquals(5, told.size());
    }

    @Test
    void modelSpecificRegistersAreToldReadAndWritten() {
        // mov ecx, 0x175; mov eax, 0x1234; xor edx, edx; wrmsr; xor eax, eax; rdmsr; hlt
        guest.code("B9 75010000 B8 34120000 31D2 0F30 31C0 0F32 F4");
        arm(EnumSet.of(Kind.MSR_READ, Kind.MSR_WRITE), 0x175, 0x175, event -> event.kind() == Kind.MSR_WRITE);
        arm(EnumSet.of(Kind.MSR_READ, Kind.MSR_WRITE), 0xC0000080L, 0xC00000FFL);
        stopsAfter(new ProcessorEvent(Kind.MSR_WRITE, 0x175, 8, 0x1234), CODE + 14);
        halts();
        assertEquals(List.of(Kind.MSR_WRITE, Kind.MSR_READ), told.stream().map(ProcessorEvent::kind).toList());
        assertEquals(0x1234, told.get(1).value());
    }

    @Test
    void anAccessThatFaultsIsNotTold() {
        // mov ecx, 0x12345678; rdmsr
        guest.code("B9 78563412 0F32");
        arm(EnumSet.of(Kind.MSR_READ), 0, 0xFFFFFFFFL);
        assertEquals(13, guest.vector());
        assertEquals(List.of(), told);
    }

    @Test
    void controlRegistersAreToldHoweverTheyAreWritten() {
        // mov eax, 0x4000; mov cr3, eax; mov eax, cr0; or al, 8; mov cr0, eax; clts; lmsw ax; mov cr2, eax; hlt
        guest.code("B8 00400000 0F22D8 0F20C0 0C08 0F22C0 0F06 0F01F0 0F22D0 F4");
        arm(EnumSet.of(Kind.CONTROL_WRITE), 3, 3, event -> true);
        arm(EnumSet.of(Kind.CONTROL_WRITE), 0, 0);
        stopsAfter(new ProcessorEvent(Kind.CONTROL_WRITE, 3, 4, 0x4000), CODE + 8);
        halts();
        assertEquals(List.of(0x4000L, 0x39L, 0x31L, 0x39L), told.stream().map(ProcessorEvent::value).toList());
    }

    @Test
    void aVectorStopsBeforeItsHandler() {
        // inc eax; ud2
        guest.code("40 0F0B");
        arm(EnumSet.of(Kind.EXCEPTION), 6, 6, event -> true);
        stopsAfter(new ProcessorEvent(Kind.EXCEPTION, 6, 0, 0, CODE + 1, Agent.CPU), 0x3006);
        assertEquals(1, cpu.instructions);
        assertEquals(CODE + 1, guest.pushed(0));
        halts();
        assertEquals(2, cpu.instructions);
    }

    @Test
    void vectorsAreToldWithTheirErrorCodesInterruptsOfTheProgramToo() {
        // int 0x80's handler returns; mov ds, 0x18
        guest.code("CD80 CD80 B8 18000000 8ED8").code(0x3080, "CF");
        arm(EnumSet.of(Kind.EXCEPTION, Kind.INTERRUPT, Kind.SOFTWARE_INTERRUPT), 0, 255);
        assertEquals(13, guest.vector());
        assertEquals(List.of(0x80L, 0x80L, 13L), told.stream().map(ProcessorEvent::at).toList());
        assertEquals(List.of(Kind.SOFTWARE_INTERRUPT, Kind.SOFTWARE_INTERRUPT, Kind.EXCEPTION), told.stream().map(ProcessorEvent::kind).toList());
        assertEquals(List.of(CODE + 2L, CODE + 4L, CODE + 9L), told.stream().map(ProcessorEvent::old).toList());
        assertEquals(0x18, told.getLast().value());
    }

    /*
     * mov ecx, 200; mov esi, 0x20000
     * again: mov eax, [esi + 8]; add [esi + 12], eax; mov [esi + 0x1000], al; inc dword [esi + 0x2000]; mov ebx, [esi + 0xFFE]; dec ecx
     * jnz again; hlt
     */
    private static final String ACCESS = "B9 C8000000 BE 00000200 8B4608 01460C 888600100000 FF8600200000 8B9EFE0F0000 49 75E5 F4";

    private static ProcessorEvent read(long at, int size) {
        return new ProcessorEvent(Kind.MEMORY_READ, at, size, 0);
    }

    private static ProcessorEvent write(long at, int size) {
        return new ProcessorEvent(Kind.MEMORY_WRITE, at, size, 0);
    }

    @Test
    void everyAccessToARangeIsToldAndNoOther() {
        guest.code(ACCESS);
        arm(ACCESSES, DATA + 0x0F, DATA + 0x10);
        halts();
        assertEquals(400, told.size());
        assertEquals(List.of(read(DATA + 12, 4), write(DATA + 12, 4)), told.subList(0, 2));
        assertEquals(200, guest.get(DATA + 0x2000, 4));
    }

    @Test
    void rangesAndKindsAreToldApart() {
        guest.code(ACCESS);
        arm(EnumSet.of(Kind.MEMORY_WRITE), DATA, DATA + 0xFFF);
        arm(EnumSet.of(Kind.MEMORY_READ), DATA + 0x2003, DATA + 0x2003);
        arm(EnumSet.of(Kind.MEMORY_READ), DATA + 0x2004, DATA + 0x2FFF);
        halts();
        assertEquals(400, told.size());
        assertEquals(List.of(write(DATA + 12, 4), read(DATA + 0x2000, 4)), told.subList(398, 400));
    }

    @Test
    void anAccessAcrossPagesMeetsARangeInEither() {
        guest.code(ACCESS);
        arm(EnumSet.of(Kind.MEMORY_READ), DATA + 0x1001, DATA + 0x1001);
        arm(EnumSet.of(Kind.MEMORY_READ), DATA + 0xFFE, DATA + 0xFFE);
        halts();
        assertEquals(400, told.size());
        assertEquals(Set.of(read(DATA + 0xFFE, 4)), Set.copyOf(told));
    }

    @Test
    void rangesAreArmedAndDisarmedWhileTheCodeIsHot() {
        guest.code(ACCESS);
        assertEquals(Exit.LIMIT, guest.run(2 + 7 * 50));
        Probe probe = arm(ACCESSES, DATA + 0x1000, DATA + 0x1000);
        assertEquals(Exit.LIMIT, guest.run(7 * 50));
        assertEquals(100, told.size(), "the byte that is written and the read across the pages");
        events.disarm(probe);
        halts();
        assertEquals(100, told.size());
    }

    @Test
    void aRangeStopsAfterTheInstruction() {
        guest.code(ACCESS);
        arm(EnumSet.of(Kind.MEMORY_WRITE), DATA + 0x1000, DATA + 0x1000, event -> told.size() == 100);
        stopsAfter(write(DATA + 0x1000, 1), CODE + 22);
        assertEquals(2 + 7 * 99 + 3, cpu.instructions);
        halts();
        assertEquals(200, told.size());
    }

    @Test
    void repeatedInstructionsAreToldElementByElementInTheRange() {
        // mov esi, 0x20000; mov edi, 0x21000; mov ecx, 64; rep movsd; hlt
        guest.code("BE 00000200 BF 00100200 B9 40000000 F3A5 F4");
        arm(EnumSet.of(Kind.MEMORY_WRITE), DATA + 0x1010, DATA + 0x101F);
        halts();
        assertEquals(List.of(write(DATA + 0x1010, 4), write(DATA + 0x1014, 4), write(DATA + 0x1018, 4), write(DATA + 0x101C, 4)), told);
    }

    @Test
    void rangesRunForward() {
        assertThrows(IllegalArgumentException.class, () -> new Probe(ACCESSES, 2, 1, (on, event) -> false));
    }

    @Test
    void accessesAreToldWithTheirValues() {
        guest.code(ACCESS);
        guest.put(DATA + 8, 4, 5);
        List<ProcessorEvent> values = new ArrayList<>();
        events.arm(new Probe(ACCESSES, DATA + 8, DATA + 15, (on, event) -> {
            values.add(event);
            return values.size() == 4;
        }));
        assertEquals(Exit.STOPPED, guest.run(100_000));
        assertEquals(List.of(5L, 0L, 5L, 5L), values.stream().map(ProcessorEvent::value).toList());
    }

    @Test
    void storesToPhysicalMemoryAreToldWhoeverMakesThem() {
        // mov edi, 0x20000; mov eax, 7; stosd; mov [edi], eax; hlt
        guest.code("BF 00000200 B8 07000000 AB 8907 F4").paged();
        List<ProcessorEvent> stores = new ArrayList<>();
        Probe probe = new Probe(EnumSet.of(Kind.PHYSICAL_WRITE), DATA + 3, DATA + 4, (on, event) -> !stores.add(event));
        events.arm(probe);
        halts();
        guest.memory.copyIn(Agent.DEVICE, DATA - 6, new byte[16], 0, 16);
        events.disarm(probe);
        guest.memory.write(Agent.HYPERVISOR, DATA, 8, -1);
        assertEquals(List.of(new ProcessorEvent(Kind.PHYSICAL_WRITE, DATA, 4, 7, 0, Agent.CPU), new ProcessorEvent(Kind.PHYSICAL_WRITE, DATA + 4, 4, 7, 0, Agent.CPU),
                new ProcessorEvent(Kind.PHYSICAL_WRITE, DATA, 8, 0, 0x700000007L, Agent.DEVICE)), stores);
    }

    @Test
    void loadsOfPhysicalMemoryAreToldAndThoseOfThePageWalkerToo() {
        // mov eax, [0x20000]; mov eax, [0x20000]; hlt
        guest.code("A1 00000200 A1 00000200 F4").paged();
        guest.put(DATA, 4, 3);
        List<String> loads = new ArrayList<>();
        EventProbes.Listener listener = (on, event) -> !loads.add(event.agent() + " " + Long.toHexString(event.value()));
        events.arm(new Probe(EnumSet.of(Kind.PHYSICAL_READ), DATA, DATA + 3, listener));
        events.arm(new Probe(EnumSet.of(Kind.PHYSICAL_READ, Kind.PHYSICAL_WRITE), 0x5000 + DATA / 4096 * 4, 0x5000 + DATA / 4096 * 4 + 3, listener));
        halts();
        assertEquals(List.of("PAGE_WALKER 20007", "PAGE_WALKER 20027", "CPU 3", "CPU 3"), loads);
    }

    @Test
    void writesOfDebugRegistersAndCpuidAreTold() {
        // mov eax, 0x1234; mov dr1, eax; mov eax, 0x80000000; mov ecx, 5; cpuid; hlt
        guest.code("B8 34120000 0F23C8 B8 00000080 B9 05000000 0FA2 F4");
        arm(EnumSet.of(Kind.DEBUG_WRITE), 1, 1);
        arm(EnumSet.of(Kind.CPUID), 0x80000000L, 0x80000000L);
        halts();
        assertEquals(List.of(new ProcessorEvent(Kind.DEBUG_WRITE, 1, 4, 0x1234), new ProcessorEvent(Kind.CPUID, 0x80000000L, 4, 5)), told);
    }
}
