package dev.ringside.symbols.unwind.orc;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.bytes.ByteWindow;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.bytes.MemoryView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A table of rules, copied from memory: a kernel's never change once they are there, but the memory may be given away with the rest of
 * what only its beginning needs.
 */
public final class OrcTable {
    private static final String SECTION = "ORC";
    /** Several times what the largest kernels have. */
    private static final long MOST_ENTRIES = 16L << 20;

    private final long addressOfIps;
    private final ByteWindow ips;
    private final ByteWindow entries;
    private final OrcLayout layout;
    private final int count;

    private OrcTable(long addressOfIps, ByteWindow ips, ByteWindow entries, OrcLayout layout) {
        this.addressOfIps = addressOfIps;
        this.ips = ips;
        this.entries = entries;
        this.layout = layout;
        this.count = ips.length() / 4;
    }

    /**
     * The table of a kernel, found by its symbols in a guest's memory or in an image.
     *
     * @throws FormatException if there is none, or it cannot be used
     */
    public static OrcTable find(MemoryView memory, SymbolTable symbols) throws FormatException {
        long ips = symbol(symbols, "__start_orc_unwind_ip");
        long ipsEnd = symbol(symbols, "__stop_orc_unwind_ip");
        long entries = symbol(symbols, "__start_orc_unwind");
        long entriesEnd = symbol(symbols, "__stop_orc_unwind");
        long count = (ipsEnd - ips) / 4;
        if (count <= 0 || count > MOST_ENTRIES || ipsEnd - ips != 4 * count || entriesEnd - entries != OrcEntry.BYTES * count) {
            throw new FormatException("memory", SECTION, ips, "as many addresses of 4 bytes as rules of 6, at most " + MOST_ENTRIES,
                (ipsEnd - ips) + " bytes of addresses and " + (entriesEnd - entries) + " of rules");
        }
        return at(memory, ips, entries, count);
    }

    /**
     * The table at known places, such as a module's.
     *
     * @param ips     address of the addresses
     * @param entries address of the rules
     * @param count   of either
     * @throws FormatException if it is not mapped, not sorted, or its rules fit no version of Linux that is known
     */
    public static OrcTable at(MemoryView memory, long ips, long entries, long count) throws FormatException {
        if (count <= 0 || count > MOST_ENTRIES) {
            throw new FormatException("memory", SECTION, ips, "1 to " + MOST_ENTRIES + " rules", Long.toString(count));
        }
        ByteWindow ipBytes = read(memory, ips, 4 * count, "addresses of rules");
        ByteWindow entryBytes = read(memory, entries, OrcEntry.BYTES * count, "rules");
        var table = new OrcTable(ips, ipBytes, entryBytes, layout(entryBytes, entries));
        table.checkOrder();
        return table;
    }

    private static ByteWindow read(MemoryView memory, long address, long bytes, String what) throws FormatException {
        return ByteSource.of("memory", memory, address, bytes).window(0, bytes, SECTION, what);
    }

    private static long symbol(SymbolTable symbols, String name) throws FormatException {
        List<Symbol> named = symbols.named(name);
        if (named.isEmpty()) {
            throw new FormatException("symbols", SECTION, 0, name + " of a kernel with ORC", "no such symbol");
        }
        return named.getFirst().address();
    }

    private static OrcLayout layout(ByteWindow entries, long address) throws FormatException {
        var candidates = new ArrayList<>(Arrays.asList(OrcLayout.values()));
        for (int at = 0; at < entries.length(); at += OrcEntry.BYTES) {
            int flags = entries.u16(at + 4L, "rule");
            candidates.removeIf(l -> !l.accepts(flags));
            if (candidates.isEmpty()) {
                throw new FormatException("memory", SECTION, address + at, "a struct orc_entry as Linux 4.14 to 6.2, 6.3, or 6.4 and later have it",
                    "one with bits 0x" + Integer.toHexString(flags) + " among others of a different layout");
            }
        }
        if (candidates.size() > 1) {
            throw new FormatException("memory", SECTION, address, "rules of one layout",
                "rules that may be those of Linux " + candidates.get(0).versions() + " or of " + candidates.get(1).versions());
        }
        return candidates.getFirst();
    }

    /** Since Linux 5.6 the kernel's table is sorted when it is built, before that when it starts; a module's when it is loaded. */
    private void checkOrder() throws FormatException {
        for (int i = 1; i < count; i++) {
            if (Long.compareUnsigned(ip(i - 1), ip(i)) > 0) {
                throw new FormatException("memory", SECTION, addressOfIps + 4L * i, "addresses that rise", "a table that is not sorted (yet)");
            }
        }
    }

    /** How many rules there are. */
    public int size() {
        return count;
    }

    /** The versions of Linux whose rules look like these. */
    public String versions() {
        return layout.versions();
    }

    /** The rule for an address: the last that begins at or before it. Tables say by an empty rule where what they describe ends. */
    Optional<OrcEntry> at(long pc) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = low + high >>> 1;
            if (Long.compareUnsigned(ip(middle), pc) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty() : Optional.of(entry(low - 1));
    }

    private long ip(int index) {
        return addressOfIps + 4L * index + ips.buffer().getInt(4 * index);
    }

    private OrcEntry entry(int index) {
        var bytes = entries.buffer();
        int at = OrcEntry.BYTES * index;
        return layout.entry(bytes.getShort(at), bytes.getShort(at + 2), bytes.getShort(at + 4) & 0xFFFF);
    }
}
