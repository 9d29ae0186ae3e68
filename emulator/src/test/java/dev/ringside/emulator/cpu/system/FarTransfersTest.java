package dev.ringside.emulator.cpu.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.isa.Instruction;
import org.junit.jupiter.api.Test;

/** Claims of SDM vol. 2 (JMP, CALL, RET, IRET) and vol. 3, 5.8. */
class FarTransfersTest {
    private static final int NP = 11, SS = 12, GP = 13, AC = 17;
    private static final int GATE = SystemMachine.FREE, CONFORMING = 0x48, TARGET = 0x8800;

    private static void callGate(SystemMachine m, int selector, int parameters, int access) {
        m.put(SystemMachine.GDT + GATE, 8, SystemMachine.gateBits(selector, TARGET, access) | (long) parameters << 32);
    }

    @Test
    void realModeFarJumpKeepsTheLimitAndSetsTheBase() {
        SystemMachine m = SystemMachine.real().code("EA34120010");
        m.cpu.segments.limit[Instruction.CS] = 0xFFFFFFFFL;
        m.step();
        assertEquals(0x1234, m.cpu.rip);
        assertEquals(0x10000, m.cpu.segments.base[Instruction.CS]);
        assertEquals(0xFFFFFFFFL, m.cpu.segments.limit[Instruction.CS]);
    }

    @Test
    void realModeFarCallAndReturnWithRelease() {
        SystemMachine m = SystemMachine.real().code("9A00000010").code(0x10000, "CA0400");
        m.step();
        assertEquals(SystemMachine.CODE + 5, m.stack(2, 0));
        m.step();
        assertEquals(SystemMachine.CODE + 5, m.cpu.rip);
        assertEquals(SystemMachine.STACK0 + 4, m.cpu.r[Cpu.RSP]);
    }

    /** As a Xeon of 2020 has it: the first byte pushed is canonical, the second is not. */
    @Test
    void aFrameAcrossTheEdgeOfTheCanonicalAddressesIsMisalignedFirst() {
        assertEquals(AC, farCallAcrossTheEdge(Flags.AC));
        assertEquals(SS, farCallAcrossTheEdge(0));
    }

    private static int farCallAcrossTheEdge(int flags) {
        SystemMachine m = SystemMachine.longMode().code("66FF18");
        m.descriptor(GATE, 0, 0xFFFFF, SystemMachine.ACCESS_CODE64 | 0x60);
        m.put(0x9000, 4, (GATE | 3L) << 16 | TARGET);
        m.cpu.cpl = 3;
        m.cpu.segments.set(Instruction.CS, GATE | 3, 0, 0xFFFFFFFFL, SystemMachine.ACCESS_CODE64 | 0x60);
        m.cpu.setControl(m.cpu.cr0 | Cpu.CR0_AM, m.cpu.cr3, m.cpu.cr4, m.cpu.efer, true);
        m.cpu.setFlags(Flags.ONE | flags);
        m.cpu.r[Cpu.RAX] = 0x9000;
        m.cpu.r[Cpu.RSP] = (1L << 47) + 1;
        return m.step().handler();
    }

    @Test
    void directJumpToAnotherLevelIsRefusedButConformingCodeKeepsCpl() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("EA008800000800");
        m.step();
        assertEquals(GP, m.handler());
        assertEquals(SystemMachine.CODE0, m.stack(4, 0));
        m = SystemMachine.protectedMode().ring(3).code("EA008800004800");
        m.descriptor(CONFORMING, 0, 0xFFFFF, 0xC09F);
        m.step();
        assertEquals(TARGET, m.cpu.rip);
        assertEquals(3, m.cpu.cpl);
        assertEquals(CONFORMING | 3, m.cpu.segments.selector[Instruction.CS]);
    }

    @Test
    void nullBeyondTheTableNotPresentAndBeyondTheLimit() {
        SystemMachine m = SystemMachine.protectedMode().code("EA008800000000").step();
        assertEquals(GP, m.handler());
        assertEquals(0, m.stack(4, 0));
        m = SystemMachine.protectedMode().code("EA008800000002").step();
        assertEquals(GP, m.handler());
        assertEquals(0x200, m.stack(4, 0));
        m = SystemMachine.protectedMode().code("EA008800004800");
        m.descriptor(CONFORMING, 0, 0xFFFFF, 0xC01B);
        m.step();
        assertEquals(NP, m.handler());
        m = SystemMachine.protectedMode().code("EA008800004800");
        m.descriptor(CONFORMING, 0, 0x1000, 0x409B);
        m.step();
        assertEquals(GP, m.handler());
        assertEquals(0, m.stack(4, 0));
    }

    @Test
    void callGateSwitchesStacksAndCopiesParameters() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("9A000000004300");
        callGate(m, SystemMachine.CODE0, 2, 0xEC);
        m.put(SystemMachine.STACK3, 4, 0x111);
        m.put(SystemMachine.STACK3 + 4, 4, 0x222);
        m.step();
        assertEquals(TARGET, m.cpu.rip);
        assertEquals(0, m.cpu.cpl);
        assertEquals(SystemMachine.STACK0 - 24, m.cpu.r[Cpu.RSP]);
        assertEquals(SystemMachine.CODE + 7, m.stack(4, 0));
        assertEquals(SystemMachine.CODE3 | 3, m.stack(4, 1));
        assertEquals(0x111, m.stack(4, 2));
        assertEquals(0x222, m.stack(4, 3));
        assertEquals(SystemMachine.STACK3, m.stack(4, 4));
        assertEquals(SystemMachine.DATA3 | 3, m.stack(4, 5));
    }

    @Test
    void returnToTheOuterLevelReleasesBothStacksAndNullsInnerSegments() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("9A000000004300").code(TARGET, "CA0800");
        callGate(m, SystemMachine.CODE0, 2, 0xEC);
        m.step();
        SegmentLoading.load(m.cpu, Instruction.ES, SystemMachine.DATA0);
        m.step();
        assertEquals(SystemMachine.CODE + 7, m.cpu.rip);
        assertEquals(3, m.cpu.cpl);
        assertEquals(SystemMachine.STACK3 + 8, m.cpu.r[Cpu.RSP]);
        assertFalse(m.cpu.segments.usable(Instruction.ES), "ring-0 data may not stay");
        assertTrue(m.cpu.segments.usable(Instruction.DS));
    }

    @Test
    void callGateOfInnerDplIsRefusedAndJumpDoesNotChangeLevel() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("9A000000004300");
        callGate(m, SystemMachine.CODE0, 0, 0x8C);
        m.step();
        assertEquals(GP, m.handler());
        assertEquals(GATE, m.stack(4, 0));
        m = SystemMachine.protectedMode().ring(3).code("EA000000004300");
        callGate(m, SystemMachine.CODE0, 0, 0xEC);
        m.step();
        assertEquals(GP, m.handler());
        assertEquals(SystemMachine.CODE0, m.stack(4, 0));
    }

    @Test
    void failingInnerStackLeavesTheCallerUntouched() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("9A000000004300");
        callGate(m, SystemMachine.CODE0, 0, 0xEC);
        m.put(SystemMachine.TSS_BASE + 8, 4, 0);
        m.gate(10, CONFORMING, SystemMachine.HANDLERS + 160, 0x8E);
        m.descriptor(CONFORMING, 0, 0xFFFFF, 0xC0FF);
        m.step();
        assertEquals(10, m.handler());
        assertEquals(0, m.stack(4, 0));
        assertEquals(SystemMachine.CODE, m.stack(4, 1));
        assertEquals(SystemMachine.STACK3 - 16, m.cpu.r[Cpu.RSP]);
    }

    @Test
    void sixtyFourBitCallGatePushesQuadwords() {
        SystemMachine m = SystemMachine.longMode().code("48FF1C2500500000");
        m.put(0x5000, 8, 0);
        m.put(0x5008, 2, 0x50);
        m.put(SystemMachine.GDT + 0x50, 8, SystemMachine.gateBits(SystemMachine.CODE64, TARGET, 0x8C));
        m.step();
        assertEquals(TARGET, m.cpu.rip);
        assertEquals(SystemMachine.STACK0 - 16, m.cpu.r[Cpu.RSP]);
        assertEquals(SystemMachine.CODE + 8, m.stack(8, 0));
    }

    @Test
    void farReturnFrom64BitToCompatibilityMode() {
        SystemMachine m = SystemMachine.longMode().code("CB");
        m.put(SystemMachine.STACK0, 4, TARGET);
        m.put(SystemMachine.STACK0 + 4, 4, SystemMachine.CODE0);
        m.step();
        assertEquals(TARGET, m.cpu.rip);
        assertEquals(32, m.cpu.codeSize);
        assertEquals(SystemMachine.STACK0 + 8, m.cpu.r[Cpu.RSP]);
    }

    @Test
    void iretqPopsTheStackEvenAtTheSameLevel() {
        SystemMachine m = SystemMachine.longMode().code("48CF");
        long[] frame = {TARGET, SystemMachine.CODE64, Flags.IF | Flags.ONE, 0x5550, 0};
        for (int i = 0; i < 5; i++) {
            m.put(SystemMachine.STACK0 + i * 8, 8, frame[i]);
        }
        m.step();
        assertEquals(TARGET, m.cpu.rip);
        assertEquals(0x5550, m.cpu.r[Cpu.RSP]);
        assertEquals(0, m.cpu.segments.selector[Instruction.SS], "a null SS is fine for 64-bit ring 0");
        assertTrue(m.cpu.flags.has(Flags.IF));
    }

    @Test
    void iretqToANonCanonicalAddressFaultsAtTheIret() {
        SystemMachine m = SystemMachine.longMode().code("48CF");
        m.put(SystemMachine.STACK0, 8, 1L << 47);
        m.put(SystemMachine.STACK0 + 8, 8, SystemMachine.CODE64);
        m.step();
        assertEquals(GP, m.handler());
        assertEquals(SystemMachine.CODE, m.stack(8, 1));
    }

    @Test
    void iretInRingThreeCannotChangeIoplOrIf() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("CF");
        m.put(SystemMachine.STACK3, 4, TARGET);
        m.put(SystemMachine.STACK3 + 4, 4, SystemMachine.CODE3 | 3);
        m.put(SystemMachine.STACK3 + 8, 4, Flags.IOPL | Flags.IF | Flags.CF | Flags.ONE);
        m.step();
        assertEquals(TARGET, m.cpu.rip);
        assertEquals(Flags.CF | Flags.ONE, m.cpu.flags.value());
    }

    @Test
    void iretToAnInnerLevelIsRefused() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("CF");
        m.put(SystemMachine.STACK3, 4, TARGET);
        m.put(SystemMachine.STACK3 + 4, 4, SystemMachine.CODE0);
        m.step();
        assertEquals(GP, m.handler());
        assertEquals(SystemMachine.CODE0, m.stack(4, 0));
    }

    @Test
    void iretToVirtual8086LoadsAllSegments() {
        SystemMachine m = SystemMachine.protectedMode().code("CF");
        long[] frame = {0x100, 0x2000, Flags.VM | Flags.IF | Flags.ONE, 0xFFFE, 0x3000, 1, 2, 3, 4};
        for (int i = 0; i < frame.length; i++) {
            m.put(SystemMachine.STACK0 + i * 4, 4, frame[i]);
        }
        m.step();
        assertTrue(m.cpu.v86());
        assertEquals(3, m.cpu.cpl);
        assertEquals(0x20000, m.cpu.segments.base[Instruction.CS]);
        assertEquals(0x30000, m.cpu.segments.base[Instruction.SS]);
        assertEquals(0x20, m.cpu.segments.base[Instruction.DS]);
        assertEquals(16, m.cpu.codeSize);
        assertEquals(0xFFFE, m.cpu.r[Cpu.RSP]);
    }

    @Test
    void outerStackThatIsNotPresentIsAStackFault() {
        SystemMachine m = SystemMachine.protectedMode().code("CF");
        m.descriptor(CONFORMING, 0, 0xFFFFF, 0xC073);
        long[] frame = {TARGET, SystemMachine.CODE3 | 3, Flags.ONE, 0x5000, CONFORMING | 3};
        for (int i = 0; i < frame.length; i++) {
            m.put(SystemMachine.STACK0 + i * 4, 4, frame[i]);
        }
        m.step();
        assertEquals(SS, m.handler());
        assertEquals(CONFORMING, m.stack(4, 0));
        assertEquals(0, m.cpu.cpl);
    }
}
