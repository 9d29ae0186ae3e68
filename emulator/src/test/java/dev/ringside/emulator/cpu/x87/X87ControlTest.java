package dev.ringside.emulator.cpu.x87;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Fault;
import dev.ringside.emulator.cpu.NumericErrorLine;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.state.StateHasher;
import org.junit.jupiter.api.Test;

/** Availability, deferred errors, pointers and memory images of the x87. */
class X87ControlTest {
    private static final int OPERAND_SIZE = 0x66;
    private static final int[] FLD1 = {0xD9, 0xE8};
    private static final int[] FLDZ = {0xD9, 0xEE};
    private static final int[] FDIVP = {0xDE, 0xF9};
    private static final int[] FWAIT = {0x9B};
    private static final int[] FNCLEX = {0xDB, 0xE2};
    private static final int[] FNINIT = {0xDB, 0xE3};
    private static final int[] FNSTENV = {0xD9, 0x37};
    private static final int[] FLDENV = {0xD9, 0x27};
    private static final int[] FNSAVE = {0xDD, 0x37};
    private static final int[] FRSTOR = {0xDD, 0x27};
    private static final int[] FNSTSW_AX = {0xDF, 0xE0};
    private static final int[] FADD_M32 = {0xD8, 0x07};

    private final X87TestMachine machine = new X87TestMachine();
    private final Cpu cpu = machine.cpu;

    private Vector fault(int... bytes) {
        return assertThrows(Fault.class, () -> machine.run(bytes)).vector();
    }

    private void divideByZeroUnmasked() {
        cpu.x87.controlWord(0x037F & ~4);
        machine.run(FLD1);
        machine.run(FLDZ);
        machine.run(FDIVP);
    }

    private long hash() {
        StateHasher hasher = new StateHasher();
        cpu.x87.state(hasher);
        return hasher.value();
    }

    @Test
    void taskSwitchedOrEmulatedMakesTheDeviceUnavailable() {
        cpu.cr0 |= Cpu.CR0_TS;
        assertEquals(Vector.NM, fault(FLD1));
        assertEquals(Vector.NM, fault(FNINIT));
        cpu.cr0 = cpu.cr0 & ~Cpu.CR0_TS | Cpu.CR0_EM;
        assertEquals(Vector.NM, fault(FNSTSW_AX));
    }

    @Test
    void waitIsUnavailableOnlyWithMonitorCoprocessor() {
        cpu.cr0 |= Cpu.CR0_TS;
        machine.run(FWAIT);
        cpu.cr0 |= Cpu.CR0_MP;
        assertEquals(Vector.NM, fault(FWAIT));
    }

    @Test
    void unmaskedErrorIsRaisedByTheNextWaitingInstructionOnly() {
        divideByZeroUnmasked();
        machine.run(FNSTSW_AX);
        assertEquals(0xB084, cpu.register(Cpu.RAX, 16), "ES and B are set, TOP is 6, nothing was popped");
        assertEquals(Vector.MF, fault(FLD1));
        assertEquals(Vector.MF, fault(FWAIT));
        machine.run(FNCLEX);
        machine.run(FWAIT);
        machine.run(FLD1);
    }

    @Test
    void withoutNeTheProcessorAssertsFerrAndWaitsAtTheInstruction() {
        int[] asserted = new int[2];
        cpu.numericErrors = new NumericErrorLine() {
            @Override
            public void assertError() {
                asserted[0]++;
            }

            @Override
            public boolean ignored() {
                return false;
            }

            @Override
            public void clearError() {
                asserted[1]++;
            }
        };
        cpu.cr0 &= ~Cpu.CR0_NE;
        divideByZeroUnmasked();
        machine.run(FLD1);
        assertEquals(1, asserted[0]);
        assertTrue(cpu.halted);
        assertEquals(X87TestMachine.CODE, cpu.rip);
        assertEquals(6, cpu.x87.top, "the load has not been executed");
        machine.run(FNCLEX);
        assertEquals(1, asserted[1]);
    }

    @Test
    void ignoredErrorsKeepNothingFromExecuting() {
        cpu.numericErrors = new NumericErrorLine() {
            @Override
            public void assertError() {
            }

            @Override
            public boolean ignored() {
                return true;
            }

            @Override
            public void clearError() {
            }
        };
        cpu.cr0 &= ~Cpu.CR0_NE;
        divideByZeroUnmasked();
        machine.run(FLD1);
        assertFalse(cpu.halted);
        assertEquals(5, cpu.x87.top);
    }

    @Test
    void environmentHas28BytesInProtectedMode() {
        divideByZeroUnmasked();
        machine.run(FNSTENV);
        assertEquals(0xFFFF037BL, machine.data(0, 4));
        assertEquals(0xFFFFB084L, machine.data(4, 4));
        assertEquals(0xFFFF1FFFL, machine.data(8, 4), "ST(0) is zero, ST(1) valid, the rest empty");
        assertEquals(X87TestMachine.CODE, machine.data(12, 4));
        assertEquals(0x06F9_0008L, machine.data(16, 4), "opcode of FDIVP and CS");
        assertEquals(0x037F, cpu.x87.controlWord(), "all exceptions are masked afterwards");
        assertFalse(cpu.x87.pending());
    }

    @Test
    void environmentHas14BytesWith16BitOperandSize() {
        machine.setData(0x10, 4, 0x3F800000);
        machine.run(FLD1);
        machine.run(0xD8, 0x47, 0x10);
        machine.setData(14, 2, 0x5555);
        machine.run(OPERAND_SIZE, FNSTENV[0], FNSTENV[1]);
        assertEquals(0x037F, machine.data(0, 2));
        assertEquals(0x3800, machine.data(2, 2));
        assertEquals(0x3FFF, machine.data(4, 2));
        assertEquals(X87TestMachine.CODE, machine.data(6, 2));
        assertEquals(8, machine.data(8, 2));
        assertEquals(X87TestMachine.DATA + 0x10, machine.data(10, 2));
        assertEquals(16, machine.data(12, 2));
        assertEquals(0x5555, machine.data(14, 2), "nothing is written behind the image");
    }

    @Test
    void realModeImageHoldsLinearAddressesAndRoundTrips() {
        enterRealMode();
        cpu.x87.instructionSelector = 0x1234;
        cpu.x87.instructionOffset = 0x5678;
        cpu.x87.dataSelector = 0xF000;
        cpu.x87.dataOffset = 0xFFF0;
        cpu.x87.opcode = 0x1C1;
        machine.run(FNSTENV[0], 0x35);
        assertEquals(0x79B8, machine.data(6, 2));
        assertEquals(0x11C1, machine.data(8, 2));
        assertEquals(0xFFF0, machine.data(10, 2));
        assertEquals(0xF000, machine.data(12, 2));
        machine.run(OPERAND_SIZE, FNSTENV[0], 0x35);
        assertEquals(0x11C1, machine.data(16, 4));
        assertEquals(0xF000, machine.data(24, 4), "bits 31-16 of the data pointer stand in bits 27-12");
        machine.run(OPERAND_SIZE, FLDENV[0], 0x25);
        assertEquals(0x179B8, cpu.x87.instructionOffset);
        assertEquals(0xFFFF0, cpu.x87.dataOffset);
        assertEquals(0x1C1, cpu.x87.opcode);
    }

    private void enterRealMode() {
        cpu.setControl(Cpu.CR0_ET, 0, 0, 0, true);
        for (int i = 0; i < 6; i++) {
            cpu.segments.set(i, 0, 0, 0xFFFF, SegmentRegisters.PRESENT | SegmentRegisters.S | SegmentRegisters.WRITABLE
                    | (i == Instruction.CS ? SegmentRegisters.CODE : 0));
        }
        cpu.updateMode();
    }

    @Test
    void saveInitializesAndRestoreBringsEverythingBack() {
        machine.run(FLD1);
        machine.run(0xD9, 0xEB);
        machine.run(0xD9, 0xFE);
        long before = hash();
        machine.run(FNSAVE);
        assertEquals(0xFF, cpu.x87.empty);
        assertEquals(0x037F, cpu.x87.controlWord());
        machine.run(FLDZ);
        machine.run(FRSTOR);
        assertEquals(before, hash());
    }

    @Test
    void imageThatDoesNotFitItsSegmentIsNeitherWrittenNorFollowedByInitialization() {
        cpu.segments.set(Instruction.DS, 16, 0, X87TestMachine.DATA + 106, cpu.segments.access[Instruction.DS]);
        cpu.updateMode();
        machine.run(FLD1);
        assertEquals(Vector.GP, fault(FNSAVE));
        assertEquals(0, machine.data(0, 8));
        assertEquals(7, cpu.x87.top);
    }

    @Test
    void faultingOperandLeavesTheFpuUntouched() {
        cpu.segments.set(Instruction.DS, 16, 0, X87TestMachine.DATA + 2, cpu.segments.access[Instruction.DS]);
        cpu.updateMode();
        machine.run(FLD1);
        long before = hash();
        assertEquals(Vector.GP, fault(FADD_M32));
        assertEquals(Vector.GP, fault(0xD9, 0x1F));
        assertEquals(Vector.GP, fault(0xDB, 0x3F));
        assertEquals(before, hash());
    }

    @Test
    void controlInstructionsKeepThePointers() {
        machine.run(FLD1);
        cpu.x87.instructionOffset = 0x777;
        machine.run(FNSTSW_AX);
        machine.run(FNCLEX);
        machine.run(FWAIT);
        assertEquals(0x777, cpu.x87.instructionOffset);
        machine.run(FLD1);
        assertEquals(X87TestMachine.CODE, cpu.x87.instructionOffset);
    }

    @Test
    void mmxAliasesTheRegistersAndTakesTheStackOver() {
        machine.run(FLD1);
        cpu.x87.setMmx(7, 0x1122334455667788L);
        cpu.x87.enterMmx();
        assertEquals(0x1122334455667788L, cpu.x87.mantissa[7]);
        assertEquals(0xFFFF, cpu.x87.signExponent[7]);
        assertEquals(0xFF, cpu.x87.abridgedTags());
        assertEquals(0, cpu.x87.top);
    }
}
