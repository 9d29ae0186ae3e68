package dev.ringside.symbols.kallsyms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.bytes.MemoryView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class KallsymsTest {
    private static final int SYMBOLS = 2000;
    private static final int MUTANTS = Integer.getInteger("ringside.fuzz.kallsyms", 25);

    private static Stream<KallsymsBuilder> builders() {
        return Arrays.stream(KallsymsLayout.values()).flatMap(layout -> Stream.of(true, false)
            .filter(is64 -> is64 || !layout.hasPerCpu()).map(is64 -> new KallsymsBuilder(layout, is64)));
    }

    private static String name(KallsymsBuilder builder) {
        return builder.layout + (builder.is64 ? " 64" : " 32");
    }

    private static String refusal(KernelMemory memory) {
        return assertThrows(FormatException.class, () -> Kallsyms.read(memory)).getMessage();
    }

    @TestFactory
    Stream<DynamicTest> everyLayoutIsReadAsItWasWritten() {
        return builders().map(builder -> DynamicTest.dynamicTest(name(builder), () -> {
            for (int count : new int[] {30, 255, 256, 257, 511, SYMBOLS}) {
                List<Symbol> symbols = builder.symbols(count);
                assertEquals(symbols, Kallsyms.read(builder.memory(builder.build(symbols))));
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> namesOfMoreThan127TokensHaveALengthOfTwoBytes() {
        return builders().map(builder -> DynamicTest.dynamicTest(name(builder), () -> {
            List<Symbol> symbols = builder.symbols(300);
            Symbol last = symbols.removeLast();
            symbols.add(new Symbol("z".repeat(400), last.address(), Symbol.UNKNOWN_SIZE, 't', false, last.source()));
            symbols.add(new Symbol("z".repeat(127), last.address(), Symbol.UNKNOWN_SIZE, 't', false, last.source()));
            assertEquals(symbols, Kallsyms.read(builder.memory(builder.build(symbols))));
            symbols.remove(symbols.size() - 2);
            assertEquals(symbols, Kallsyms.read(builder.memory(builder.withByteLengths().build(symbols))));
        }));
    }

    @Test
    void aGuestWhoseKernelWasMovedSaysWhereItIs() throws Exception {
        var builder = new KallsymsBuilder(KallsymsLayout.PER_CPU, true, 0xFFFF_FFFF_9A60_0000L);
        List<Symbol> symbols = builder.symbols(SYMBOLS);
        assertEquals(symbols, Kallsyms.read(KernelMemory.ofGuest(KallsymsBuilder.view(builder.base, builder.build(symbols)), true)));
    }

    @Test
    void ofTwoCopiesTheOneThatDescribesItsOwnImageIsTaken() throws Exception {
        var linked = new KallsymsBuilder(KallsymsLayout.OFFSETS, false, 0xC100_0000L);
        var running = new KallsymsBuilder(KallsymsLayout.OFFSETS, false, 0xC900_0000L);
        byte[] stale = linked.build(linked.symbols(SYMBOLS));
        List<Symbol> symbols = running.symbols(SYMBOLS);
        MemoryView copy = KallsymsBuilder.view(0xD000_0000L, stale);
        MemoryView own = KallsymsBuilder.view(running.base, running.build(symbols));
        MemoryView both = (at, into, offset, count) -> own.read(at, into, offset, count) + copy.read(at, into, offset, count);
        assertEquals(symbols, Kallsyms.read(KernelMemory.ofGuest(both, false)));
        MemoryView two = KallsymsBuilder.view(linked.base, stale);
        MemoryView three = (at, into, offset, count) -> both.read(at, into, offset, count) + two.read(at, into, offset, count);
        String message = refusal(KernelMemory.ofGuest(three, false));
        assertTrue(message.startsWith("guest memory: kallsyms: offset 0xc9"), message);
        assertTrue(message.contains("expected one table of kallsyms, found another"), message);
    }

    @Test
    void memoryWithoutATableIsRefused() {
        byte[] noise = new byte[1 << 20];
        new SplittableRandom(1).nextBytes(noise);
        var builder = new KallsymsBuilder(KallsymsLayout.OFFSETS, true);
        assertEquals("memory: kallsyms: offset 0xffffffff80f00000: expected a kallsyms_token_table of Linux 2.6.10 or later, found none",
            refusal(builder.memory(noise)));
        assertTrue(refusal(KernelMemory.ofGuest((at, into, offset, count) -> 0, true)).contains("found none"));
    }

    @Test
    void aTableWithAHoleInItIsRefused() {
        var builder = new KallsymsBuilder(KallsymsLayout.OFFSETS, true);
        byte[] bytes = builder.build(builder.symbols(SYMBOLS));
        MemoryView view = KallsymsBuilder.view(builder.base, bytes);
        long hole = builder.base + KallsymsBuilder.NOISE + 0x4000;
        MemoryView holed = (at, into, offset, count) -> at >= hole && at < hole + 0x1000 ? 0
            : view.read(at, into, offset, at < hole ? (int) Math.min(count, hole - at) : count);
        String message = refusal(KernelMemory.ofGuest(holed, true));
        assertTrue(message.contains("expected names and markers before kallsyms_token_table, found none that agree")
            || message.contains("expected addresses of " + (SYMBOLS + 1) + " symbols"), message);
    }

    @Test
    void bytesThatLookAlikeEverywhereAreRefusedSoon() {
        byte[] digits = new byte[4 << 20];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = TokenTable.DIGITS[i % TokenTable.DIGITS.length];
        }
        var builder = new KallsymsBuilder(KallsymsLayout.OFFSETS, true);
        assertTrue(refusal(builder.memory(digits)).contains("expected few places that look like kallsyms_token_table"));
        // Zeros before the tokens are markers, permutations and numbers that begin to agree at every turn.
        byte[] good = builder.build(builder.symbols(SYMBOLS));
        byte[] zeros = new byte[good.length + (3 << 20)];
        System.arraycopy(good, 0, zeros, zeros.length - good.length, good.length);
        Arrays.fill(zeros, zeros.length - good.length, zeros.length - KallsymsBuilder.NOISE - 2000, (byte) 0);
        refusal(builder.memory(zeros));
    }

    @TestFactory
    Stream<DynamicTest> damageIsRefusedOrChangesNoMoreThanItself() {
        return builders().map(builder -> DynamicTest.dynamicTest(name(builder), () -> {
            List<Symbol> symbols = builder.symbols(SYMBOLS);
            byte[] good = builder.build(symbols);
            var random = new SplittableRandom(builder.layout.ordinal());
            int refused = 0;
            for (int i = 0; i < MUTANTS; i++) {
                byte[] bytes = good.clone();
                int at = KallsymsBuilder.NOISE + random.nextInt(bytes.length - 2 * KallsymsBuilder.NOISE);
                bytes[at] = random.nextInt(3) == 0 ? (byte) 0xFF : (byte) random.nextInt();
                try {
                    List<Symbol> read = Kallsyms.read(builder.memory(bytes));
                    assertEquals(symbols.size(), read.size(), () -> "byte " + at);
                } catch (FormatException e) {
                    refused++;
                    assertEquals(1, e.getMessage().lines().count());
                }
            }
            assertTrue(refused > 0, "none refused");
        }));
    }

    @Test
    void aTableCutAnywhereIsRefused() throws Exception {
        var builder = new KallsymsBuilder(KallsymsLayout.OFFSETS_AFTER_TOKENS, false);
        List<Symbol> symbols = builder.symbols(SYMBOLS);
        byte[] good = builder.build(symbols);
        var kept = new ArrayList<Integer>();
        for (int cut = good.length; cut > 0; cut -= 997) {
            try {
                assertEquals(symbols, Kallsyms.read(builder.memory(Arrays.copyOf(good, cut))));
                kept.add(cut);
            } catch (FormatException e) {
                assertEquals(1, e.getMessage().lines().count());
            }
        }
        assertTrue(kept.getLast() > good.length - KallsymsBuilder.NOISE - 997, kept.toString());
    }
}
