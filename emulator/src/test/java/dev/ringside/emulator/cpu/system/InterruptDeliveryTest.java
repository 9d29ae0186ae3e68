package dev.ringside.emulator.cpu.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.isa.Instruction;
import org.junit.jupiter.api.Test;

/** Claims of SDM vol. 3, chapter 6, about frames, error codes, stacks and nested exceptions. */
class InterruptDeliveryTest {
    private static final int UD = 6, DF = 8, NP = 11, GP = 13, PF = 14;

    @Test
    void realModePushesFlagsCsIpAndClearsIf() {
        SystemMachine m = SystemMachine.real().code("CD21");
        m.put(0x21 * 4, 4, 0x1234_0056L);
        m.cpu.setFlags(Flags.IF | Flags.ONE);
        m.step();
        assertEquals(0x56, m.cpu.rip);
        assertEquals(0x12340, m.cpu.segments.base[Instruction.CS]);
        assertEquals(SystemMachine.CODE + 2, m.stack(2, 0));
        assertEquals(0, m.stack(2, 1));
        assertEquals(Flags.IF | Flags.ONE, m.stack(2, 2));
        assertFalse(m.cpu.flags.has(Flags.IF));
    }

    @Test
    void realModeVectorBeyondTheTableIsAProtectionFault() {
        SystemMachine m = SystemMachine.real().code("CD21");
        m.cpu.idtLimit = 0x20 * 4 + 3;
        m.put(GP * 4, 4, SystemMachine.HANDLERS);
        m.step();
        assertEquals(SystemMachine.HANDLERS, m.cpu.rip);
        assertEquals(SystemMachine.CODE, m.stack(2, 0));
    }

    @Test
    void faultInRingThreeSwitchesToTheTssStackAndSetsRf() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("0F0B");
        m.cpu.setFlags(Flags.IF | Flags.ONE);
        m.step();
        assertEquals(UD, m.handler());
        assertEquals(0, m.cpu.cpl);
        assertEquals(SystemMachine.STACK0 - 20, m.cpu.r[Cpu.RSP]);
        assertEquals(SystemMachine.CODE, m.stack(4, 0));
        assertEquals(SystemMachine.CODE3 | 3, m.stack(4, 1));
        assertEquals(Flags.IF | Flags.RF | Flags.ONE, m.stack(4, 2));
        assertEquals(SystemMachine.STACK3, m.stack(4, 3));
        assertEquals(SystemMachine.DATA3 | 3, m.stack(4, 4));
        assertEquals(SystemMachine.DATA0, m.cpu.segments.selector[Instruction.SS]);
    }

    @Test
    void softwareInterruptThroughAGateOfInnerDplIsProtectionFaultNamingTheIdt() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("CD80");
        m.step();
        assertEquals(GP, m.handler());
        assertEquals(0x80 << 3 | 2, m.stack(4, 0));
        assertEquals(SystemMachine.CODE, m.stack(4, 1));
    }

    @Test
    void softwareInterruptThroughATrapGateKeepsIfAndPushesTheNextRip() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("CD80");
        m.gate(0x80, SystemMachine.CODE0, SystemMachine.HANDLERS, 0xEF);
        m.cpu.setFlags(Flags.IF | Flags.ONE);
        m.step();
        assertEquals(SystemMachine.HANDLERS, m.cpu.rip);
        assertTrue(m.cpu.flags.has(Flags.IF));
        assertEquals(SystemMachine.CODE + 2, m.stack(4, 0));
        assertEquals(Flags.IF | Flags.ONE, m.stack(4, 2));
    }

    @Test
    void sixteenBitGatesPushWords() {
        SystemMachine m = SystemMachine.protectedMode().code("0F0B");
        m.gate(UD, SystemMachine.CODE0, SystemMachine.HANDLERS, 0x86);
        m.step();
        assertEquals(SystemMachine.STACK0 - 6, m.cpu.r[Cpu.RSP]);
        assertEquals(SystemMachine.CODE, m.stack(2, 0));
    }

    @Test
    void gateThatIsNotPresentGivesNpWithExtForExternalEvents() {
        SystemMachine m = SystemMachine.protectedMode().code("90");
        m.gate(0x30, SystemMachine.CODE0, SystemMachine.HANDLERS, 0x0E);
        m.cpu.setFlags(Flags.IF | Flags.ONE);
        m.interrupts.raise(0x30);
        assertTrue(InstructionBoundary.service(m.cpu));
        assertEquals(NP, m.handler());
        assertEquals(0x30 << 3 | 2 | 1, m.stack(4, 0));
    }

    @Test
    void contributoryInsideContributoryIsADoubleFaultWithErrorCodeZero() {
        SystemMachine m = SystemMachine.protectedMode().code("8ED8");
        m.cpu.r[Cpu.RAX] = 0xF0;
        m.gate(GP, SystemMachine.CODE0, SystemMachine.HANDLERS, 0x0E);
        m.step();
        assertEquals(DF, m.handler());
        assertEquals(0, m.stack(4, 0));
        assertEquals(SystemMachine.CODE, m.stack(4, 1));
    }

    @Test
    void contributoryInsideBenignIsDeliveredAlone() {
        SystemMachine m = SystemMachine.protectedMode().code("0F0B");
        m.gate(UD, SystemMachine.CODE0, SystemMachine.HANDLERS, 0x0E);
        m.step();
        assertEquals(NP, m.handler());
        assertEquals(UD << 3 | 2 | 1, m.stack(4, 0));
    }

    @Test
    void faultInsideDoubleFaultShutsDownWithNothingChanged() {
        SystemMachine m = SystemMachine.protectedMode().code("8ED8");
        m.cpu.r[Cpu.RAX] = 0xF0;
        m.cpu.idtLimit = 0;
        m.step();
        assertTrue(m.cpu.shutdown);
        assertEquals(SystemMachine.CODE, m.cpu.rip);
        assertEquals(SystemMachine.STACK0, m.cpu.r[Cpu.RSP]);
        assertFalse(InstructionBoundary.service(m.cpu));
    }

    @Test
    void unusableInnerStackIsInvalidTssNamingTheStackSegment() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("0F0B");
        m.put(SystemMachine.TSS_BASE + 8, 4, SystemMachine.DATA3);
        m.gate(10, SystemMachine.FREE, SystemMachine.HANDLERS + 10 * 16, 0x8E);
        m.descriptor(SystemMachine.FREE, 0, 0xFFFFF, 0xC0FF);
        m.step();
        assertEquals(10, m.handler(), "#TS handler in conforming code, on the ring-3 stack");
        assertEquals(3, m.cpu.cpl);
        assertEquals(SystemMachine.DATA3 | 1, m.stack(4, 0));
        assertEquals(SystemMachine.CODE, m.stack(4, 1));
    }

    @Test
    void pageFaultSetsCr2AndItsErrorCode() {
        SystemMachine m = SystemMachine.longMode().code("488B042500003000");
        m.step();
        assertEquals(PF, m.handler());
        assertEquals(0x300000, m.cpu.cr2);
        assertEquals(0, m.stack(8, 0));
        assertEquals(SystemMachine.CODE, m.stack(8, 1));
    }

    @Test
    void sixtyFourBitFrameIsAlignedAndAlwaysHasSsRsp() {
        SystemMachine m = SystemMachine.longMode().code("0F0B");
        m.cpu.r[Cpu.RSP] = SystemMachine.STACK0 - 3;
        m.step();
        assertEquals(UD, m.handler());
        assertEquals((SystemMachine.STACK0 - 3 & -16) - 40, m.cpu.r[Cpu.RSP]);
        assertEquals(SystemMachine.CODE64, m.stack(8, 1));
        assertEquals(SystemMachine.STACK0 - 3, m.stack(8, 3));
        assertEquals(SystemMachine.DATA0, m.stack(8, 4));
        assertEquals(SystemMachine.DATA0, m.cpu.segments.selector[Instruction.SS], "SS stays without a change of privilege");
    }

    @Test
    void interruptStackTableWinsOverTheCurrentStack() {
        SystemMachine m = SystemMachine.longMode().code("0F0B");
        m.put(SystemMachine.TSS_BASE + 36 + 8, 8, 0x5000);
        m.gate64(UD, SystemMachine.CODE64, SystemMachine.HANDLERS, 0x8E, 2);
        m.step();
        assertEquals(0x5000 - 40, m.cpu.r[Cpu.RSP]);
    }

    @Test
    void ringThreeToRingZeroIn64BitModeMakesSsNull() {
        SystemMachine m = SystemMachine.longMode().code("0F0B");
        m.cpu.segments.set(Instruction.CS, SystemMachine.CODE64 | 3, 0, 0xFFFFFFFFL, 0xA0FB);
        m.cpu.segments.set(Instruction.SS, SystemMachine.DATA3 | 3, 0, 0xFFFFFFFFL, SystemMachine.ACCESS_DATA3);
        m.cpu.cpl = 3;
        m.cpu.r[Cpu.RSP] = SystemMachine.STACK3;
        m.cpu.updateMode();
        m.step();
        assertEquals(0, m.cpu.segments.selector[Instruction.SS]);
        assertEquals(0, m.cpu.segments.access[Instruction.SS]);
        assertEquals(SystemMachine.STACK0 - 40, m.cpu.r[Cpu.RSP]);
        assertEquals(SystemMachine.DATA3 | 3, m.stack(8, 4));
    }

    @Test
    void nonCanonicalInnerStackIsAStackFault() {
        SystemMachine m = SystemMachine.longMode().code("0F0B");
        m.put(SystemMachine.TSS_BASE + 36, 8, 1L << 47);
        m.gate64(UD, SystemMachine.CODE64, SystemMachine.HANDLERS, 0x8E, 1);
        m.step();
        assertEquals(12, m.handler());
        assertEquals(1, m.stack(8, 0));
    }

    @Test
    void deliveryFromVirtual8086SavesAndClearsDataSegments() {
        SystemMachine m = SystemMachine.protectedMode().virtual8086(3).code("0F0B");
        m.cpu.segments.setReal(Instruction.GS, 0x123);
        m.step();
        assertEquals(UD, m.handler());
        assertFalse(m.cpu.v86());
        assertEquals(0x123, m.stack(4, 8));
        assertTrue((m.stack(4, 2) & Flags.VM) != 0);
        assertEquals(0, m.cpu.segments.access[Instruction.DS]);
        assertEquals(SystemMachine.STACK0 - 36, m.cpu.r[Cpu.RSP]);
    }

    @Test
    void intInVirtual8086BelowIopl3IsProtectionFaultButInt3IsNot() {
        SystemMachine m = SystemMachine.protectedMode().virtual8086(0).code("CD21");
        m.step();
        assertEquals(GP, m.handler());
        assertEquals(0, m.stack(4, 0));
        m = SystemMachine.protectedMode().virtual8086(0).code("CC");
        m.gate(3, SystemMachine.CODE0, SystemMachine.HANDLERS + 48, 0xEE);
        m.step();
        assertEquals(3, m.handler());
    }

    @Test
    void vmeRedirectsClearBitsToTheTaskWithVifInThePlaceOfIf() {
        SystemMachine m = SystemMachine.protectedMode();
        m.cpu.segments.limit[SegmentRegisters.TR] = 0x2000;
        m.put(SystemMachine.TSS_BASE + 102, 2, 0x88);
        m.virtual8086(0).code("CD21");
        m.cpu.setControl(m.cpu.cr0, 0, Cpu.CR4_VME, 0, false);
        m.cpu.setFlags(Flags.VM | Flags.IF | Flags.VIF | Flags.ONE);
        m.put(0x21 * 4, 4, 0x0100_0040L);
        m.step();
        assertTrue(m.cpu.v86());
        assertEquals(0x1000, m.cpu.segments.base[Instruction.CS]);
        assertEquals(0x40, m.cpu.rip);
        assertEquals(Flags.IF | Flags.IOPL | Flags.ONE, m.stack(2, 2));
        assertFalse(m.cpu.flags.has(Flags.VIF));
        assertTrue(m.cpu.flags.has(Flags.IF), "the real IF stays");
    }

    @Test
    void faultWhilePushingLeavesTheOldStackAlone() {
        SystemMachine m = SystemMachine.protectedMode().code("0F0B");
        m.descriptor(SystemMachine.FREE, 0, 0x6FF4, 0x4093);
        m.cpu.segments.set(Instruction.SS, SystemMachine.FREE, 0, 0x6FF4, 0x4093);
        m.cpu.updateMode();
        m.put(SystemMachine.STACK0 - 12, 4, 0xAAAA);
        m.step();
        assertTrue(m.cpu.shutdown, "no exception can be pushed there");
        assertEquals(0xAAAA, m.get(SystemMachine.STACK0 - 12, 4));
    }
}
