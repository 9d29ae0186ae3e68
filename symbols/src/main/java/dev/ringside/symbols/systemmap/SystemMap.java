package dev.ringside.symbols.systemmap;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolSource;
import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.bytes.ByteWindow;
import dev.ringside.symbols.bytes.FormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code System.map}, or a saved {@code /proc/kallsyms}: lines of an address in hex, a letter and a name; after a tab, {@code [module]}
 * may follow, and is passed over.
 */
public final class SystemMap {
    private static final int LONGEST_LINE = 4096;
    private static final int DIGITS_32 = 8;
    private static final int DIGITS_64 = 16;

    private final ByteWindow bytes;
    private final ByteBuffer buffer;
    private final List<Symbol> symbols = new ArrayList<>();
    private boolean anyAddress;
    private boolean upperHalf;

    private SystemMap(ByteWindow bytes) {
        this.bytes = bytes;
        this.buffer = bytes.buffer();
    }

    /** Whether the first line is one of such a file. */
    public static boolean isSystemMap(ByteSource source) throws FormatException {
        ByteWindow start = source.window(0, Math.min(source.size(), LONGEST_LINE), "", "text");
        int digits = digits(start.buffer(), 0, start.length());
        return (digits == DIGITS_32 || digits == DIGITS_64) && digits + 3 < start.length()
            && start.u8(digits, "blank") == ' ' && isLetter(start.u8(digits + 1, "letter")) && start.u8(digits + 2, "blank") == ' ';
    }

    /**
     * Reads all lines.
     *
     * @throws FormatException if one is no such line, there is none, or all addresses are 0, as the kernel shows them to strangers
     */
    public static List<Symbol> read(ByteSource source) throws FormatException {
        return new SystemMap(source.window(0, source.size(), "", "text")).all();
    }

    private List<Symbol> all() throws FormatException {
        for (int at = 0; at < bytes.length();) {
            int end = at;
            while (end < bytes.length() && buffer.get(end) != '\n') {
                end++;
            }
            if (end - at > LONGEST_LINE) {
                throw bytes.fault(at, "a line of at most " + LONGEST_LINE + " bytes", (end - at) + " bytes");
            }
            line(at, end > at && buffer.get(end - 1) == '\r' ? end - 1 : end);
            at = end + 1;
        }
        if (symbols.isEmpty()) {
            throw bytes.fault(0, "a line of address, letter and name", "none");
        }
        if (!anyAddress) {
            throw bytes.fault(0, "an address that is not 0", "none: /proc/kallsyms shows addresses to root only");
        }
        return upperHalf ? symbols.stream().map(SystemMap::withoutPlaceInLowerHalf).toList() : symbols;
    }

    /** In x86-64 Linux, what is not in the upper half is an offset into per-CPU data, whatever its letter. */
    private static Symbol withoutPlaceInLowerHalf(Symbol symbol) {
        return symbol.absolute() || symbol.address() < 0 ? symbol
            : new Symbol(symbol.name(), symbol.address(), symbol.size(), symbol.letter(), true, symbol.source());
    }

    private void line(int at, int end) throws FormatException {
        int digits = digits(buffer, at, end);
        if (digits != DIGITS_32 && digits != DIGITS_64) {
            throw bytes.fault(at, "an address of 8 or 16 hex digits", text(at, end));
        }
        int name = at + digits + 3;
        if (name >= end || buffer.get(name - 3) != ' ' || !isLetter(buffer.get(name - 2)) || buffer.get(name - 1) != ' ') {
            throw bytes.fault(at + digits, "a blank, a letter, a blank and a name", text(at + digits, end));
        }
        int nameEnd = name;
        while (nameEnd < end && buffer.get(nameEnd) != '\t') {
            if (buffer.get(nameEnd) >= 0 && buffer.get(nameEnd) <= ' ' || buffer.get(nameEnd) == 0x7F) {
                throw bytes.fault(name, "a name", text(name, end));
            }
            nameEnd++;
        }
        if (nameEnd == name) {
            throw bytes.fault(name, "a name", text(name, end));
        }
        if (nameEnd < end && (end - nameEnd < 4 || buffer.get(nameEnd + 1) != '[' || buffer.get(end - 1) != ']')) {
            throw bytes.fault(nameEnd, "[module]", text(nameEnd, end));
        }
        add(Long.parseUnsignedLong(text(at, at + digits), 16), (char) buffer.get(name - 2), text(name, nameEnd));
    }

    private void add(long address, char letter, String name) {
        anyAddress |= address != 0;
        upperHalf |= address < 0;
        symbols.add(new Symbol(name, address, Symbol.UNKNOWN_SIZE, letter, letter == 'A' || letter == 'a', SymbolSource.SYSTEM_MAP));
    }

    private static int digits(ByteBuffer text, int at, int end) {
        int count = 0;
        while (at + count < end && count <= DIGITS_64 && Character.digit(text.get(at + count), 16) >= 0) {
            count++;
        }
        return count;
    }

    private static boolean isLetter(int value) {
        return value >= 'A' && value <= 'Z' || value >= 'a' && value <= 'z' || value == '?';
    }

    private String text(int at, int end) {
        byte[] text = new byte[end - at];
        buffer.get(at, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
