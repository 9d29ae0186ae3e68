package dev.ringside.emulator.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Fault;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.memory.PageFault;
import org.junit.jupiter.api.Test;

class SimdFaultsTest {
    private static final String ADDPS = "0f58ca";
    private static final String PADDB_MM = "0ffcca";
    private static final String CVTPI2PS = "0f2aca";
    private static final String CVTPI2PS_MEMORY = "0f2a0b";
    private static final String DIVSS = "f30f5eca";
    private static final String MOVUPS_STORE = "0f110b";
    private static final String MASKMOVDQU = "660ff7ca";
    private static final String LDMXCSR = "0fae13";

    private static void raises(Vector vector, SimdMachine machine, String code) {
        Fault fault = assertThrows(Fault.class, () -> machine.execute(code));
        assertEquals(vector, fault.vector(), code);
        assertEquals(0, fault.errorCode());
    }

    private static SimdMachine with(long cr0, long cr4) {
        SimdMachine machine = SimdMachine.in64BitMode();
        Cpu cpu = machine.cpu;
        cpu.setControl(cpu.cr0 | cr0, cpu.cr3, cr4, cpu.efer, false);
        return machine;
    }

    @Test
    void xmmRegistersNeedOsfxsrAndNoEmulation() {
        raises(Vector.UD, with(0, 0), ADDPS);
        raises(Vector.UD, with(Cpu.CR0_TS, 0), ADDPS);
        raises(Vector.UD, with(Cpu.CR0_EM | Cpu.CR0_TS, Cpu.CR4_OSFXSR), ADDPS);
        raises(Vector.NM, with(Cpu.CR0_TS, Cpu.CR4_OSFXSR), ADDPS);
    }

    @Test
    void mmxRegistersNeedNoOsfxsr() {
        assertDoesNotThrow(() -> with(0, 0).execute(PADDB_MM));
        raises(Vector.UD, with(Cpu.CR0_EM, 0), PADDB_MM);
        raises(Vector.NM, with(Cpu.CR0_TS, 0), PADDB_MM);
        raises(Vector.UD, with(0, 0), CVTPI2PS);
    }

    @Test
    void mmxInstructionsReportPendingX87Errors() {
        for (String code : new String[] {PADDB_MM, CVTPI2PS}) {
            SimdMachine machine = SimdMachine.in64BitMode();
            machine.cpu.x87.controlWord(0x37E);
            machine.cpu.x87.statusWord(1);
            raises(Vector.MF, machine, code);
            machine.cpu.r[Cpu.RBX] = 0x8000;
            assertDoesNotThrow(() -> machine.execute(CVTPI2PS_MEMORY));
        }
    }

    @Test
    void unmaskedDivisionByZeroLeavesTheDestinationAndSetsItsFlag() {
        SimdMachine machine = SimdMachine.in64BitMode();
        Cpu cpu = machine.cpu;
        cpu.vector.mxcsr = 0x1D80;
        cpu.vector.xmm[2] = 0x3F800000;
        raises(Vector.XM, machine, DIVSS);
        assertEquals(0x3F800000, cpu.vector.xmm[2]);
        assertEquals(0x1D84, cpu.vector.mxcsr);
        cpu.setControl(cpu.cr0, cpu.cr3, Cpu.CR4_OSFXSR, cpu.efer, false);
        raises(Vector.UD, machine, DIVSS);
    }

    @Test
    void reservedBitsOfMxcsrAreRefused() {
        SimdMachine machine = SimdMachine.in64BitMode();
        machine.cpu.r[Cpu.RBX] = 0x8000;
        machine.cpu.mmu.store32(0x8000, 0x11F80);
        raises(Vector.GP, machine, LDMXCSR);
        machine.cpu.mmu.store32(0x8000, 0xFFFF);
        machine.execute(LDMXCSR);
        assertEquals(0xFFFF, machine.cpu.vector.mxcsr);
    }

    @Test
    void storeIntoAnAbsentSecondPageWritesNothing() {
        SimdMachine machine = SimdMachine.in32BitModeWithTwoPages();
        Cpu cpu = machine.cpu;
        cpu.vector.xmm[2] = -1;
        cpu.vector.xmm[3] = -1;
        for (int inFirstPage = 1; inFirstPage < 16; inFirstPage++) {
            cpu.r[Cpu.RBX] = 0x5000 - inFirstPage;
            PageFault fault = assertThrows(PageFault.class, () -> machine.execute(MOVUPS_STORE));
            assertEquals(0x5000, fault.linear());
            assertEquals(0, cpu.mmu.load64(0x4FF8));
        }
    }

    @Test
    void maskedStoreTouchesAllItsBytesWhateverTheMask() {
        SimdMachine machine = SimdMachine.in32BitModeWithTwoPages();
        Cpu cpu = machine.cpu;
        cpu.vector.xmm[2] = 0x0807060504030201L;
        cpu.vector.xmm[4] = 0x80008000L;
        cpu.r[Cpu.RDI] = 0x4FF0;
        machine.execute(MASKMOVDQU);
        assertEquals(0x04000200, cpu.mmu.load32(0x4FF0));
        cpu.r[Cpu.RDI] = 0x4FF8;
        assertThrows(PageFault.class, () -> machine.execute(MASKMOVDQU));
        assertEquals(0, cpu.mmu.load32(0x4FF8));
    }
}
