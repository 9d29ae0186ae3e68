package dev.ringside.symbols.linux;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A module's table of symbols: entries of an ELF file (ELF, 4.18), their addresses filled in, and a letter for each beside them. */
final class ModuleSymbols {
    private final ByteBuffer table;
    private final byte[] letters;
    private final boolean is64;

    ModuleSymbols(byte[] table, byte[] letters, boolean is64) {
        this.table = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        this.letters = letters;
        this.is64 = is64;
    }

    private int entry(int i) {
        return i * (is64 ? 24 : 16);
    }

    private int name(int i) {
        return table.getInt(entry(i));
    }

    /** Where the last of the names begins; what a damaged table says is not believed beyond 16 MiB. */
    int lastName() {
        int last = 0;
        for (int i = 0; i < letters.length; i++) {
            last = name(i) >= 0 && name(i) < 1 << 24 ? Math.max(last, name(i)) : last;
        }
        return last;
    }

    /** Its symbols; {@code texts} and then {@code end} are the bytes of their names. */
    List<Symbol> symbols(byte[] texts, byte[] end, SymbolSource source) {
        byte[] all = Arrays.copyOf(texts, texts.length + end.length);
        System.arraycopy(end, 0, all, texts.length, end.length);
        var symbols = new ArrayList<Symbol>(letters.length);
        for (int i = 0; i < letters.length; i++) {
            String name = text(all, name(i));
            int section = table.getShort(entry(i) + (is64 ? 6 : 14));
            if (!name.isEmpty() && section != 0) {
                long address = is64 ? table.getLong(entry(i) + 8) : table.getInt(entry(i) + 4) & 0xFFFF_FFFFL;
                long size = is64 ? table.getLong(entry(i) + 16) : table.getInt(entry(i) + 8) & 0xFFFF_FFFFL;
                char letter = letters[i] > ' ' && letters[i] < 0x7F ? (char) letters[i] : '?';
                symbols.add(new Symbol(name, address, size > 0 ? size : Symbol.UNKNOWN_SIZE, letter, letter == 'a' || letter == 'A', source));
            }
        }
        return symbols;
    }

    private static String text(byte[] all, int at) {
        if (at < 0 || at >= all.length) {
            return "";
        }
        int end = at;
        while (end < all.length && all[end] != 0) {
            if (all[end] <= ' ' || all[end] == 0x7F) {
                return "";
            }
            end++;
        }
        return new String(all, at, end - at, StandardCharsets.ISO_8859_1);
    }
}
