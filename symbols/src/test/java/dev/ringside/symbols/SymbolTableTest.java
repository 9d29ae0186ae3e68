package dev.ringside.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SymbolTableTest {
    private static final long KERNEL = 0xFFFF_FFFF_8100_0000L;

    private static Symbol symbol(String name, long address, long size, char letter) {
        return new Symbol(name, address, size, letter, letter == 'A', SymbolSource.ELF_SYMTAB);
    }

    private static Symbol unsized(String name, long address) {
        return symbol(name, address, Symbol.UNKNOWN_SIZE, 't');
    }

    private static String at(SymbolTable table, long address) {
        return table.locate(address).map(Location::toString).orElse("none");
    }

    @Test
    void symbolsThatShareANameAreAllFoundInAddressOrder() {
        var table = SymbolTable.of(List.of(unsized("same", KERNEL + 8), unsized("other", KERNEL), unsized("same", KERNEL + 4)));
        assertEquals(List.of(KERNEL + 4, KERNEL + 8), table.named("same").stream().map(Symbol::address).toList());
        assertEquals(List.of(), table.named("sam"));
        assertEquals(List.of(), table.named("zzz"));
        assertEquals(List.of("other", "same", "same"), table.symbols().stream().map(Symbol::name).toList());
    }

    @Test
    void anAddressBelongsToTheNearestSymbolAtOrBelowIt() {
        var table = SymbolTable.of(List.of(unsized("one", KERNEL), unsized("two", KERNEL + 0x100)));
        assertEquals("none", at(table, KERNEL - 1));
        assertEquals("one", at(table, KERNEL));
        assertEquals("one+0xff", at(table, KERNEL + 0xFF));
        assertEquals("two", at(table, KERNEL + 0x100));
        assertEquals("two+0xfffff", at(table, KERNEL + 0x100 + SymbolTable.LONGEST_OF_UNKNOWN_SIZE - 1));
        assertEquals("none", at(table, KERNEL + 0x100 + SymbolTable.LONGEST_OF_UNKNOWN_SIZE));
        assertEquals("none", at(SymbolTable.empty(), KERNEL));
    }

    @Test
    void aSizeBoundsWhatBelongsToASymbol() {
        var table = SymbolTable.of(List.of(symbol("whole", KERNEL, 0x100, 'T'), symbol("part", KERNEL + 0x10, 0x10, 't'),
            symbol("next", KERNEL + 0x200, 0x10, 'T'), symbol("label", KERNEL + 0x204, 0, 't')));
        assertEquals("part+0xf", at(table, KERNEL + 0x1F));
        assertEquals("whole+0x20", at(table, KERNEL + 0x20));
        assertEquals("whole+0xff", at(table, KERNEL + 0xFF));
        assertEquals("none", at(table, KERNEL + 0x100));
        assertEquals("next+0x3", at(table, KERNEL + 0x203));
        assertEquals("label+0x1", at(table, KERNEL + 0x205));
    }

    @Test
    void ofSeveralAtAnAddressTheOneWithASizeAndSeenEverywhereIsTaken() {
        var table = SymbolTable.of(List.of(symbol("local", 0x10, 8, 't'), symbol("label", 0x10, 0, 'T'), symbol("global", 0x10, 8, 'T'),
            symbol("alias", 0x10, 8, 'T')));
        assertEquals("global", at(table, 0x10));
        assertEquals("label+0x8", at(table, 0x18));
    }

    @Test
    void absoluteSymbolsAreNearNothingAndStayWhereTheyAre() {
        var table = SymbolTable.of(List.of(symbol("number", 0x1000, 8, 'A'), unsized("text", KERNEL)));
        assertEquals("none", at(table, 0x1001));
        var moved = table.movedBy(0x1C0_0000);
        assertEquals(0x1000, moved.named("number").getFirst().address());
        assertEquals(KERNEL + 0x1C0_0000, moved.named("text").getFirst().address());
        assertEquals("text+0x4", at(moved, KERNEL + 0x1C0_0004));
        assertEquals("none", at(moved, KERNEL));
        assertEquals(List.of("number", "text"), moved.symbols().stream().map(Symbol::name).toList());
        assertEquals(table.symbols(), moved.movedBy(-0x1C0_0000).symbols());
        assertEquals(0x1C0_0000, moved.slide());
    }

    @Test
    void aSlideThatWrapsAroundIsRefused() {
        var table = SymbolTable.of(List.of(unsized("low", 0x1000), unsized("high", KERNEL)));
        assertThrows(IllegalArgumentException.class, () -> table.movedBy(0x7F00_0000));
        assertThrows(IllegalArgumentException.class, () -> table.movedBy(-0x1001));
    }

    @Test
    void locationsAreThoseOfAPlainSearch() {
        var random = new SplittableRandom(3);
        for (int round = 0; round < 200; round++) {
            var symbols = new ArrayList<Symbol>();
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                symbols.add(symbol("s" + i, random.nextInt(64), random.nextInt(-1, 24), random.nextBoolean() ? 'T' : 't'));
            }
            var table = SymbolTable.of(symbols);
            for (long address = 0; address < 100; address++) {
                assertEquals(plain(symbols, address), table.locate(address), symbols + " at " + address);
            }
        }
    }

    private static Optional<Location> plain(List<Symbol> symbols, long address) {
        long nearest = symbols.stream().mapToLong(Symbol::address).filter(a -> a <= address).max().orElse(-1);
        return symbols.stream().filter(s -> s.address() <= address)
            .filter(s -> s.size() > 0 ? address < s.address() + s.size() : s.address() == nearest)
            .max((a, b) -> a.address() != b.address() ? Long.compare(a.address(), b.address())
                : a.size() > 0 != b.size() > 0 ? Boolean.compare(a.size() > 0, b.size() > 0)
                    : a.letter() != b.letter() ? Boolean.compare(a.letter() == 'T', b.letter() == 'T')
                        : Integer.compare(symbols.indexOf(b), symbols.indexOf(a)))
            .map(s -> new Location(s, address - s.address()));
    }

    @Test
    void namesOfAQuarterOfAMillionSymbolsAreCompletedInMilliseconds() {
        List<Symbol> symbols = IntStream.range(0, 250_000).mapToObj(i -> unsized("name_" + Integer.toString(i, 36), KERNEL + 4L * i))
            .collect(Collectors.toCollection(ArrayList::new));
        symbols.add(unsized("name_zz1", KERNEL));
        Collections.shuffle(symbols, new Random(1));
        var table = SymbolTable.of(symbols);
        assertEquals(List.of("name_zz", "name_zz0", "name_zz1"), table.completions("name_zz", 3));
        assertEquals(List.of(), table.completions("nome", 3));
        assertEquals(List.of("name_0"), table.completions("", 1));
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertEquals(200, table.completions("name_" + Integer.toString(i % 5 + 1, 36), 200).size());
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < 1000, "100 completions took " + millis + " ms");
    }
}
