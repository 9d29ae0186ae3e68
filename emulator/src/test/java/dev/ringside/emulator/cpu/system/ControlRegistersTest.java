package dev.ringside.emulator.cpu.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.isa.Instruction;
import org.junit.jupiter.api.Test;

/** Claims about MOV CR, MOV DR, LMSW, SMSW (SDM vol. 2; vol. 3, 2.5, 4.1, 17.2). */
class ControlRegistersTest {
    private static final int UD = 6, GP = 13;
    private static final long PG = 0x80000000L;

    private static SystemMachine writes(SystemMachine m, String code, long value) {
        m.code(code).cpu.r[Cpu.RAX] = value;
        return m.step();
    }

    @Test
    void pagingNeedsProtectionAndNwNeedsCd() {
        SystemMachine m = SystemMachine.real();
        m.put(GP * 4, 4, SystemMachine.HANDLERS);
        assertEquals(SystemMachine.HANDLERS, writes(m, "0F22C0", PG).cpu.rip);
        assertEquals(GP, writes(SystemMachine.protectedMode(), "0F22C0", 1 | Cpu.CR0_NW).handler());
    }

    @Test
    void enteringProtectedModeKeepsTheCodeSize() {
        SystemMachine m = writes(SystemMachine.real(), "0F22C0", 1);
        assertTrue(m.cpu.protectedMode());
        assertEquals(16, m.cpu.codeSize);
        assertEquals(0, m.cpu.cpl);
        assertEquals(SystemMachine.CODE + 3, m.cpu.rip);
    }

    @Test
    void pagingWithLmeEntersIa32eModeAndNeedsPae() {
        SystemMachine m = SystemMachine.protectedMode();
        m.cpu.setControl(m.cpu.cr0, 0x10000, 0, Cpu.EFER_LME, false);
        assertEquals(GP, writes(m, "0F22C0", PG | 1).handler());
        m = SystemMachine.protectedMode();
        m.put(0x10000, 8, 0x11007);
        m.put(0x11000, 8, 0x12007);
        m.put(0x12000, 8, 0x00087);
        m.cpu.setControl(m.cpu.cr0, 0x10000, Cpu.CR4_PAE, Cpu.EFER_LME, false);
        writes(m, "0F22C0", PG | 1);
        assertTrue(m.cpu.longMode());
        assertEquals(32, m.cpu.codeSize, "compatibility mode until CS is loaded");
    }

    @Test
    void pagingCannotBeTurnedOffIn64BitMode() {
        SystemMachine m = writes(SystemMachine.longMode(), "0F22C0", 1);
        assertEquals(GP, m.handler());
        assertTrue(m.cpu.longMode());
    }

    @Test
    void paeCannotBeClearedInIa32eMode() {
        assertEquals(GP, writes(SystemMachine.longMode(), "0F22E0", 0).handler());
    }

    @Test
    void reservedBitsOfPdptesFaultTheLoadOfCr3() {
        SystemMachine m = SystemMachine.protectedMode();
        m.put(0x10000, 8, 0x11001);
        m.put(0x11000, 8, 0x00083);
        m.cpu.setControl(m.cpu.cr0, 0x10000, Cpu.CR4_PAE | Cpu.CR4_PSE, 0, false);
        m.code("0F22C0").cpu.r[Cpu.RAX] = PG | 1;
        m.step();
        assertEquals(-1, m.handler());
        m.put(0x10020, 8, 0x11003);
        m.code(SystemMachine.CODE + 3, "0F22D8").cpu.r[Cpu.RAX] = 0x10020;
        m.step();
        assertEquals(GP, m.handler());
        assertEquals(0x10000, m.cpu.cr3);
    }

    @Test
    void unknownBitsOfCr4AndHighBitsOfCr0AndCr3Fault() {
        assertEquals(GP, writes(SystemMachine.protectedMode(), "0F22E0", 1 << 13).handler());
        assertEquals(GP, writes(SystemMachine.longMode(), "0F22C0", PG | 1L << 32 | 1).handler());
        assertEquals(GP, writes(SystemMachine.longMode(), "0F22D8", 1L << 40).handler());
    }

    @Test
    void cr4BitsOfMissingFeaturesFault() {
        SystemMachine m = new SystemMachine(CpuModel.named("pentium3"));
        m.put(GP * 4, 4, SystemMachine.HANDLERS);
        for (int i = 0; i < 6; i++) {
            m.cpu.segments.set(i, 0, 0, 0xFFFF, 0x93);
        }
        m.cpu.rip = SystemMachine.CODE;
        m.cpu.updateMode();
        assertEquals(SystemMachine.HANDLERS, writes(m, "0F22E0", Cpu.CR4_SMEP).cpu.rip);
    }

    @Test
    void controlRegistersAreForRingZeroAndTheOddOnesUndefined() {
        assertEquals(GP, SystemMachine.protectedMode().ring(3).code("0F20C0").step().handler());
        SystemMachine m = SystemMachine.protectedMode();
        assertEquals(UD, m.code("0F20C8").step().handler());
    }

    @Test
    void cr8IsTheTaskPriority() {
        SystemMachine m = SystemMachine.longMode().code("440F22C0440F20C1");
        m.cpu.r[Cpu.RAX] = 9;
        m.steps(2);
        assertEquals(9, m.interrupts.priority);
        assertEquals(9, m.cpu.r[Cpu.RCX]);
        assertEquals(GP, writes(SystemMachine.longMode(), "440F22C0", 16).handler());
    }

    @Test
    void lmswSetsPeButDoesNotClearIt() {
        SystemMachine m = SystemMachine.protectedMode().code("0F01F00F01E1");
        m.cpu.r[Cpu.RAX] = Cpu.CR0_TS;
        m.steps(2);
        assertEquals(Cpu.CR0_PE | Cpu.CR0_TS, m.cpu.cr0 & 0xF);
        assertEquals(m.cpu.cr0, m.cpu.r[Cpu.RCX]);
    }

    @Test
    void debugRegistersHaveFixedBitsAndAliases() {
        SystemMachine m = SystemMachine.protectedMode().code("0F23F00F23F80F21E1");
        m.cpu.r[Cpu.RAX] = 0;
        m.steps(2);
        assertEquals(0xFFFF0FF0L, m.cpu.dr[6]);
        assertEquals(0x400, m.cpu.dr[7]);
        m.step();
        assertEquals(0xFFFF0FF0L, m.cpu.r[Cpu.RCX], "DR4 is DR6");
        m = SystemMachine.protectedMode().code("0F21E1");
        m.cpu.setControl(m.cpu.cr0, 0, Cpu.CR4_DE, 0, false);
        assertEquals(UD, m.step().handler());
    }

    @Test
    void ioPermissionFollowsIoplThenTheBitmap() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("EC");
        m.cpu.r[Cpu.RDX] = 0x3F8;
        assertEquals(GP, m.step().handler(), "the bitmap lies beyond the TSS limit");
        m = SystemMachine.protectedMode().ring(3).code("ECED");
        m.cpu.segments.limit[7] = 0x2067;
        m.put(SystemMachine.TSS_BASE + 0x68 + 0x7F, 1, 0x02);
        m.cpu.r[Cpu.RDX] = 0x3F8;
        m.portValue = 0x1234;
        m.step();
        assertEquals(0x34, m.cpu.r[Cpu.RAX]);
        assertEquals(GP, m.step().handler(), "port 3F9 is not permitted");
        assertEquals(1, m.io.size());
    }

    @Test
    void insChecksMemoryBeforeItReadsTheDevice() {
        SystemMachine m = SystemMachine.protectedMode().code("6C");
        m.cpu.segments.set(Instruction.ES, SystemMachine.DATA0, 0, 0xFFF, 0x4093);
        m.cpu.updateMode();
        m.cpu.r[Cpu.RDI] = 0x1000;
        assertEquals(GP, m.step().handler());
        assertTrue(m.io.isEmpty());
    }

    @Test
    void repeatedOutsStopsAtTheLimitAndAfterWhatNeedsAttention() {
        SystemMachine m = SystemMachine.protectedMode().code("F36E");
        m.cpu.r[Cpu.RCX] = 5;
        m.cpu.r[Cpu.RSI] = 0x5000;
        m.cpu.limit = 3;
        m.step();
        assertEquals(3, m.cpu.instructions);
        assertEquals(2, m.cpu.r[Cpu.RCX]);
        assertEquals(SystemMachine.CODE, m.cpu.rip);
        m.cpu.limit = 100;
        m.step();
        assertEquals(5, m.cpu.instructions);
        assertEquals(SystemMachine.CODE + 2, m.cpu.rip);
        assertFalse(m.io.isEmpty());
    }
}
