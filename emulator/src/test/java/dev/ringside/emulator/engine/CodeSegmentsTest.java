package dev.ringside.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Code in segments that are not the whole of memory runs on every engine as the interpreter runs it, and hot code of it in units. */
class CodeSegmentsTest {
    private static final int GP = 13;

    /** 16-bit: mov cx,100; again: push ax; call f; pop ax; loop again; jmp back to the mov; f: inc bx; ret. */
    private static final String LOOP = "B96400 50 E80500 58 E2F9 EBF4 43 C3";

    private static final int LINEAR = 0x10030, IP = 0x20, LENGTH = 14;

    private static String after(TestEngine engine, Consumer<FlatGuest> story) {
        FlatGuest guest = new FlatGuest(engine);
        story.accept(guest);
        Cpu cpu = guest.cpu;
        return String.format("cs=%x rip=%x instructions=%d flags=%x stack=%x r=%s", cpu.segments.selector[Instruction.CS], cpu.rip, cpu.instructions,
                cpu.flags.value(), guest.pushed(0), Arrays.toString(cpu.r));
    }

    private static void sameAsInterpreted(TestEngine engine, Consumer<FlatGuest> story) {
        assertEquals(after(TestEngine.INTERPRETER, story), after(engine, story));
    }

    private static void segment(FlatGuest guest, long limit, int access) {
        guest.cpu.segments.set(Instruction.CS, 8, LINEAR - IP, limit, access);
        guest.cpu.updateMode();
    }

    @ParameterizedTest
    @EnumSource
    void realModeCodeThatBeginsInsideAPage(TestEngine engine) {
        sameAsInterpreted(engine, guest -> {
            guest.code(LINEAR, LOOP).real(LINEAR - IP >> 4, IP);
            guest.run(100_001);
        });
    }

    @Test
    void realModeCodeIsTranslated() {
        FlatGuest guest = new FlatGuest(TestEngine.TRANSLATOR).code(LINEAR, LOOP).real(LINEAR - IP >> 4, IP);
        guest.run(100_000);
        EngineStatistics statistics = guest.engine.statistics();
        assertTrue(statistics.translated() > 99_000, statistics.toString());
    }

    // The same bytes by another segment: all offsets differ, as do return addresses on the stack.
    @ParameterizedTest
    @EnumSource
    void theSameCodeByAnotherSegment(TestEngine engine) {
        sameAsInterpreted(engine, guest -> {
            guest.code(LINEAR, LOOP).real(LINEAR - IP >> 4, IP).run(5003);
            guest.real((LINEAR >> 4) - 1, 0x10).run(5003);
        });
    }

    // With its last byte beyond the limit, RET faults; nothing of what ran before may run on from memory.
    @ParameterizedTest
    @EnumSource
    void aLimitThatShrinks(TestEngine engine) {
        sameAsInterpreted(engine, guest -> {
            guest.code(LINEAR, LOOP);
            segment(guest, 0xFFFF, 0x9B);
            guest.at(IP).run(10_003);
            segment(guest, IP + LENGTH - 2, 0x9B);
            assertEquals(GP, guest.vector());
        });
    }

    // jmp over the limit, call over the limit, and a computed jump there: each faults itself, not what is there.
    @ParameterizedTest
    @EnumSource
    void branchesBeyondALimitFault(TestEngine engine) {
        for (String branch : new String[] {"EB40", "E840000000", "B870000000 FFE0", "6870000000 C3", "B901000000 E340 E240"}) {
            sameAsInterpreted(engine, guest -> {
                guest.code(LINEAR, "31DB 43 83FB32 75FA " + branch);
                segment(guest, IP + 0x28, 0x409B);
                guest.at(IP);
                assertEquals(GP, guest.vector());
            });
        }
    }

    // A stack segment with 16 bits of stack pointer under 32-bit code, that wraps; and one with a base.
    @ParameterizedTest
    @EnumSource
    void stacksThatAreNotFlat(TestEngine engine) {
        for (int access : new int[] {0x0093, 0x4093}) {
            sameAsInterpreted(engine, guest -> {
                guest.code("50 53 E802000000 EBF7 5A 5B 58 52 C3");
                guest.cpu.segments.set(Instruction.SS, 16, 0x30010, 0xFFFF, access);
                guest.cpu.r[Cpu.RSP] = 0x1_0006;
                guest.at(FlatGuest.CODE).run(3001);
            });
        }
    }
}
