package dev.ringside.emulator.debug.inspect.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.debug.inspect.segment.DescriptorKind.Gate;
import dev.ringside.emulator.debug.inspect.segment.TaskStateView.PortRun;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.memory.Agent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Descriptors made by hand, as the manual's figures have them (SDM vol. 3, 3.4.5, 6.11, 6.14, 7.2), are told as what they are. */
class DescriptorTablesTest {
    private static final int GDT = 0x1000, IDT = 0x2000, TSS = 0x3000;

    private final Machine machine = new Machine(MachineConfig.of(CpuModel.standard(), 4 << 20));
    private final Cpu cpu = machine.cpu(0);
    private final DescriptorTables tables = new Session(machine).inspect().descriptors(0);

    private void put(long at, long value) {
        machine.memory().write(Agent.LOADER, at, 8, value);
    }

    private void protectedMode() {
        cpu.setControl(0x11, 0, 0, 0, false);
        cpu.gdtBase = GDT;
        cpu.gdtLimit = 0x3F;
        cpu.idtBase = IDT;
        cpu.idtLimit = 0x7FF;
    }

    private void longMode() {
        put(0x8000, 0x9007);
        put(0x9000, 0x87);
        cpu.setControl(0x8000_0011L, 0x8000, Cpu.CR4_PAE, Cpu.EFER_LME | Cpu.EFER_LMA, true);
        cpu.gdtBase = GDT;
        cpu.gdtLimit = 0x3F;
        cpu.idtBase = IDT;
        cpu.idtLimit = 0xFFF;
    }

    @Test
    void aProtectedModeGdt() {
        protectedMode();
        put(GDT + 8, 0x00CF9B000000FFFFL);
        put(GDT + 16, 0x00CF93000000FFFFL);
        put(GDT + 24, 0x00008B0030000067L);
        put(GDT + 32, 0x12405612345600FFL);
        put(GDT + 40, 0x00008200400000FFL);
        put(GDT + 48, 0x0000EC0300081234L);
        cpu.segments.set(1, 8, 0, 0xFFFFFFFFL, 0xC09B);
        List<DescriptorRow> rows = tables.gdt().rows();
        assertEquals(8, rows.size());
        assertEquals(new DescriptorKind.Empty(), rows.get(0).kind());
        assertEquals(new DescriptorKind.Segment(0, 0xFFFFFFFFL, true, "code, readable, accessed", 32, true), rows.get(1).kind());
        assertEquals(List.of("cs"), rows.get(1).users());
        assertEquals(new DescriptorKind.TaskState(0x3000, 0x67, 32, true), rows.get(3).kind());
        assertEquals(new DescriptorKind.Segment(0x12123456, 0xFF, false, "data, writable, expand-down", 32, false), rows.get(4).kind());
        assertEquals(2, rows.get(4).dpl());
        assertTrue(!rows.get(4).present());
        assertEquals(new DescriptorKind.LocalTable(0x4000, 0xFF), rows.get(5).kind());
        assertEquals(new Gate(Gate.Type.CALL, 32, 8, 0x1234, 0, 3), rows.get(6).kind());
        assertEquals(3, rows.get(6).dpl());
    }

    @Test
    void aLongModeGdtHasDescriptorsOf16Bytes() {
        longMode();
        put(GDT + 8, 0x00AF9B000000FFFFL);
        put(GDT + 16, 0x0000890030000067L);
        put(GDT + 24, 0xFFFF8880L);
        put(GDT + 32, 0x00CFFB000000FFFFL);
        List<DescriptorRow> rows = tables.gdt().rows();
        assertEquals(List.of(0, 1, 2, 4, 5, 6, 7), rows.stream().map(DescriptorRow::index).toList());
        assertEquals(new DescriptorKind.Segment(0, 0xFFFFFFFFL, true, "code, readable, accessed", 64, true), rows.get(1).kind());
        assertEquals(new DescriptorKind.TaskState(0xFFFF888000003000L, 0x67, 64, false), rows.get(2).kind());
        assertEquals(32, ((DescriptorKind.Segment) rows.get(3).kind()).bits());
        assertEquals(rows.get(3), tables.find(0x23).orElseThrow());
        assertEquals(Optional.empty(), tables.find(0x40), "beyond the limit");
    }

    @Test
    void gatesOfEveryMode() {
        longMode();
        put(IDT + 14 * 16, 0x81008E0300108040L);
        put(IDT + 14 * 16 + 8, 0xFFFFFFFFL);
        DescriptorRow page = tables.gate(14).orElseThrow();
        assertEquals(new Gate(Gate.Type.INTERRUPT, 64, 0x10, 0xFFFFFFFF81008040L, 3, 0), page.kind());
        assertEquals(List.of("#PF page fault"), page.users());
        assertEquals(256, tables.idt().rows().size());
        protectedMode();
        cpu.setControl(0x11, 0, 0, 0, false);
        put(IDT + 3 * 8, 0x0001EF0000085678L);
        put(IDT + 8 * 8, 0x0000850000180000L);
        assertEquals(new Gate(Gate.Type.TRAP, 32, 8, 0x15678, 0, 0), tables.gate(3).orElseThrow().kind());
        assertEquals(new Gate(Gate.Type.TASK, 0, 0x18, 0, 0, 0), tables.gate(8).orElseThrow().kind());
    }

    @Test
    void realModeHasAVectorTable() {
        cpu.idtBase = 0;
        cpu.idtLimit = 0x3FF;
        put(0x10 * 4, 0xF0001234L);
        DescriptorTable table = tables.idt();
        assertEquals("ivt", table.name());
        assertEquals(256, table.rows().size());
        assertEquals(new Gate(Gate.Type.VECTOR, 16, 0xF000, 0x1234, 0, 0), table.rows().get(0x10).kind());
    }

    @Test
    void aTaskStateWithPorts() {
        longMode();
        assertEquals(Optional.empty(), tables.tss());
        cpu.segments.set(SegmentRegisters.TR, 0x40, TSS, 0x68 + 0x82, 0x8B);
        put(TSS + 4, 0xFFFFFE0000001000L);
        put(TSS + 36, 0xFFFFFE0000002000L);
        machine.memory().write(Agent.LOADER, TSS + 102, 2, 0x68);
        for (int i = 0; i < 0x84; i++) {
            machine.memory().write(Agent.LOADER, TSS + 0x68 + i, 1, i == 0x7F ? 0xE0 : 0xFF);
        }
        machine.memory().write(Agent.LOADER, TSS + 0x68 + 12, 1, 0xEF);
        TaskStateView tss = tables.tss().orElseThrow();
        assertEquals(64, tss.bits());
        assertEquals(Optional.of(0xFFFFFE0000001000L), tss.fields().stream().filter(f -> f.name().equals("RSP0")).findFirst().orElseThrow().value());
        assertEquals(Optional.of(0xFFFFFE0000002000L), tss.fields().stream().filter(f -> f.name().equals("IST1")).findFirst().orElseThrow().value());
        assertEquals(List.of(new PortRun(0x64, 0x64), new PortRun(0x3F8, 0x3FC)), tss.ports().orElseThrow().allowed());
    }

    @Test
    void aTableThatIsNotMappedIsNoFailure() {
        longMode();
        cpu.gdtBase = 0xFFFF_8000_0000_0000L;
        assertTrue(tables.gdt().rows().stream().allMatch(r -> r.kind().equals(new DescriptorKind.Unreadable())));
        long hash = machine.stateHash();
        tables.gdt();
        tables.idt();
        assertEquals(hash, machine.stateHash());
    }
}
