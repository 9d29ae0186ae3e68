package dev.ringside.symbols.kallsyms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolSource;
import dev.ringside.symbols.bytes.FormatException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LinuxSymbolsTest {
    private static final int MUTANTS = 100;

    private record Form(boolean is64, boolean relative, int fields) {
    }

    private static Stream<Form> forms() {
        return Stream.of(true, false).flatMap(is64 -> Stream.of(true, false)
            .flatMap(relative -> Stream.of(2, 3).map(fields -> new Form(is64, relative, fields))));
    }

    /** Functions that kallsyms has, and data that it does not have. */
    private static List<Symbol> exports(List<Symbol> symbols, long base) {
        var exports = new ArrayList<Symbol>();
        for (int i = 0; i < symbols.size(); i += 3) {
            exports.add(symbols.get(i));
        }
        for (int i = 0; i < 50; i++) {
            exports.add(new Symbol("data" + i, base + 0x8000 + i, Symbol.UNKNOWN_SIZE, '?', false, SymbolSource.KSYMTAB));
        }
        exports.sort(Comparator.comparing(Symbol::name));
        return exports;
    }

    /** The memory with the strings and then the table after it; where one name ends another, they share it. */
    private static byte[] with(byte[] memory, long base, List<Symbol> exports, Form form) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(memory);
        var names = new ArrayList<Long>();
        out.write(0);
        for (Symbol export : exports) {
            out.writeBytes("tail_of_".getBytes(StandardCharsets.ISO_8859_1));
            names.add(base + out.size());
            out.writeBytes(export.name().getBytes(StandardCharsets.ISO_8859_1));
            out.write(0);
        }
        while (out.size() % 8 != 0) {
            out.write(0);
        }
        for (int i = 0; i < exports.size(); i++) {
            number(out, exports.get(i).address(), base, form);
            number(out, names.get(i), base, form);
            if (form.fields() == 3) {
                number(out, form.relative() ? base + out.size() : 0, base, form);
            }
        }
        out.writeBytes(new byte[4096]);
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, long value, long base, Form form) {
        long number = form.relative() ? value - (base + out.size()) : value;
        out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array(), 0, form.relative() || !form.is64() ? 4 : 8);
    }

    @TestFactory
    Stream<DynamicTest> exportsThatKallsymsDoesNotHaveAreAdded() {
        return forms().map(form -> DynamicTest.dynamicTest(form.toString(), () -> {
            var builder = new KallsymsBuilder(KallsymsLayout.OFFSETS_AND_PERMUTATION, form.is64());
            List<Symbol> symbols = builder.symbols(600);
            List<Symbol> exports = exports(symbols, builder.base);
            List<Symbol> expected = new ArrayList<>(symbols);
            exports.stream().filter(s -> s.source() == SymbolSource.KSYMTAB).forEach(expected::add);
            byte[] memory = with(builder.build(symbols), builder.base, exports, form);
            assertEquals(expected, LinuxSymbols.read(builder.memory(memory)));
        }));
    }

    @Test
    void aTableThatContradictsKallsymsIsNotBelieved() throws Exception {
        var form = new Form(true, true, 3);
        var builder = new KallsymsBuilder(KallsymsLayout.OFFSETS, true);
        List<Symbol> symbols = builder.symbols(600);
        List<Symbol> wrong = exports(symbols, builder.base).stream().map(s -> s.movedBy(0x100_0000)).toList();
        assertEquals(symbols, LinuxSymbols.read(builder.memory(with(builder.build(symbols), builder.base, wrong, form))));
    }

    @Test
    void bytesThatBeginSuchATableEverywhereAreRefusedSoon() {
        var builder = new KallsymsBuilder(KallsymsLayout.OFFSETS, true);
        List<Symbol> symbols = builder.symbols(600);
        byte[] kallsyms = builder.build(symbols);
        // Two long names, and entries that lead to one and the other in turn: each begins a table of two.
        byte[] memory = Arrays.copyOf(kallsyms, kallsyms.length + (4 << 20));
        var out = ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN);
        int names = kallsyms.length;
        Arrays.fill(memory, names, names + 500, (byte) 'a');
        Arrays.fill(memory, names + 501, names + 1001, (byte) 'b');
        for (int at = names + 1008; at + 8 <= memory.length; at += 8) {
            out.putInt(at, -at).putInt(at + 4, names + at / 8 % 2 * 501 - (at + 4));
        }
        String message = assertThrows(FormatException.class, () -> LinuxSymbols.read(builder.memory(memory))).getMessage();
        assertTrue(message.startsWith("memory: ksymtab: ") && message.endsWith("found too much that looks alike"), message);
    }

    @Test
    void damageIsRefusedOrCostsNoMoreThanTheEntriesAroundIt() {
        var form = new Form(true, true, 3);
        var builder = new KallsymsBuilder(KallsymsLayout.OFFSETS, true);
        List<Symbol> symbols = builder.symbols(600);
        byte[] kallsyms = builder.build(symbols);
        byte[] good = with(kallsyms, builder.base, exports(symbols, builder.base), form);
        var random = new SplittableRandom(5);
        for (int i = 0; i < MUTANTS; i++) {
            byte[] bytes = good.clone();
            for (int k = random.nextInt(1, 20); k > 0; k--) {
                bytes[random.nextInt(kallsyms.length, bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertTrue(LinuxSymbols.read(builder.memory(bytes)).containsAll(symbols));
            } catch (FormatException e) {
                assertEquals(1, e.getMessage().lines().count());
            }
        }
    }
}
