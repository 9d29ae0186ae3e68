package dev.ringside.emulator.cpu.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.isa.Instruction;
import org.junit.jupiter.api.Test;

/** Claims about SYSENTER, SYSEXIT, SYSCALL, SYSRET and SWAPGS (SDM vol. 2). */
class FastSystemCallsTest {
    private static final int UD = 6, GP = 13;

    private static SystemMachine syscallReady() {
        SystemMachine m = SystemMachine.longMode();
        ControlRegisters.setEfer(m.cpu, m.cpu.efer | Cpu.EFER_SCE);
        Msr.STAR.write(m.cpu, 0x0013_0008L << 32);
        Msr.LSTAR.write(m.cpu, 0x8800);
        Msr.FMASK.write(m.cpu, Flags.IF | Flags.TF);
        return m;
    }

    @Test
    void syscallSavesRipAndFlagsAndMasksThem() {
        SystemMachine m = syscallReady().code("0F05");
        m.cpu.setFlags(Flags.IF | Flags.CF | Flags.ONE);
        m.step();
        assertEquals(0x8800, m.cpu.rip);
        assertEquals(SystemMachine.CODE + 2, m.cpu.r[Cpu.RCX]);
        assertEquals(Flags.IF | Flags.CF | Flags.ONE, m.cpu.r[11]);
        assertEquals(Flags.CF | Flags.ONE, m.cpu.flags.value());
        assertEquals(8, m.cpu.segments.selector[Instruction.CS]);
        assertEquals(16, m.cpu.segments.selector[Instruction.SS]);
    }

    @Test
    void syscallWithoutSceIsUndefined() {
        assertEquals(UD, SystemMachine.longMode().code("0F05").step().handler());
    }

    @Test
    void sysretToCompatibilityAndTo64BitMode() {
        SystemMachine m = syscallReady().code("0F07");
        m.cpu.r[Cpu.RCX] = 0x1_0000_8800L;
        m.cpu.r[11] = Flags.IF | Flags.VM;
        m.step();
        assertEquals(0x8800, m.cpu.rip);
        assertEquals(32, m.cpu.codeSize);
        assertEquals(3, m.cpu.cpl);
        assertEquals(0x13, m.cpu.segments.selector[Instruction.CS]);
        assertEquals(Flags.IF | Flags.ONE, m.cpu.flags.value());
        m = syscallReady().code("480F07");
        m.cpu.r[Cpu.RCX] = 0x8800;
        m.step();
        assertEquals(64, m.cpu.codeSize);
        assertEquals(0x23, m.cpu.segments.selector[Instruction.CS]);
        assertEquals(0x1B, m.cpu.segments.selector[Instruction.SS]);
    }

    @Test
    void sysretToANonCanonicalAddressFaultsInRingZero() {
        SystemMachine m = syscallReady().code("480F07");
        m.cpu.r[Cpu.RCX] = 1L << 47;
        assertEquals(GP, m.step().handler());
        assertEquals(SystemMachine.CODE64, m.stack(8, 2));
    }

    @Test
    void sysenterAndSysexit() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("0F34").code(0x8800, "0F35");
        Msr.SYSENTER_CS.write(m.cpu, SystemMachine.CODE0);
        Msr.SYSENTER_ESP.write(m.cpu, 0x7770);
        Msr.SYSENTER_EIP.write(m.cpu, 0x8800);
        m.cpu.setFlags(Flags.IF | Flags.ONE);
        m.step();
        assertEquals(0x8800, m.cpu.rip);
        assertEquals(0x7770, m.cpu.r[Cpu.RSP]);
        assertEquals(0, m.cpu.cpl);
        assertFalse(m.cpu.flags.has(Flags.IF));
        m.cpu.r[Cpu.RCX] = SystemMachine.STACK3;
        m.cpu.r[Cpu.RDX] = SystemMachine.CODE + 2;
        m.step();
        assertEquals(SystemMachine.CODE + 2, m.cpu.rip);
        assertEquals(3, m.cpu.cpl);
        assertEquals(SystemMachine.CODE3 | 3, m.cpu.segments.selector[Instruction.CS]);
        assertEquals(SystemMachine.DATA3 | 3, m.cpu.segments.selector[Instruction.SS]);
    }

    @Test
    void sysenterWithoutASelectorFaults() {
        SystemMachine m = SystemMachine.protectedMode().ring(3).code("0F34");
        assertEquals(GP, m.step().handler());
        assertEquals(0, m.stack(4, 0));
    }

    @Test
    void singleStepTrapsOnSysenterButNotOnSyscallThatMasksTf() {
        SystemMachine m = syscallReady().code("0F05");
        m.cpu.setFlags(Flags.TF | Flags.ONE);
        m.step();
        assertTrue(InstructionBoundary.service(m.cpu));
        assertEquals(0x8800, m.cpu.rip);
        m = SystemMachine.protectedMode().ring(3).code("0F34");
        Msr.SYSENTER_CS.write(m.cpu, SystemMachine.CODE0);
        Msr.SYSENTER_ESP.write(m.cpu, SystemMachine.STACK0);
        Msr.SYSENTER_EIP.write(m.cpu, 0x8800);
        m.cpu.setFlags(Flags.TF | Flags.ONE);
        m.step();
        InstructionBoundary.service(m.cpu);
        assertEquals(1, m.handler());
        assertEquals(0x8800, m.stack(4, 0));
    }

    @Test
    void swapgsExchangesWithTheMsr() {
        SystemMachine m = SystemMachine.longMode().code("0F01F8");
        Msr.KERNEL_GS_BASE.write(m.cpu, 0xFFFF8000_00001000L);
        Msr.GS_BASE.write(m.cpu, 0x5000);
        m.step();
        assertEquals(0xFFFF8000_00001000L, m.cpu.segments.effectiveBase[Instruction.GS]);
        assertEquals(0x5000, Msr.KERNEL_GS_BASE.read(m.cpu));
    }

    @Test
    void fsBaseInstructionsNeedCr4AndACanonicalValue() {
        assertEquals(UD, SystemMachine.longMode().code("F3480FAED0").step().handler());
        SystemMachine m = SystemMachine.longMode().code("F3480FAED0F3480FAEC1");
        m.cpu.setControl(m.cpu.cr0, m.cpu.cr3, m.cpu.cr4 | Cpu.CR4_FSGSBASE, m.cpu.efer, false);
        m.cpu.r[Cpu.RAX] = 0x1234_5678_9ABCL;
        m.steps(2);
        assertEquals(0x1234_5678_9ABCL, m.cpu.r[Cpu.RCX]);
        m = SystemMachine.longMode().code("F3480FAED0");
        m.cpu.setControl(m.cpu.cr0, m.cpu.cr3, m.cpu.cr4 | Cpu.CR4_FSGSBASE, m.cpu.efer, false);
        m.cpu.r[Cpu.RAX] = 1L << 47;
        assertEquals(GP, m.step().handler());
    }
}
