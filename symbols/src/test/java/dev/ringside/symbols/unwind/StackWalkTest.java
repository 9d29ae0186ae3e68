package dev.ringside.symbols.unwind;

import static dev.ringside.symbols.unwind.GeneralRegister.RAX;
import static dev.ringside.symbols.unwind.GeneralRegister.RBP;
import static dev.ringside.symbols.unwind.GeneralRegister.RSP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.Location;
import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolSource;
import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.bytes.MemoryView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every walk ends and says why, and no frame claims more than is known. */
class StackWalkTest {
    private static final int CODE = 0x1000;
    private static final int STACK = 0x8000;
    private static final CodeSymbols NO_SYMBOLS = _ -> Optional.empty();

    private static StackWalk walk(MemoryView memory) {
        return new StackWalk(NO_SYMBOLS, List.of(new RealModeFrames(memory), new FramePointers(memory, NO_SYMBOLS), new StackScan(memory, NO_SYMBOLS)));
    }

    private static FrameRegisters registers(int width, long pc, long sp, long bp) {
        return FrameRegisters.of(width, pc).with(RSP, sp).with(RBP, bp);
    }

    /** Frame pointers in a ring: the second time round would be the first again. */
    @Test
    void aCycleOfFramePointersIsFound() {
        var memory = new TestMemory().code(CODE, "90 e8 00 00 00 00 90").put(STACK, 8, STACK + 16, CODE + 6, STACK, CODE + 6);
        var found = new StackWalk(NO_SYMBOLS, List.of(new FramePointers(memory, NO_SYMBOLS))).from(registers(64, CODE + 6, STACK, STACK), 100);
        assertInstanceOf(WalkEnd.Cycle.class, found.end());
        assertTrue(found.frames().size() <= 4, found::toString);
        assertEquals("the caller would be frame 1 again", found.end().text());
    }

    @Test
    void noMoreFramesAreGivenThanAskedFor() {
        var memory = new TestMemory().code(CODE, "90 e8 00 00 00 00 90");
        for (int i = 0; i < 10_000; i++) {
            memory.put(STACK + 16L * i, 8, STACK + 16L * (i + 1), CODE + 6);
        }
        var found = walk(memory).from(registers(64, CODE + 6, STACK, STACK), 7);
        assertEquals(7, found.frames().size());
        assertEquals("more frames than 7", found.end().text());
        assertEquals(StackWalk.MOST_FRAMES, walk(memory).from(registers(64, CODE + 6, STACK, STACK), Integer.MAX_VALUE).frames().size());
        assertEquals(1, walk(memory).from(registers(64, CODE + 6, STACK, STACK), -1).frames().size());
    }

    @Test
    void aStackThatIsNotMappedEndsWithItsReason() {
        var found = walk(new TestMemory()).from(registers(32, CODE, STACK, STACK), 100);
        assertEquals(1, found.frames().size());
        assertEquals("nothing leads on from 0x1000: no code of 16 bits; saved frame pointer at 0x8000 is not mapped; "
            + "no return address in the 0 bytes above the stack pointer", found.end().text());
    }

    @Test
    void registersThatACalleeMayHaveChangedAreNotKnownInTheCaller() {
        var memory = new TestMemory().code(CODE, "90 e8 00 00 00 00 90").put(STACK, 8, STACK + 64, CODE + 6);
        Frame caller = walk(memory).from(registers(64, CODE + 6, STACK, STACK).with(RAX, 5), 2).frames().get(1);
        assertEquals(OptionalLong.empty(), caller.registers().get(RAX));
        assertEquals(OptionalLong.of(STACK + 16), caller.registers().get(RSP));
        assertEquals(OptionalLong.of(STACK + 64), caller.registers().get(RBP));
    }

    /** The last instruction of a function may be a call that never returns: the return address is the next function's. */
    @Test
    void aReturnAddressBelongsToTheFunctionOfItsCall() {
        var table = SymbolTable.of(List.of(new Symbol("dies", CODE, 6, 'T', false, SymbolSource.ELF_SYMTAB),
            new Symbol("next", CODE + 6, 6, 'T', false, SymbolSource.ELF_SYMTAB)));
        var memory = new TestMemory().code(CODE, "90 e8 00 00 00 00 90").put(STACK, 8, STACK + 64, CODE + 6);
        var found = new StackWalk(table::locate, List.of(new FramePointers(memory, NO_SYMBOLS))).from(registers(64, CODE + 8, STACK, STACK), 2);
        assertEquals("next+0x2", found.frames().get(0).symbol().map(Location::toString).orElse(""));
        assertEquals("dies+0x6", found.frames().get(1).symbol().map(Location::toString).orElse(""));
    }

    /** Near call, far call, software interrupt: each leaves something else on the stack. What is not at a return is a guess. */
    @Test
    void realModeReturnsAreFollowedAndGuessesAreMarked() {
        var memory = new TestMemory();
        memory.code(0x10000, "9a 00 00 00 20 90");
        memory.code(0x20000, "cd 10 90");
        memory.code(0x30000, "e8 00 00 90 cf");
        memory.put(0x50000 + 0x100, 2, 0x0002, 0x2000, 0x0202, 0x1234, 0x0005, 0x1000, 0, 0);
        var live = FrameRegisters.of(16, 4).with(RSP, 0x100).with(RBP, 0).inSegments(0x30000, 0x50000);
        var found = walk(memory).from(live, 10);
        assertEquals(List.of(0x30004L, 0x20002L, 0x10005L), found.frames().stream().map(Frame::pc).toList());
        assertEquals(List.of(true, true, false), found.frames().stream().map(Frame::sure).toList());
        assertEquals(List.of(FrameMethod.LIVE, FrameMethod.FRAME_POINTER, FrameMethod.SCAN), found.frames().stream().map(Frame::how).toList());
        assertEquals(OptionalLong.of(0x106), found.frames().get(0).cfa());
    }

    /** i386 Linux marks saved registers by a frame pointer without its top bit; user mode ends the stack. */
    @Test
    void savedRegistersOf32BitLinuxLeadToTheInterruptedCode() {
        var table = SymbolTable.of(List.of(new Symbol("handler", 0xC000_1000L, 0x100, 'T', false, SymbolSource.KALLSYMS),
            new Symbol("worker", 0xC000_2000L, 0x100, 'T', false, SymbolSource.KALLSYMS)));
        long regs = 0xC100_0000L;
        var memory = new TestMemory().code(0xC000_1000L, "90 90 90 90").code(0xC000_2000L, "90 90 90 90")
            .put(regs, 4, 1, 2, 3, 4, 5, 0xC100_0080L, 7, 0x7B, 0x7B, 0xD8, 0, -1, 0xC000_2010L, 0x2000_0060L, 0x202, 0xC100_0070L, 0x68)
            .put(0xC100_0080L, 4, 0x4100_0100L, 0xC000_2020L)
            .put(0xC100_0100L, 4, 1, 2, 3, 4, 5, 6, 7, 0x7B, 0x7B, 0, 0x33, -1, 0x0804_8000L, 0x73, 0x202, 0xBFFF_0000L, 0x7B);
        var live = registers(32, 0xC000_1010L, 0xC0FF_FFF0L, regs & 0x7FFF_FFFF);
        var found = new StackWalk(table::locate, List.of(new FramePointers(memory, table::locate))).from(live, 10);
        assertEquals(List.of("handler+0x10", "worker+0x10", "worker+0x20"),
            found.frames().stream().map(f -> f.symbol().map(Location::toString).orElse("")).toList());
        assertEquals(List.of(true, true, false), found.frames().stream().map(Frame::exact).toList());
        assertEquals(OptionalLong.of(7), found.frames().get(1).registers().get(RAX));
        assertEquals("entered from user mode at 0x8048000", found.end().text());
    }

    /** A thread of the i386 kernel begins with saved registers that are all 0. */
    @Test
    void aKernelThreadEndsTheStack() {
        var table = SymbolTable.of(List.of(new Symbol("ret_from_fork", 0xC000_1000L, 0x100, 'T', false, SymbolSource.KALLSYMS)));
        var memory = new TestMemory().code(0xC000_1000L, "90 90 90 90").put(0xC100_0000L, 4, new long[17]);
        var found = new StackWalk(table::locate, List.of(new FramePointers(memory, table::locate)))
            .from(registers(32, 0xC000_1010L, 0xC0FF_FFF0L, 0x4100_0000L), 10);
        assertEquals("a thread of the kernel begins here", found.end().text());
    }

    @Test
    void randomMemoryEndsEveryWalk() {
        var random = new Random(1);
        for (int round = 0; round < 300; round++) {
            long seed = random.nextLong();
            MemoryView memory = (address, into, offset, count) -> {
                for (int i = 0; i < count; i++) {
                    long at = address + i;
                    // Half of it calls, half of it addresses near by.
                    into[offset + i] = (at & 0x800) == 0 ? (byte) (at * seed >>> 24 & 1) == 0 ? (byte) 0xE8 : (byte) 0xFF
                        : (at & 7) == 2 ? (byte) 0 : (at & 7) > 2 ? (byte) 0 : (byte) ((at ^ seed) * seed >>> 32);
                }
                return count;
            };
            int width = new int[] {16, 32, 64}[round % 3];
            var live = FrameRegisters.of(width, random.nextInt(0x10000)).with(RSP, random.nextInt(0x10000)).with(RBP, random.nextInt(0x10000) & -8);
            var found = walk(memory).from(live, 500);
            assertTrue(found.frames().size() <= 500);
        }
    }
}
