package dev.ringside.emulator.engine;

import static dev.ringside.emulator.engine.FlatGuest.CODE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.Engine.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a run ends, and where faults leave the processor. */
@ParameterizedClass
@EnumSource
class EngineTest {
    private static final int GP = 13, PF = 14, UD = 6;

    // mov ecx,5; again: add eax,ecx; push eax; pop ebx; adc edx,ebx; dec ecx; jnz again; lea edi,[0x40000]; mov ecx,7; rep stosb; hlt
    private static final String PROGRAM = "B9 05000000 01C8 50 5B 11DA 49 75F7 8D3D 00000400 B9 07000000 F3AA F4";

    private final TestEngine engine;
    private final FlatGuest guest;
    private final Cpu cpu;

    EngineTest(TestEngine engine) {
        this.engine = engine;
        this.guest = new FlatGuest(engine);
        this.cpu = guest.cpu;
    }

    @Test
    void aRunEndsExactlyAtItsLimitWhereverThatLiesInABlock() {
        guest.code("90".repeat(200));
        for (int n = 1; n <= 120; n++) {
            assertEquals(Exit.LIMIT, guest.engine.run(n));
            assertEquals(n, cpu.instructions);
            assertEquals(CODE + n, cpu.rip);
        }
        guest.engine.run(150);
        assertEquals(CODE + 150, cpu.rip);
    }

    @Test
    void aRunThatIsAtItsLimitDoesNothing() {
        guest.code("40 40");
        assertEquals(Exit.LIMIT, guest.engine.run(0));
        assertEquals(0, cpu.r[Cpu.RAX]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 11})
    void cuttingARunIntoSlicesChangesNothing(int slice) {
        guest.code(PROGRAM);
        guest.run(1000);
        FlatGuest cut = new FlatGuest(engine).code(PROGRAM);
        Exit exit = Exit.LIMIT;
        for (int i = 0; i < 100 && exit == Exit.LIMIT; i++) {
            exit = cut.run(slice);
        }
        assertEquals(Exit.HALTED, exit);
        assertArrayEquals(cpu.r, cut.cpu.r);
        assertEquals(cpu.flags.value(), cut.cpu.flags.value());
        assertEquals(cpu.instructions, cut.cpu.instructions);
        assertEquals(1 + 5 * 6 + 2 + 7 + 1, cpu.instructions);
    }

    @Test
    void aRepeatedInstructionStopsInTheMiddleAndGoesOn() {
        guest.code("B9 64000000 BF 00000400 B0 7F F3AA 40");
        guest.run(3 + 41);
        assertEquals(44, cpu.instructions);
        assertEquals(100 - 41, cpu.r[Cpu.RCX]);
        assertEquals(0x40000 + 41, cpu.r[Cpu.RDI]);
        assertEquals(CODE + 12, cpu.rip);
        assertEquals(0x7F, guest.get(0x40000 + 40, 1));
        assertEquals(0, guest.get(0x40000 + 41, 1));
        guest.run(59);
        assertEquals(0, cpu.r[Cpu.RCX]);
        assertEquals(CODE + 14, cpu.rip);
    }

    @Test
    void aRepeatedInstructionWithNothingToDoCountsOnce() {
        guest.code("31C9 F3AA F4");
        guest.run(100);
        assertEquals(3, cpu.instructions);
    }

    @Test
    void haltingEndsTheRunBehindTheHalt() {
        guest.code("40 F4 40");
        assertEquals(Exit.HALTED, guest.run(100));
        assertEquals(CODE + 2, cpu.rip);
        assertEquals(2, cpu.instructions);
        assertEquals(Exit.HALTED, guest.run(100));
        assertEquals(2, cpu.instructions);
    }

    @Test
    void aStopThatADeviceAsksForComesAfterItsInstruction() {
        guest.code("40 E680 40 F4");
        guest.onOut = () -> cpu.raise(Cpu.ATTENTION_STOP);
        assertEquals(Exit.STOPPED, guest.run(100));
        assertEquals(CODE + 3, cpu.rip);
        assertEquals(2, cpu.instructions);
        assertEquals(Exit.HALTED, guest.run(100));
        assertEquals(2, cpu.r[Cpu.RAX]);
    }

    @Test
    void aFaultThatNobodyServesShutsDownForGood() {
        guest.code("0F0B");
        cpu.idtLimit = 0;
        assertEquals(Exit.SHUTDOWN, guest.run(100));
        assertEquals(Exit.SHUTDOWN, guest.run(100));
        assertEquals(0, cpu.instructions);
    }

    @Test
    void anUndefinedInstructionIsReportedWhereItStands() {
        guest.code("40 0FFF");
        assertEquals(UD, guest.vector());
        assertEquals(CODE + 1, guest.pushed(0));
        assertEquals(2, cpu.instructions, "the increment and the handler's halt");
    }

    @Test
    void anInstructionOfMoreThanFifteenBytesIsAProtectionFault() {
        guest.code("66".repeat(14) + "40");
        guest.run(1);
        assertEquals(1, cpu.r[Cpu.RAX]);
        guest.at(CODE).code("66".repeat(15) + "40");
        assertEquals(GP, guest.vector());
        assertEquals(CODE, guest.pushed(1));
    }

    @Test
    void aFaultInTheMiddleOfABlockKeepsWhatCameBefore() {
        // inc eax; inc eax; add [0x50000],eax; inc eax
        guest.paged().code("40 40 0105 00000500 40 F4");
        guest.map(0x50000, 0);
        int flags = cpu.flags.value();
        assertEquals(PF, guest.vector());
        assertEquals(0x50000, cpu.cr2);
        assertEquals(2, guest.pushed(0), "a write to an absent page");
        assertEquals(CODE + 2, guest.pushed(1));
        assertEquals(2, cpu.r[Cpu.RAX]);
        assertEquals(3, cpu.instructions);
        assertEquals(flags & ~0x8D5, guest.pushed(3) & ~0x108D5 & 0xFFFF, "only the flags of the increments");
    }

    @Test
    void aFaultingInstructionIsRestartedAndThenCountsOnce() {
        guest.paged().code("40 FF35 00000500 F4");
        guest.map(0x50000, 0);
        assertEquals(PF, guest.vector());
        long stack = cpu.r[Cpu.RSP] + 16;
        assertEquals(FlatGuest.STACK, stack, "the push has not moved the stack");
        guest.map(0x50000, 0x50007);
        guest.put(0x50000, 4, 0x1234);
        cpu.wake();
        cpu.r[Cpu.RSP] = stack;
        guest.at(CODE + 1).run(1);
        assertEquals(FlatGuest.STACK - 4, cpu.r[Cpu.RSP]);
        assertEquals(0x1234, guest.get(FlatGuest.STACK - 4, 4));
    }

    @Test
    void codeBeyondTheSegmentLimitIsAProtectionFault() {
        guest.code("40 40 40 40");
        cpu.segments.set(1, 8, 0, CODE + 1, 0x409B);
        guest.at(CODE);
        assertEquals(GP, guest.vector());
        assertEquals(2, cpu.r[Cpu.RAX]);
        assertEquals(CODE + 2, guest.pushed(1));
    }

    @Test
    void anInstructionThatLiesOnTheSegmentLimitIsNotExecuted() {
        guest.code("40 B8 01000000");
        cpu.segments.set(1, 8, 0, CODE + 4, 0x409B);
        guest.at(CODE);
        assertEquals(GP, guest.vector());
        assertEquals(1, cpu.r[Cpu.RAX]);
    }

    @Test
    void theSegmentLimitComesBeforeThePageBehindIt() {
        guest.paged().code(CODE + 0xFFE, "B8 01");
        guest.map(CODE + 0x1000, 0);
        cpu.segments.set(1, 8, 0, CODE + 0xFFF, 0x409B);
        guest.at(CODE + 0xFFE);
        assertEquals(GP, guest.vector());
    }

    @Test
    void sixteenBitCodeThatRunsOffItsSegmentFaults() {
        guest.real(0x1000, 0xFFFE).code(0x1FFFE, "40 40");
        assertEquals(GP, guest.vector());
        assertEquals(2, cpu.r[Cpu.RAX] & 0xFFFF);
        assertEquals(0x10000 & 0xFFFF, guest.get(cpu.r[Cpu.RSP] & 0xFFFF, 2));
    }

    @Test
    void anInstructionOverTheEndOfASixteenBitSegmentFaults() {
        guest.real(0x1000, 0xFFFF).code(0x1FFFF, "04 11");
        assertEquals(GP, guest.vector());
        assertEquals(0, cpu.r[Cpu.RAX]);
        assertEquals(0xFFFF, guest.get(cpu.r[Cpu.RSP] & 0xFFFF, 2));
    }

    @Test
    void thirtyTwoBitCodeGoesOnAtZeroBehindFourGibibytes() {
        guest.code(0xFFFFFFFEL, "40 40").code(0, "43 F4").at(0xFFFFFFFEL);
        assertEquals(Exit.HALTED, guest.run(100));
        assertEquals(2, cpu.r[Cpu.RAX]);
        assertEquals(1, cpu.r[Cpu.RBX]);
        assertEquals(2, cpu.rip);
    }
}
