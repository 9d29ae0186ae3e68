package dev.ringside.repl.workbench;

import dev.ringside.emulator.debug.CpuMode;
import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Style;
import dev.ringside.symbols.expression.Expression;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Follows a word of memory as long as it is an address of something. On the machine's thread. */
public final class Telescope {
    private static final int LONGEST_CHAIN = 5;
    private static final int SHORTEST_TEXT = 4;
    private static final int LONGEST_TEXT = 32;
    private static final int SMALLEST_ADDRESS = 0x1000;

    private final Workbench workbench;
    private final MemoryAccess memory;
    private final int bytes;

    /** For words as wide as the code that runs. */
    public Telescope(Workbench workbench) {
        this.workbench = workbench;
        memory = workbench.machine().memory();
        bytes = workbench.machine().bits() / 8;
    }

    /** Width of a word in bytes: 2, 4 or 8. */
    public int wordBytes() {
        return bytes;
    }

    /** The word, what lies there, and so on; a text instead of a word where there is one. In 16-bit code the word alone. */
    public Cell follow(long word) {
        boolean flat = workbench.machine().mode() == CpuMode.PROTECTED && bytes == 4 || bytes == 8;
        var chain = new ArrayList<Cell>();
        Set<Long> seen = new HashSet<>();
        long value = word;
        while (chain.size() < LONGEST_CHAIN) {
            boolean address = flat && Long.compareUnsigned(value, SMALLEST_ADDRESS) >= 0 && readable(value);
            chain.add(address ? workbench.address(value) : new Cell.Hex(value, 0));
            if (!address || !seen.add(value)) {
                break;
            }
            String text = text(value);
            if (text.length() >= SHORTEST_TEXT) {
                chain.add(Cell.text(Expression.quoted(text), Style.STRING));
                break;
            }
            value = read(value);
        }
        return new Cell.Chain(chain, " -> ");
    }

    private boolean readable(long address) {
        return memory.read(address, new byte[bytes]) == bytes;
    }

    /** The word at an address that can be read. */
    public long read(long address) {
        byte[] read = new byte[bytes];
        memory.read(address, read);
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (read[i] & 0xFFL) << 8 * i;
        }
        return value;
    }

    /** Printable characters up to a 0; empty when it is something else. */
    private String text(long address) {
        byte[] read = new byte[LONGEST_TEXT];
        int count = memory.read(address, read);
        int length = 0;
        while (length < count && read[length] >= ' ' && read[length] < 0x7F) {
            length++;
        }
        boolean ends = length == LONGEST_TEXT || length < count && read[length] == 0;
        return ends ? new String(read, 0, length, StandardCharsets.US_ASCII) : "";
    }

    /** The words from an address on, each followed; fewer where memory cannot be read. */
    public List<Word> words(long from, int count) {
        var words = new ArrayList<Word>();
        for (int i = 0; i < count && readable(from + (long) i * bytes); i++) {
            long address = from + (long) i * bytes;
            words.add(new Word(address, follow(read(address))));
        }
        return words;
    }

    /** A word and what it leads to. */
    public record Word(long address, Cell chain) {}
}
