package dev.ringside.symbols.systemmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolSource;
import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.bytes.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SystemMapTest {
    private static final int MUTANTS = 20_000;

    private static ByteSource source(String text) {
        return ByteSource.of("map", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(String text) {
        return assertThrows(FormatException.class, () -> SystemMap.read(source(text)), text).getMessage();
    }

    private static Symbol symbol(String name, long address, char letter, boolean absolute) {
        return new Symbol(name, address, Symbol.UNKNOWN_SIZE, letter, absolute, SymbolSource.SYSTEM_MAP);
    }

    @Test
    void linesOfAddressLetterAndNameAreRead() throws Exception {
        assertEquals(List.of(symbol("__per_cpu_start", 0, 'D', true), symbol("_text", 0xFFFF_FFFF_8100_0000L, 'T', false),
                symbol("number", 0xFFFF_FFFF_FFFF_FFFFL, 'A', true), symbol("of_module", 0xFFFF_FFFF_C000_1000L, 't', false)),
            SystemMap.read(source("0000000000000000 D __per_cpu_start\r\nffffffff81000000 T _text\nffffffffffffffff A number\n"
                + "ffffffffc0001000 t of_module\t[module]")));
        assertEquals(List.of(symbol("a", 0x10, 'T', false), symbol("b", 0xC100_0000L, 't', false)),
            SystemMap.read(source("00000010 T a\nc1000000 t b\n")));
    }

    @Test
    void theStubThatDebianShipsIsRefused() {
        assertEquals("map: offset 0x13: expected a name, found The real System.map is in the linux-image-<version>-dbg package",
            refusal("ffffffffffffffff B The real System.map is in the linux-image-<version>-dbg package\n"));
    }

    @Test
    void whatIsNoSuchLineIsRefusedAtItsPlace() {
        assertEquals("map: offset 0xd: expected an address of 8 or 16 hex digits, found c100000 T b",
            refusal("c1000000 T a\nc100000 T b\n"));
        assertEquals("map: offset 0x8: expected a blank, a letter, a blank and a name, found  T", refusal("c1000000 T\n"));
        assertEquals("map: offset 0xc: expected [module], found ?module", refusal("c1000000 T a\tmodule\n"));
        assertEquals("map: offset 0x0: expected a line of address, letter and name, found none", refusal(""));
        assertTrue(refusal("0000000000000000 T a\n0000000000000000 T b\n").contains("shows addresses to root only"));
        assertTrue(refusal("c1000000 T " + "a".repeat(5000)).contains("a line of at most 4096 bytes"));
    }

    @Test
    void suchAFileIsRecognisedByItsFirstLine() throws Exception {
        assertTrue(SystemMap.isSystemMap(source("c1000000 T a\n")));
        assertTrue(SystemMap.isSystemMap(source("0000000000000000 A fixed_percpu_data\n")));
        for (String other : List.of("", "c1000000", "c100000 T a\n", "hello world\n", "c1000000 TT a\n", "c1000000 T ")) {
            assertFalse(SystemMap.isSystemMap(source(other)), other);
        }
    }

    @Test
    void damageOfAnyKindIsAFormatException() {
        byte[] good = "0000000000000000 D cpu\nffffffff81000000 T _text\r\nffffffffc0001000 t of_module\t[module]\n"
            .getBytes(StandardCharsets.UTF_8);
        var random = new SplittableRandom(7);
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(1, good.length + 1));
            for (int k = random.nextInt(1, 4); k > 0; k--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                SystemMap.isSystemMap(ByteSource.of("map", bytes));
                SystemMap.read(ByteSource.of("map", bytes));
            } catch (FormatException e) {
                refused++;
                assertEquals(1, e.getMessage().lines().count());
            }
        }
        assertTrue(refused > MUTANTS / 2 && refused < MUTANTS, refused + " of " + MUTANTS);
    }
}
