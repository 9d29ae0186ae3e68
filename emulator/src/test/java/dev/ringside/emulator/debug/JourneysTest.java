package dev.ringside.emulator.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ringside.emulator.debug.rule.CodePlace;
import dev.ringside.emulator.debug.rule.RuleSpec;
import dev.ringside.emulator.debug.rule.Selector;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.symbols.dwarf.SourceLine;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Step over, finish, until and the like, in recursion and in 16, 32 and 64-bit code, on every engine. */
@ParameterizedClass
@EnumSource
class JourneysTest {
    private static final int CODE = BareGuest.CODE;

    private final TestEngine engine;
    private DrivenGuest guest;

    JourneysTest(TestEngine engine) {
        this.engine = engine;
    }

    @AfterEach
    void end() {
        if (guest != null) {
            guest.close();
        }
    }

    private void start(BareGuest bare) {
        guest = new DrivenGuest(bare);
    }

    private Stop go(Consumer<RunControl> how) {
        how.accept(guest.control);
        return (Stop) guest.next();
    }

    private Stop.Finished finish() {
        try {
            guest.control.finish();
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
        return assertInstanceOf(Stop.Finished.class, guest.next());
    }

    private void stepsOverTo(long rip) {
        assertEquals(new Stop.Stepped(), go(control -> control.stepOver(1)));
        assertEquals(rip, guest.get("rip"));
    }

    /*
     * Sums 5 + 4 + 3 + 2 + 1 by recursion, in 32-bit code; 16 and 64-bit code is assembled alike.
     * 00: mov ecx, 5; 05: xor eax, eax; 07: call sum; 0c: nop; 0d: hlt
     * 10: sum: add eax, ecx; 12: dec ecx; 13: jz over; 15: call sum; 1a: over: ret
     */
    private static final String SUM_32 = "B9 05000000 31C0 E8 04000000 90 F4 9090 01C8 49 7405 E8 F6FFFFFF C3";

    // 00: mov cx, 5; 03: xor ax, ax; 05: call sum; 08: nop; 09: hlt; 0a: sum: add ax, cx; 0c: dec cx; 0d: jz over; 0f: call sum; 12: ret
    private static final String SUM_16 = "B9 0500 31C0 E8 0200 90 F4 01C8 49 7403 E8 F8FF C3";

    // As the 32-bit one, but: 10: add eax, ecx; 12: dec ecx (two bytes); 14: jz over; 16: call sum; 1b: ret
    private static final String SUM_64 = "B9 05000000 31C0 E8 04000000 90 F4 9090 01C8 FFC9 7405 E8 F5FFFFFF C3";

    @Test
    void aCallIsSteppedOverInRecursionIn32BitCode() {
        start(new BareGuest(engine).code(SUM_32).protected32(0));
        stepsOverTo(CODE + 5);
        stepsOverTo(CODE + 7);
        stepsOverTo(CODE + 0xC);
        assertEquals(15, guest.get("rax"));
    }

    @Test
    void anInnerCallIsSteppedOverAtItsOwnLevel() {
        start(new BareGuest(engine).code(SUM_32).protected32(0));
        go(control -> control.step(6));
        assertEquals(CODE + 0x15, guest.get("rip"));
        long stack = guest.get("rsp");
        stepsOverTo(CODE + 0x1A);
        assertEquals(stack, guest.get("rsp"));
        assertEquals(15, guest.get("rax"));
    }

    @Test
    void aCallIsSteppedOverIn16BitCode() {
        start(new BareGuest(engine).code(SUM_16).real());
        go(control -> control.stepOver(3));
        assertEquals(8, guest.get("rip"));
        assertEquals(15, guest.get("rax"));
    }

    @Test
    void aCallIsSteppedOverIn64BitCode() {
        start(new BareGuest(engine).code(SUM_64).long64(0));
        go(control -> control.stepOver(3));
        assertEquals(CODE + 0xC, guest.get("rip"));
        assertEquals(15, guest.get("rax"));
    }

    @Test
    void aStackThatWrapsAt64KiBIsNoObstacle() {
        BareGuest bare = new BareGuest(engine).code(SUM_16).real();
        bare.set("rsp", 2);
        start(bare);
        go(control -> control.stepOver(3));
        assertEquals(8, guest.get("rip"));
        assertEquals(2, guest.get("rsp"));
    }

    @Test
    void repeatedInstructionsAndInterruptsAreOneStep() {
        // mov cx, 300; rep stosb; int 0x21; nop. The handler, at 0x11000: inc ax; iret
        BareGuest bare = new BareGuest(engine).code("B9 2C01 F3AA CD21 90").real();
        bare.set("rdi", 0x2000);
        bare.putQuad(0x84, 0x1100_0000L);
        bare.putQuad(0x11000, 0xCF40);
        start(bare);
        stepsOverTo(3);
        stepsOverTo(5);
        assertEquals(0, guest.get("rcx"));
        stepsOverTo(7);
        assertEquals(1, guest.get("rax"));
    }

    @Test
    void aFarCallIsSteppedOverInSegmentedCode() {
        // call 0x1100:0x0; nop; the far function: inc ax; retf
        BareGuest bare = new BareGuest(engine).code("9A 0000 0011 90 F4").real();
        bare.putQuad(0x11000, 0xCB40);
        start(bare);
        stepsOverTo(5);
        assertEquals(1, guest.get("rax"));
        assertEquals(CODE >> 4, guest.get("cs"));
    }

    @Test
    void aFaultsHandlerRunsByItself() {
        // 31C9: xor ecx, ecx; div ecx faults, its handler sets ecx to 2 and comes back; nop
        BareGuest bare = new BareGuest(engine).code("31C9 F7F1 90 F4").protected32(0);
        bare.set("idtr_base", 0x5000);
        bare.set("idtr_limit", 0x7);
        bare.set("gdtr_base", 0x3000);
        bare.set("gdtr_limit", 0x1F);
        bare.set("rax", 8);
        bare.set("rdx", 0);
        bare.putQuad(0x3018, 0x00CF9B000000FFFFL);
        bare.putQuad(0x5000, 0x00018E00_00181000L);
        bare.putQuad(0x11000, 0xCF_00000002B9L);
        start(bare);
        stepsOverTo(CODE + 2);
        stepsOverTo(CODE + 4);
        assertEquals(4, guest.get("rax"));
        assertEquals(BareGuest.STACK, guest.get("rsp"));
    }

    @Test
    void aRuleInsideACallStopsTheStep() {
        start(new BareGuest(engine).code(SUM_32).protected32(0));
        guest.add(RuleSpec.stop(new Selector.Execute(new CodePlace.Linear(CODE + 0x10))).ignoring(2));
        go(control -> control.stepOver(2));
        assertInstanceOf(Stop.RulesHit.class, go(control -> control.stepOver(1)));
        assertEquals(3, guest.get("rcx"));
        assertEquals(new Stop.DeadHalt(), resumeAfterRemovingRules(), "nothing of the step is left behind");
    }

    private Object resumeAfterRemovingRules() {
        guest.on(() -> guest.session.rules().remove(1));
        return guest.resume();
    }

    @Test
    void finishReturnsFromTheInnermostCallWithItsResult() {
        start(new BareGuest(engine).code(SUM_32).protected32(0));
        go(control -> control.advanceTo(CODE + 0x10));
        Stop.Finished outer = finish();
        assertEquals(CODE + 0xC, outer.from().linear());
        assertEquals("eax", outer.register());
        assertEquals(15, outer.value());
        assertEquals(true, outer.from().certain(), outer.from().how());
        assertEquals(CODE + 0xC, guest.get("rip"));
        assertEquals(BareGuest.STACK, guest.get("rsp"));
    }

    @Test
    void finishOfAnInnerLevelOfRecursionStopsAtThatLevel() {
        start(new BareGuest(engine).code(SUM_32).protected32(0));
        guest.add(RuleSpec.stop(new Selector.Execute(new CodePlace.Linear(CODE + 0x10))).ignoring(2).lasting(RuleSpec.Lifetime.TEMPORARY));
        guest.one();
        long stack = guest.get("rsp");
        Stop.Finished finished = finish();
        assertEquals(CODE + 0x1A, finished.from().linear());
        assertEquals(stack + 4, guest.get("rsp"));
        assertEquals(15, finished.value());
    }

    @Test
    void finishWorksIn16BitAnd64BitCode() {
        start(new BareGuest(engine).code(SUM_16).real());
        go(control -> control.advanceTo(CODE + 0xA));
        Stop.Finished finished = finish();
        assertEquals("ax", finished.register());
        assertEquals(15, finished.value());
        assertEquals(8, guest.get("rip"));
        guest.close();
        start(new BareGuest(engine).code(SUM_64).long64(0));
        go(control -> control.advanceTo(CODE + 0x10));
        finished = finish();
        assertEquals("rax", finished.register());
        assertEquals(15, finished.value());
        assertEquals(CODE + 0xC, guest.get("rip"));
    }

    @Test
    void finishGuessesByTheFramePointer() {
        // call f; hlt; 10: f: push ebp; mov ebp, esp; push 5; mov eax, 7; leave; ret
        start(new BareGuest(engine).code("E8 0B000000 F4 9090 9090909090909090 55 89E5 6A05 B8 07000000 C9 C3").protected32(0));
        go(control -> control.step(4));
        Stop.Finished finished = finish();
        assertEquals(7, finished.value());
        assertEquals("frame pointer", finished.from().how());
        assertEquals(false, finished.from().certain());
        assertEquals(CODE + 5, guest.get("rip"));
    }

    @Test
    void finishWithoutACallerIsRefused() {
        start(new BareGuest(engine).code("90 90 F4").protected32(0));
        try {
            guest.control.finish();
            throw new AssertionError("not refused");
        } catch (RefusedException e) {
            assertEquals("cannot find where this function returns to", e.getMessage());
        }
        assertEquals(new Stop.Held(), guest.on(guest.control::stop).orElseThrow());
    }

    @Test
    void untilGoesOutOfALoop() {
        // mov ecx, 100; 05: again: inc eax; dec ecx; 07: jnz again; 09: nop; hlt
        start(new BareGuest(engine).code("B9 64000000 40 49 75FC 90 F4").protected32(0));
        go(control -> control.step(3));
        assertEquals(CODE + 7, guest.get("rip"));
        assertEquals(new Stop.Stepped(), go(RunControl::until));
        assertEquals(CODE + 9, guest.get("rip"));
        assertEquals(100, guest.get("rax"));
    }

    @Test
    void advanceStopsAtThePlaceOrWhenTheFunctionReturns() {
        start(new BareGuest(engine).code(SUM_32).protected32(0));
        assertEquals(new Stop.Arrived(CODE + 0x12), go(control -> control.advanceTo(CODE + 0x12)));
        assertEquals(new Stop.Arrived(CODE + 0x1A), go(control -> control.advanceTo(CODE + 0x1A)));
        assertEquals(15, guest.get("rax"));
        // Now the innermost function is about to return, and the place is behind all returns.
        assertEquals(new Stop.Arrived(CODE + 0x1A), go(control -> control.advanceTo(CODE + 0xC)));
        assertEquals(new Stop.Arrived(CODE + 0xC), go(control -> control.runTo(CODE + 0xC)));
    }

    @Test
    void anInterruptEndsEveryJourney() {
        // call f; nop; f: jmp f
        start(new BareGuest(engine).code("E8 01000000 90 EBFE").protected32(0));
        guest.control.stepOver(1);
        while (guest.get("rip") != CODE + 6) {
            Thread.onSpinWait();
        }
        guest.control.interrupt();
        assertEquals(new Stop.Interrupted(), guest.next());
        assertEquals(CODE + 6, guest.get("rip"));
        assertEquals(new Stop.Stepped(), go(control -> control.step(3)));
    }

    @Test
    void linesAreSteppedIntoAndOver() {
        start(new BareGuest(engine).code(SUM_32).protected32(0));
        List<SourceLine> rows = List.of(line(0, 1), line(7, 2), line(0xC, 3), line(0x10, 10), line(0x12, 11), line(0x1A, 12));
        LineTable lines = linear -> rows.stream().filter(row -> row.address() <= linear && linear < CODE + 0x1B).reduce((a, b) -> b);
        assertEquals(new Stop.Stepped(), go(control -> control.stepLines(1, false, lines)));
        assertEquals(CODE + 7, guest.get("rip"));
        go(control -> control.stepLines(1, false, lines));
        assertEquals(CODE + 0x10, guest.get("rip"));
        go(control -> control.stepLines(2, true, lines));
        assertEquals(CODE + 0x1A, guest.get("rip"), "over the inner calls");
        assertEquals(BareGuest.STACK - 4, guest.get("rsp"));
        go(control -> control.stepLines(1, true, lines));
        assertEquals(CODE + 0xC, guest.get("rip"));
    }

    private static SourceLine line(int offset, int line) {
        return new SourceLine(CODE + offset, "sum.c", line, 0, true);
    }

    @Test
    void aFunctionWithoutLinesIsLookedThrough() {
        start(new BareGuest(engine).code(SUM_32).protected32(0));
        LineTable lines = linear -> linear >= CODE + 0x10 ? Optional.empty() : Optional.of(linear < CODE + 0xC ? line(0, 1) : line(0xC, 3));
        assertEquals(new Stop.Stepped(), go(control -> control.stepLines(1, false, lines)));
        assertEquals(CODE + 0xC, guest.get("rip"));
        assertEquals(15, guest.get("rax"));
    }
}
