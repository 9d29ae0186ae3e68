package dev.ringside.emulator.cpu.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import org.junit.jupiter.api.Test;

/** Claims about what happens between instructions: shadows, priorities, traps, NMI, HLT. */
class InstructionBoundaryTest {
    private static final int DB = 1, NMI = 2, VECTOR = 0x30;

    private static SystemMachine enabled(String code) {
        SystemMachine m = SystemMachine.protectedMode().code(code);
        m.cpu.setFlags(Flags.IF | Flags.ONE);
        return m;
    }

    @Test
    void interruptIsTakenBetweenInstructionsWithTheNextRip() {
        SystemMachine m = enabled("9090");
        m.step();
        m.interrupts.raise(VECTOR);
        assertTrue(InstructionBoundary.service(m.cpu));
        assertEquals(VECTOR, m.handler());
        assertEquals(SystemMachine.CODE + 1, m.stack(4, 0));
        assertFalse(m.cpu.flags.has(Flags.IF));
    }

    @Test
    void stiCoversExactlyOneInstruction() {
        SystemMachine m = SystemMachine.protectedMode().code("FB9090");
        m.interrupts.raise(VECTOR);
        m.step();
        assertEquals(SystemMachine.CODE + 1, m.cpu.rip);
        m.step();
        assertEquals(SystemMachine.CODE + 2, m.cpu.rip, "the instruction after STI runs");
        InstructionBoundary.service(m.cpu);
        assertEquals(VECTOR, m.handler());
        assertEquals(SystemMachine.CODE + 2, m.stack(4, 0));
    }

    @Test
    void secondStiMakesNoNewShadow() {
        SystemMachine m = SystemMachine.protectedMode().code("FBFB90");
        m.interrupts.raise(VECTOR);
        m.steps(2);
        InstructionBoundary.service(m.cpu);
        assertEquals(VECTOR, m.handler());
        assertEquals(SystemMachine.CODE + 2, m.stack(4, 0));
    }

    @Test
    void stopBetweenStiAndTheNextInstructionKeepsTheShadow() {
        SystemMachine m = SystemMachine.protectedMode().code("FB9090");
        m.interrupts.raise(VECTOR);
        m.step();
        assertTrue(InstructionBoundary.service(m.cpu));
        assertTrue(InstructionBoundary.service(m.cpu), "asking again changes nothing");
        assertEquals(-1, m.handler());
    }

    @Test
    void movSsHoldsInterruptsNmiAndDebugTraps() {
        SystemMachine m = enabled("8ED09090");
        m.cpu.r[Cpu.RAX] = SystemMachine.DATA0;
        m.cpu.setFlags(Flags.IF | Flags.TF | Flags.ONE);
        m.step();
        m.interrupts.raise(VECTOR);
        m.cpu.raise(Cpu.ATTENTION_NMI);
        m.step();
        assertEquals(SystemMachine.CODE + 3, m.cpu.rip, "the next instruction runs first");
        InstructionBoundary.service(m.cpu);
        assertEquals(NMI, m.handler(), "then the trap, and on top of its frame the NMI");
        assertEquals(SystemMachine.HANDLERS + DB * 16, m.stack(4, 0));
        assertEquals(SystemMachine.CODE + 3, m.stack(4, 3));
        assertEquals(DebugRegisters.SINGLE_STEP, (int) m.cpu.dr[6] & 0xE00F);
    }

    @Test
    void nmiIsBlockedUntilIret() {
        SystemMachine m = enabled("9090");
        m.code(SystemMachine.HANDLERS + NMI * 16, "CF");
        m.cpu.raise(Cpu.ATTENTION_NMI);
        assertTrue(InstructionBoundary.service(m.cpu));
        m.cpu.raise(Cpu.ATTENTION_NMI);
        assertTrue(InstructionBoundary.service(m.cpu));
        assertEquals(SystemMachine.STACK0 - 12, m.cpu.r[Cpu.RSP], "only one frame");
        m.step();
        assertEquals(SystemMachine.CODE, m.cpu.rip);
        assertTrue(InstructionBoundary.service(m.cpu));
        assertEquals(NMI, m.handler(), "the second comes after IRET");
    }

    @Test
    void singleStepTrapsAfterTheInstructionThatFollowsPopf() {
        SystemMachine m = SystemMachine.protectedMode().code("9D9090");
        m.put(SystemMachine.STACK0, 4, Flags.TF | Flags.ONE);
        m.steps(2);
        assertEquals(SystemMachine.CODE + 2, m.cpu.rip);
        InstructionBoundary.service(m.cpu);
        assertEquals(DB, m.handler());
        assertEquals(SystemMachine.CODE + 2, m.stack(4, 0));
        assertFalse(m.cpu.flags.has(Flags.TF));
    }

    @Test
    void softwareInterruptDiscardsItsOwnSingleStep() {
        SystemMachine m = SystemMachine.protectedMode().code("CD30");
        m.cpu.setFlags(Flags.TF | Flags.ONE);
        m.step();
        assertEquals(VECTOR, m.handler());
        assertTrue(InstructionBoundary.service(m.cpu));
        assertEquals(VECTOR, m.handler());
    }

    @Test
    void hltWaitsForAnInterruptAndReturnsBehindItself() {
        SystemMachine m = enabled("F490");
        m.step();
        assertFalse(InstructionBoundary.service(m.cpu));
        assertTrue(m.cpu.halted);
        m.interrupts.raise(VECTOR);
        assertTrue(InstructionBoundary.service(m.cpu));
        assertEquals(VECTOR, m.handler());
        assertEquals(SystemMachine.CODE + 1, m.stack(4, 0));
        assertFalse(m.cpu.halted);
    }

    @Test
    void hltWithInterruptsOffIgnoresThemButNotNmi() {
        SystemMachine m = SystemMachine.protectedMode().code("F4");
        m.step();
        m.interrupts.raise(VECTOR);
        assertFalse(InstructionBoundary.service(m.cpu));
        assertFalse(m.cpu.wakeable());
        m.cpu.raise(Cpu.ATTENTION_NMI);
        assertTrue(InstructionBoundary.service(m.cpu));
        assertEquals(NMI, m.handler());
    }

    @Test
    void mwaitGoesOnWithoutMonitorAndWaitsWithIt() {
        SystemMachine m = enabled("0F01C90F01C80F01C9");
        m.step();
        assertFalse(m.cpu.halted);
        m.steps(2);
        assertTrue(m.cpu.halted);
        m.interrupts.raise(VECTOR);
        m.step();
        assertFalse(m.cpu.halted);
    }

    @Test
    void mwaitWithBreakOnMaskedWakesWithoutTakingTheInterrupt() {
        SystemMachine m = SystemMachine.protectedMode().code("0F01C80F01C990");
        m.step();
        m.cpu.r[Cpu.RCX] = 1;
        m.step();
        assertTrue(m.cpu.halted);
        assertFalse(InstructionBoundary.service(m.cpu));
        m.interrupts.raise(VECTOR);
        assertTrue(InstructionBoundary.service(m.cpu));
        assertEquals(SystemMachine.CODE + 6, m.cpu.rip);
    }

    @Test
    void resumeFlagLastsForOneInstruction() {
        SystemMachine m = SystemMachine.protectedMode().code("90909090");
        m.cpu.dr[0] = SystemMachine.CODE;
        DebugRegisters.set(m.cpu, 7, 1);
        m.cpu.setFlags(Flags.RF | Flags.ONE);
        m.step();
        assertEquals(SystemMachine.CODE + 1, m.cpu.rip, "RF lets the instruction at the breakpoint run");
        assertFalse(m.cpu.flags.has(Flags.RF));
        m.cpu.rip = SystemMachine.CODE;
        m.step();
        assertEquals(DB, m.handler());
        assertEquals(SystemMachine.CODE, m.stack(4, 0), "an instruction breakpoint is a fault");
        assertEquals(1, m.cpu.dr[6] & 0xE00F);
        assertEquals(Flags.ONE, m.stack(4, 2), "and pushes RF as it was");
    }

    @Test
    void dataBreakpointTrapsAfterTheStore() {
        SystemMachine m = SystemMachine.protectedMode().code("890D0050000090");
        m.cpu.dr[1] = 0x5000;
        DebugRegisters.set(m.cpu, 7, 4 | 0xD << 20);
        m.cpu.r[Cpu.RCX] = 77;
        m.step();
        assertEquals(77, m.get(0x5000, 4));
        InstructionBoundary.service(m.cpu);
        assertEquals(DB, m.handler());
        assertEquals(2, m.cpu.dr[6] & 0xE00F);
        assertEquals(SystemMachine.CODE + 6, m.stack(4, 0));
    }

    @Test
    void ioBreakpointNeedsDebuggingExtensions() {
        SystemMachine m = SystemMachine.protectedMode().code("E690E690");
        m.cpu.dr[0] = 0x90;
        DebugRegisters.set(m.cpu, 7, 1 | 2 << 16);
        m.step();
        assertEquals(0, m.cpu.pendingDebug);
        m.cpu.setControl(m.cpu.cr0, 0, Cpu.CR4_DE, 0, false);
        m.step();
        assertEquals(1, m.cpu.pendingDebug);
    }

    @Test
    void virtualInterruptPendingFaultsBeforeTheNextInstruction() {
        SystemMachine m = SystemMachine.protectedMode().virtual8086(0).code("90");
        m.cpu.setControl(m.cpu.cr0, 0, Cpu.CR4_VME, 0, false);
        m.cpu.setFlags(Flags.VM | Flags.VIF | Flags.VIP | Flags.ONE);
        m.step();
        assertEquals(13, m.handler());
    }

    @Test
    void generalDetectFaultsOnDebugRegisterAccessAndClearsItself() {
        SystemMachine m = SystemMachine.protectedMode().code("0F21C0");
        DebugRegisters.set(m.cpu, 7, DebugRegisters.GENERAL_DETECT);
        m.step();
        assertEquals(DB, m.handler());
        assertEquals(SystemMachine.CODE, m.stack(4, 0));
        assertEquals(DebugRegisters.ACCESS_DETECTED, (int) m.cpu.dr[6] & 0xE00F);
        assertEquals(0, m.cpu.dr[7] & DebugRegisters.GENERAL_DETECT);
    }
}
