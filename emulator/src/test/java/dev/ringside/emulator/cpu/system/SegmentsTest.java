package dev.ringside.emulator.cpu.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.isa.Instruction;
import org.junit.jupiter.api.Test;

/** Claims about segment loads and queries (SDM vol. 2, MOV, LAR, LSL, VERR, ARPL, LLDT, LTR; vol. 3, 5.6). */
class SegmentsTest {
    private static final int NP = 11, SS = 12, GP = 13, FREE = SystemMachine.FREE;

    private static SystemMachine loads(String code, int selector, int ring) {
        SystemMachine m = SystemMachine.protectedMode().ring(ring).code(code);
        m.cpu.r[Cpu.RAX] = selector;
        return m;
    }

    @Test
    void realModeLoadKeepsTheLimitOfUnrealMode() {
        SystemMachine m = SystemMachine.real().code("8ED8");
        m.cpu.segments.limit[Instruction.DS] = 0xFFFFFFFFL;
        m.cpu.r[Cpu.RAX] = 0x1234;
        m.step();
        assertEquals(0x12340, m.cpu.segments.base[Instruction.DS]);
        assertEquals(0xFFFFFFFFL, m.cpu.segments.limit[Instruction.DS]);
    }

    @Test
    void loadSetsTheAccessedBitInTheTable() {
        SystemMachine m = loads("8ED8", FREE, 0);
        m.descriptor(FREE, 0x100, 0xF, 0x4092);
        m.step();
        assertEquals(0x93, m.get(SystemMachine.GDT + FREE + 5, 1));
        assertEquals(0x100, m.cpu.segments.base[Instruction.DS]);
        assertEquals(0xF, m.cpu.segments.limit[Instruction.DS]);
    }

    @Test
    void dataSegmentsMayBeNullButNotUsed() {
        SystemMachine m = loads("8ED88B00", 3, 0).step();
        assertEquals(3, m.cpu.segments.selector[Instruction.DS]);
        m.step();
        assertEquals(GP, m.handler());
        assertEquals(0, m.stack(4, 0));
    }

    @Test
    void dataLoadChecksTypeLevelAndPresence() {
        SystemMachine m = loads("8ED8", SystemMachine.DATA0, 3).step();
        assertEquals(GP, m.handler());
        assertEquals(SystemMachine.DATA0, m.stack(4, 0));
        m = loads("8ED8", FREE, 0);
        m.descriptor(FREE, 0, 0xFFFFF, 0xC099);
        m.step();
        assertEquals(GP, m.handler(), "execute-only code");
        m = loads("8ED8", FREE, 0);
        m.descriptor(FREE, 0, 0xFFFFF, 0xC013);
        m.step();
        assertEquals(NP, m.handler());
        assertEquals(FREE, m.stack(4, 0));
    }

    @Test
    void stackSegmentNeedsExactLevelAndWritableData() {
        assertEquals(GP, loads("8ED0", 0, 0).step().handler());
        assertEquals(GP, loads("8ED0", SystemMachine.DATA3 | 3, 0).step().handler());
        assertEquals(GP, loads("8ED0", SystemMachine.CODE0, 0).step().handler());
        SystemMachine m = loads("8ED0", FREE, 0);
        m.descriptor(FREE, 0, 0xFFFFF, 0xC013);
        assertEquals(SS, m.step().handler());
    }

    @Test
    void nullStackSegmentIsFineIn64BitRingZero() {
        SystemMachine m = SystemMachine.longMode().code("8ED0");
        m.step();
        assertEquals(-1, m.handler());
        assertEquals(0, m.cpu.segments.selector[Instruction.SS]);
    }

    @Test
    void faultingPopOfASegmentLeavesTheStackPointer() {
        SystemMachine m = SystemMachine.protectedMode().code("1F");
        m.put(SystemMachine.STACK0, 4, 0xF0);
        m.step();
        assertEquals(GP, m.handler());
        assertEquals(SystemMachine.STACK0 - 16, m.cpu.r[Cpu.RSP]);
    }

    @Test
    void popSsUsesTheOldStackWidthForItsIncrement() {
        SystemMachine m = SystemMachine.protectedMode().code("17");
        m.descriptor(FREE, 0, 0xFFFF, 0x0093);
        m.put(SystemMachine.STACK0, 4, FREE);
        m.step();
        assertEquals(0xFFFF, m.cpu.stackMask);
        assertEquals(SystemMachine.STACK0 + 4, m.cpu.r[Cpu.RSP]);
        assertEquals(Cpu.SHADOW_MOV_SS, m.cpu.shadow);
    }

    @Test
    void farPointerLoadsBothOrNeither() {
        SystemMachine m = SystemMachine.protectedMode().code("C4080FB408");
        m.cpu.r[Cpu.RAX] = 0x5000;
        m.put(0x5000, 4, 0xCAFE);
        m.put(0x5004, 2, SystemMachine.DATA3 | 3);
        m.step();
        assertEquals(0xCAFE, m.cpu.r[Cpu.RCX]);
        assertEquals(SystemMachine.DATA3 | 3, m.cpu.segments.selector[Instruction.ES]);
        m.put(0x5000, 4, 0xBEEF);
        m.put(0x5004, 2, 0xF0);
        m.step();
        assertEquals(GP, m.handler());
        assertEquals(0xCAFE, m.cpu.r[Cpu.RCX]);
    }

    @Test
    void expandDownSegmentsCoverWhatLiesAboveTheLimit() {
        SystemMachine m = loads("8ED88B0B8B13", FREE, 0);
        m.descriptor(FREE, 0, 0xFFF, 0x4097);
        m.cpu.r[Cpu.RBX] = 0x1000;
        m.steps(2);
        assertEquals(-1, m.handler());
        m.cpu.r[Cpu.RBX] = 0xFFF;
        m.step();
        assertEquals(GP, m.handler());
    }

    @Test
    void ldtSelectorsNeedAnLdt() {
        SystemMachine m = loads("8ED8", 4, 0).step();
        assertEquals(GP, m.handler());
        assertEquals(4, m.stack(4, 0));
        m = SystemMachine.protectedMode().code("0F00D08ED9");
        m.descriptor(FREE, SystemMachine.GDT + 0x10, 0x17, 0x82);
        m.cpu.r[Cpu.RAX] = FREE;
        m.cpu.r[Cpu.RCX] = 4;
        m.steps(2);
        assertEquals(4, m.cpu.segments.selector[Instruction.DS], "entry 0 of the LDT is DATA0");
        assertEquals(0xFFFFFFFFL, m.cpu.segments.limit[Instruction.DS]);
    }

    @Test
    void ltrMarksTheTaskBusyAndRefusesABusyOne() {
        SystemMachine m = loads("0F00D8", FREE, 0);
        m.descriptor(FREE, 0x4000, 0x67, 0x89);
        m.step();
        assertEquals(0x8B, m.get(SystemMachine.GDT + FREE + 5, 1));
        assertEquals(0x4000, m.cpu.segments.base[SegmentRegisters.TR]);
        m.cpu.rip = SystemMachine.CODE;
        m.step();
        assertEquals(GP, m.handler());
    }

    @Test
    void sixtyFourBitLtrReadsSixteenBytes() {
        SystemMachine m = SystemMachine.longMode().code("0F00D8");
        m.cpu.r[Cpu.RAX] = FREE;
        m.descriptor(FREE, 0x4000, 0x67, 0x89);
        m.put(SystemMachine.GDT + FREE + 8, 8, 0xFFFF8000L);
        m.step();
        assertEquals(0xFFFF8000_00004000L, m.cpu.segments.base[SegmentRegisters.TR]);
    }

    @Test
    void systemInstructionsDoNotExistInRealAndVirtual8086Mode() {
        SystemMachine m = SystemMachine.real().code("0F00D0");
        m.put(6 * 4, 4, SystemMachine.HANDLERS);
        assertEquals(SystemMachine.HANDLERS, m.step().cpu.rip);
        assertEquals(6, SystemMachine.protectedMode().virtual8086(3).code("0F00C8").step().handler());
    }

    @Test
    void queriesAnswerInZfAndNeverFault() {
        SystemMachine m = loads("0F02C80F03D00F00E00F00E8", SystemMachine.DATA0, 0);
        m.step();
        assertEquals(0x00CF9300, m.cpu.r[Cpu.RCX]);
        m.step();
        assertEquals(0xFFFFFFFFL, m.cpu.r[Cpu.RDX]);
        assertTrue(m.step().cpu.flags.zf(), "VERR");
        assertTrue(m.step().cpu.flags.zf(), "VERW");
        m = loads("0F02C8", 0xF0, 0);
        m.cpu.r[Cpu.RCX] = 5;
        assertFalse(m.step().cpu.flags.zf());
        assertEquals(5, m.cpu.r[Cpu.RCX]);
        assertFalse(loads("0F00E0", SystemMachine.DATA0, 3).step().cpu.flags.zf(), "ring 3 may not read ring-0 data");
    }

    @Test
    void arplRaisesTheRequestedLevel() {
        SystemMachine m = loads("63C8", 0x10, 0);
        m.cpu.r[Cpu.RCX] = 3;
        m.step();
        assertEquals(0x13, m.cpu.r[Cpu.RAX]);
        assertTrue(m.cpu.flags.zf());
    }

    @Test
    void sgdtStoresAndUmipForbidsIt() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("0F0100");
        m.cpu.r[Cpu.RAX] = 0x5000;
        m.step();
        assertEquals(0xFF, m.get(0x5000, 2));
        assertEquals(SystemMachine.GDT, m.get(0x5002, 4));
        m.cpu.rip = SystemMachine.CODE;
        m.cpu.setControl(m.cpu.cr0, 0, Cpu.CR4_UMIP, 0, false);
        m.step();
        assertEquals(GP, m.handler());
    }

    @Test
    void lgdtWith16BitOperandLoadsThreeBytesOfBase() {
        SystemMachine m = SystemMachine.protectedMode().code("660F0110");
        m.cpu.r[Cpu.RAX] = 0x5000;
        m.put(0x5000, 2, 0x7F);
        m.put(0x5002, 4, 0xFF123456L);
        m.step();
        assertEquals(0x123456, m.cpu.gdtBase);
        assertEquals(0x7F, m.cpu.gdtLimit);
    }

    @Test
    void cliAndStiObeyIopl() {
        assertEquals(GP, SystemMachine.protectedMode().ring(3).code("FA").step().handler());
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("FA");
        m.cpu.setFlags(Flags.IF | Flags.IOPL | Flags.ONE);
        assertFalse(m.step().cpu.flags.has(Flags.IF));
    }

    @Test
    void pviUsesTheVirtualFlag() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("FBFA");
        m.cpu.setControl(m.cpu.cr0, 0, Cpu.CR4_PVI, 0, false);
        m.step();
        assertTrue(m.cpu.flags.has(Flags.VIF));
        assertFalse(m.cpu.flags.has(Flags.IF));
        m.step();
        assertFalse(m.cpu.flags.has(Flags.VIF));
    }

    @Test
    void pushfInVirtual8086ShowsVifAndIopl3() {
        SystemMachine m = SystemMachine.protectedMode().virtual8086(0).code("9C669C");
        m.cpu.setControl(m.cpu.cr0, 0, Cpu.CR4_VME, 0, false);
        m.cpu.setFlags(Flags.VM | Flags.VIF | Flags.ONE);
        m.step();
        assertEquals(Flags.IF | Flags.IOPL | Flags.ONE, m.stack(2, 0));
        m.step();
        assertEquals(GP, m.handler(), "32-bit PUSHF is not virtualized");
    }
}
