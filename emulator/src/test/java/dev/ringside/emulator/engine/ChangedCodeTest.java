package dev.ringside.emulator.engine;

import static dev.ringside.emulator.engine.FlatGuest.CODE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.Engine.Exit;
import dev.ringside.emulator.memory.Agent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What runs is what memory holds, however it came there: stores into code, code across pages, pages that move. */
@ParameterizedClass
@EnumSource
class ChangedCodeTest {
    private static final int INC_EAX = 0x40, INC_EBX = 0x43;

    private final FlatGuest guest;
    private final Cpu cpu;

    ChangedCodeTest(TestEngine engine) {
        this.guest = new FlatGuest(engine);
        this.cpu = guest.cpu;
    }

    private static String le(int value) {
        return String.format("%08x", Integer.reverseBytes(value));
    }

    private void runToHalt() {
        assertEquals(Exit.HALTED, guest.run(10_000));
    }

    private void counts(int eax, int ebx) {
        assertEquals(eax, cpu.r[Cpu.RAX], "eax");
        assertEquals(ebx, cpu.r[Cpu.RBX], "ebx");
    }

    @Test
    void aStoreIntoTheNextInstructionCounts() {
        guest.code("C605" + le(CODE + 7) + "43 40 F4");
        runToHalt();
        counts(0, 1);
    }

    @Test
    void aStoreIntoALaterInstructionOfItsOwnBlockCounts() {
        guest.code("C605" + le(CODE + 9) + "43 40 40 40 F4");
        runToHalt();
        counts(2, 1);
    }

    @Test
    void aReadModifyWriteOfTheNextInstructionCounts() {
        // add byte [next],3 turns inc eax into inc ebx
        guest.code("8005" + le(CODE + 7) + "03 40 F4");
        runToHalt();
        counts(0, 1);
    }

    @Test
    void aPushIntoTheNextInstructionCounts() {
        cpu.r[Cpu.RSP] = CODE + 9;
        guest.code("68 434343F4 40 40 40 40");
        runToHalt();
        counts(0, 3);
    }

    @Test
    void aLoopThatChangesItsBodyRunsTheNewBodyNextTime() {
        // mov ecx,2; again: inc eax; mov byte [again],43; dec ecx; jnz again; hlt
        guest.code("B9 02000000 40 C605" + le(CODE + 5) + "43 49 75F5 F4");
        runToHalt();
        counts(1, 1);
    }

    @Test
    void aLoopThatPatchesAnOperandUsesWhatItWroteEachTime() {
        // mov ecx,5; again: mov [operand],ecx; add eax,operand; dec ecx; jnz again; hlt
        guest.code("B9 05000000 890D" + le(CODE + 12) + "05 00000000 49 75F2 F4");
        runToHalt();
        counts(5 + 4 + 3 + 2 + 1, 0);
    }

    @Test
    void aLoopThatPatchesTheLengthOfAnInstructionRunsWhatIsThereEachTime() {
        // mov ecx,6; again: xor byte [body],F0; body: inc eax; inc eax (or mov al,40); inc ebx; dec ecx; jnz again; hlt
        guest.code("B9 06000000 8035" + le(CODE + 12) + "F0 40 40 43 49 75F3 F4");
        runToHalt();
        counts(0x42, 6);
    }

    @Test
    void aStoreFromAnotherPageIsSeenAfterTheCodeHasRun() {
        int other = CODE + 0x3000;
        // call other; mov byte [other],43; call other; hlt
        guest.code("E8" + le(other - CODE - 5) + "C605" + le(other) + "43 E8" + le(other - CODE - 17) + "F4").code(other, "40 C3");
        runToHalt();
        counts(1, 1);
    }

    @Test
    void aStoreThroughAnotherLinearAddressCounts() {
        guest.paged().code("C605" + le(0x300007) + "43 40 F4");
        guest.map(0x300000, CODE | 7);
        runToHalt();
        counts(0, 1);
    }

    @Test
    void aRepeatedStoreOverTheCodeBehindItCounts() {
        // mov edi,next; mov ecx,3; mov al,43; rep stosb; next: inc eax three times
        guest.code("BF" + le(CODE + 14) + "B9 03000000 B043 F3AA 40 40 40 F4");
        runToHalt();
        assertEquals(3, cpu.r[Cpu.RBX]);
    }

    @Test
    void whatADeviceOrTheDebuggerWritesIsExecuted() {
        guest.code("40 EBFD");
        guest.run(100);
        guest.memory.write(Agent.DEVICE, CODE, 1, INC_EBX);
        guest.run(2);
        counts(50, 1);
        guest.memory.copyIn(Agent.DEBUGGER, CODE, new byte[] {INC_EAX, (byte) 0xF4}, 0, 2);
        runToHalt();
        counts(51, 1);
    }

    @Test
    void dataNextToCodeChangesNothing() {
        // mov ecx,3; again: inc dword [data]; inc eax; loop again; hlt; data
        guest.code("B9 03000000 FF05" + le(CODE + 15) + "40 E2F7 F4 00000000");
        runToHalt();
        counts(3, 0);
        assertEquals(3, guest.get(CODE + 15, 4));
    }

    @Test
    void codeRunsOnOverPageEnds() {
        guest.code(CODE + 0xF80, "40".repeat(256) + "F4").at(CODE + 0xF80);
        runToHalt();
        counts(256, 0);
    }

    @Test
    void anInstructionAcrossPagesTakesBothHalves() {
        guest.code(CODE + 0xFFD, "B8 78563412 F4").at(CODE + 0xFFD);
        runToHalt();
        assertEquals(0x12345678, cpu.r[Cpu.RAX]);
    }

    @Test
    void aStoreIntoTheSecondHalfOfAnInstructionAcrossPagesCounts() {
        guest.code(CODE + 0xFFD, "B8 78563412 F4").at(CODE + 0xFFD);
        guest.run(1);
        guest.put(CODE + 0x1000, 1, 0x99);
        guest.at(CODE + 0xFFD);
        runToHalt();
        assertEquals(0x12995678, cpu.r[Cpu.RAX]);
    }

    @Test
    void theSecondHalfFollowsItsPageWhenThatMoves() {
        guest.paged().code(CODE + 0xFFD, "B8 78563412 F4").code(0x20000, "BBAA F4");
        guest.at(CODE + 0xFFD).run(1);
        guest.map(CODE + 0x1000, 0x20007);
        guest.at(CODE + 0xFFD);
        runToHalt();
        assertEquals(0xAABB5678L, cpu.r[Cpu.RAX]);
    }

    @Test
    void aBlockFollowsItsPageWhenThatMoves() {
        guest.paged().code("40 F4").code(0x20000, "43 F4");
        runToHalt();
        guest.map(CODE, 0x20007);
        cpu.wake();
        guest.at(CODE);
        runToHalt();
        counts(1, 1);
    }

    @Test
    void aMissingSecondPageFaultsThereAndTheInstructionRestarts() {
        guest.paged().code(CODE + 0xFFD, "B8 78563412 F4");
        guest.map(CODE + 0x1000, 0);
        guest.at(CODE + 0xFFD);
        assertEquals(14, guest.vector());
        assertEquals(CODE + 0x1000, cpu.cr2);
        assertEquals(CODE + 0xFFD, guest.pushed(1));
        counts(0, 0);
    }

    @Test
    void aMissingPageBehindTheLastInstructionOfAPageIsNotTouched() {
        guest.paged().code(CODE + 0xFFE, "40 F4");
        guest.map(CODE + 0x1000, 0);
        guest.at(CODE + 0xFFE);
        runToHalt();
        counts(1, 0);
        assertEquals(CODE + 0x1000, cpu.rip);
    }

    @Test
    void theSameBytesMeanSomethingElseInAnotherCodeSize() {
        // 32-bit: mov eax,0x90900001. 16-bit: mov ax,1; nop; nop
        guest.code("B8 01009090 F4");
        runToHalt();
        assertEquals(0x90900001L, cpu.r[Cpu.RAX]);
        cpu.wake();
        cpu.segments.set(1, 8, 0, 0xFFFFFFFFL, 0x809B);
        guest.at(CODE);
        runToHalt();
        assertEquals(0x90900001L, cpu.r[Cpu.RAX] | 0x90900000L);
        assertEquals(2 + 4, cpu.instructions);
    }
}
