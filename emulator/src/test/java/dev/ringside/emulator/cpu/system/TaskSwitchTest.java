package dev.ringside.emulator.cpu.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.isa.Instruction;
import org.junit.jupiter.api.Test;

/** Claims of SDM vol. 3, 7.3. */
class TaskSwitchTest {
    private static final int TS = 10, GP = 13, OTHER = SystemMachine.FREE, OTHER_BASE = 0x4000, ENTRY = 0x8800, GATE = 0x48;

    private static SystemMachine withTask(String code) {
        SystemMachine m = SystemMachine.protectedMode().code(code);
        m.descriptor(OTHER, OTHER_BASE, 0x67, 0x89);
        m.put(OTHER_BASE + 0x20, 4, ENTRY);
        m.put(OTHER_BASE + 0x24, 4, Flags.ONE);
        m.put(OTHER_BASE + 0x28, 4, 0xAAAA);
        m.put(OTHER_BASE + 0x38, 4, 0x5800);
        m.put(OTHER_BASE + 0x4C, 4, SystemMachine.CODE0);
        for (int offset : new int[] {0x48, 0x50, 0x54}) {
            m.put(OTHER_BASE + offset, 4, SystemMachine.DATA0);
        }
        return m;
    }

    private static int type(SystemMachine m, int selector) {
        return (int) m.get(SystemMachine.GDT + selector + 5, 1) & 0x1F;
    }

    @Test
    void callNestsSavesAndLoadsEverything() {
        SystemMachine m = withTask("9A000000004000");
        m.cpu.r[Cpu.RAX] = 0x1234;
        m.step();
        assertEquals(ENTRY, m.cpu.rip);
        assertEquals(0xAAAA, m.cpu.r[Cpu.RAX]);
        assertEquals(0x5800, m.cpu.r[Cpu.RSP]);
        assertTrue(m.cpu.flags.has(Flags.NT));
        assertEquals(SystemMachine.TSS, m.get(OTHER_BASE, 2), "link");
        assertEquals(0x1234, m.get(SystemMachine.TSS_BASE + 0x28, 4));
        assertEquals(SystemMachine.CODE + 7, m.get(SystemMachine.TSS_BASE + 0x20, 4));
        assertEquals(Descriptor.TSS32_BUSY, type(m, OTHER));
        assertEquals(Descriptor.TSS32_BUSY, type(m, SystemMachine.TSS));
        assertTrue((m.cpu.cr0 & Cpu.CR0_TS) != 0);
        assertFalse(m.cpu.segments.usable(Instruction.FS), "its selector in the TSS is null");
    }

    @Test
    void iretGoesBackAlongTheLink() {
        SystemMachine m = withTask("9A000000004000").code(ENTRY, "CF");
        m.steps(2);
        assertEquals(SystemMachine.CODE + 7, m.cpu.rip);
        assertFalse(m.cpu.flags.has(Flags.NT));
        assertEquals(Descriptor.TSS32, type(m, OTHER));
        assertEquals(0, m.get(OTHER_BASE + 0x24, 4) & Flags.NT);
        assertEquals(SystemMachine.TSS, m.cpu.segments.selector[SegmentRegisters.TR]);
    }

    @Test
    void jumpFreesTheOldTask() {
        SystemMachine m = withTask("EA000000004000");
        m.step();
        assertEquals(Descriptor.TSS32, type(m, SystemMachine.TSS));
        assertFalse(m.cpu.flags.has(Flags.NT));
    }

    @Test
    void busyTaskCannotBeCalled() {
        SystemMachine m = withTask("9A000000004000");
        m.descriptor(OTHER, OTHER_BASE, 0x67, 0x8B);
        m.step();
        assertEquals(GP, m.handler());
        assertEquals(OTHER, m.stack(4, 0));
    }

    @Test
    void shortTssFaultsInTheOldTask() {
        SystemMachine m = withTask("9A000000004000");
        m.descriptor(OTHER, OTHER_BASE, 0x66, 0x89);
        m.step();
        assertEquals(TS, m.handler());
        assertEquals(OTHER, m.stack(4, 0));
        assertEquals(SystemMachine.CODE, m.stack(4, 1));
        assertEquals(SystemMachine.TSS, m.cpu.segments.selector[SegmentRegisters.TR]);
    }

    @Test
    void badDataSegmentFaultsInTheNewTaskAtItsFirstInstruction() {
        SystemMachine m = withTask("9A000000004000");
        m.put(OTHER_BASE + 0x54, 4, 0xF0);
        m.step();
        assertEquals(TS, m.handler());
        assertEquals(0xF0, m.stack(4, 0));
        assertEquals(ENTRY, m.stack(4, 1));
        assertEquals(OTHER, m.cpu.segments.selector[SegmentRegisters.TR]);
        assertEquals(0x5800 - 16, m.cpu.r[Cpu.RSP], "on the new task's stack");
    }

    @Test
    void taskGateDeliversExceptionsWithTheirErrorCodeOnTheNewStack() {
        SystemMachine m = withTask("8ED8");
        m.cpu.r[Cpu.RAX] = 0xF0;
        m.gate(GP, OTHER, 0, 0x85);
        m.step();
        assertEquals(ENTRY, m.cpu.rip);
        assertEquals(0xF0, m.stack(4, 0));
        assertEquals(SystemMachine.CODE, m.get(SystemMachine.TSS_BASE + 0x20, 4), "the fault's own instruction");
        assertEquals(Flags.RF, (int) m.get(SystemMachine.TSS_BASE + 0x24, 4) & Flags.RF);
    }

    @Test
    void trapBitOfTheTssRaisesADebugExceptionBeforeTheFirstInstruction() {
        SystemMachine m = withTask("EA000000004000");
        m.put(OTHER_BASE + 0x64, 2, 1);
        m.step();
        InstructionBoundary.service(m.cpu);
        assertEquals(1, m.handler());
        assertEquals(DebugRegisters.TASK_SWITCH, (int) m.cpu.dr[6] & 0xE00F);
        assertEquals(ENTRY, m.stack(4, 0));
    }

    @Test
    void switchThroughATaskGateToAVirtual8086Task() {
        SystemMachine m = withTask("EA000000004800");
        m.put(SystemMachine.GDT + GATE, 8, SystemMachine.gateBits(OTHER, 0, 0x85));
        m.put(OTHER_BASE + 0x24, 4, Flags.VM | Flags.ONE);
        m.put(OTHER_BASE + 0x4C, 4, 0x1000);
        m.put(OTHER_BASE + 0x20, 4, 0x10);
        m.step();
        assertTrue(m.cpu.v86());
        assertEquals(3, m.cpu.cpl);
        assertEquals(0x10000, m.cpu.segments.base[Instruction.CS]);
    }

    @Test
    void sixteenBitTaskKeepsCr3AndLoadsWords() {
        SystemMachine m = SystemMachine.protectedMode().code("EA000000004000");
        m.descriptor(OTHER, OTHER_BASE, 0x2B, 0x81);
        m.put(OTHER_BASE + 0x0E, 2, ENTRY);
        m.put(OTHER_BASE + 0x10, 2, Flags.ONE);
        m.put(OTHER_BASE + 0x1A, 2, 0x5800);
        m.put(OTHER_BASE + 0x24, 2, SystemMachine.CODE0);
        m.put(OTHER_BASE + 0x26, 2, SystemMachine.DATA0);
        m.step();
        assertEquals(ENTRY, m.cpu.rip);
        assertEquals(0x5800, m.cpu.r[Cpu.RSP] & 0xFFFF);
    }

    @Test
    void taskSwitchDoesNotExistInIa32eMode() {
        SystemMachine m = SystemMachine.longMode().code("48FF2C2500500000");
        m.put(0x5008, 2, OTHER);
        m.descriptor(OTHER, OTHER_BASE, 0x67, 0x89);
        m.step();
        assertEquals(GP, m.handler());
        assertEquals(OTHER, m.stack(8, 0));
    }
}
