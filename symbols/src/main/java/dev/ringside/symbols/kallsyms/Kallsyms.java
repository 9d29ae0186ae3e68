package dev.ringside.symbols.kallsyms;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;

/** Finds and reads the table of symbols that a Linux kernel keeps of itself (CONFIG_KALLSYMS). */
public final class Kallsyms {
    private static final String SECTION = "kallsyms";
    private static final int MOST_PLACES = 4096;
    private static final int MOST_TOKEN_TABLES = 16;
    /** More than the tables of the largest kernels take to either side of the tokens. */
    private static final int REACH = 24 << 20;

    private final KernelMemory memory;

    private record Reading(NameTable names, AddressTable addresses) {
    }

    private Kallsyms(KernelMemory memory) {
        this.memory = memory;
    }

    /**
     * The kernel's symbols in address order, at the addresses that its memory says: those it is linked for in an image, those it runs
     * at in a guest.
     *
     * @throws FormatException if there is no such table (the kernel has none, or is older than 2.6.10), if it is damaged, or if it can
     *     be read in more than one way
     */
    public static List<Symbol> read(KernelMemory memory) throws FormatException {
        return find(memory).symbols();
    }

    /** The symbols, the memory around their tables, and the address of the table of tokens. */
    record Found(List<Symbol> symbols, Piece piece, long tokens) {
    }

    static Found find(KernelMemory memory) throws FormatException {
        var kallsyms = new Kallsyms(memory);
        Reading reading = kallsyms.theOne(kallsyms.readings());
        return new Found(new NameDecoder(memory, reading.names()).symbols(reading.addresses()), reading.names().tokens().piece(), addressOf(reading));
    }

    private List<Reading> readings() throws FormatException {
        List<TokenTable> tables = tokenTables();
        var readings = new ArrayList<Reading>();
        FormatException nearest = null;
        for (TokenTable tokens : tables) {
            List<NameTable> all = NameSearch.before(tokens, memory);
            if (all.isEmpty()) {
                nearest = nearest != null ? nearest
                    : fault(tokens, tokens.start(), "names and markers before kallsyms_token_table", "none that agree");
            }
            for (NameTable names : all) {
                List<AddressTable> addresses = AddressTable.of(names, memory);
                addresses.forEach(each -> readings.add(new Reading(names, each)));
                if (addresses.isEmpty()) {
                    nearest = fault(tokens, names.countAt(), "addresses of " + names.count() + " symbols beside their names",
                        "none that rise and are a kernel's");
                }
            }
        }
        if (readings.isEmpty()) {
            throw nearest;
        }
        return readings;
    }

    private List<TokenTable> tokenTables() throws FormatException {
        List<Long> places = memory.find(TokenTable.DIGITS, MOST_PLACES);
        if (places.size() == MOST_PLACES) {
            throw memory.fault(SECTION, places.getFirst(), "few places that look like kallsyms_token_table", MOST_PLACES + " or more");
        }
        var tables = new ArrayList<TokenTable>();
        for (long place : places) {
            Piece near = memory.around(place, TokenTable.REACH);
            if (TokenTable.at(near, (int) (place - near.address())).isPresent()) {
                Piece piece = memory.around(place, REACH);
                TokenTable.at(piece, (int) (place - piece.address())).ifPresent(tables::add);
            }
            if (tables.size() > MOST_TOKEN_TABLES) {
                throw memory.fault(SECTION, place, "at most " + MOST_TOKEN_TABLES + " tables of kallsyms", "more");
            }
        }
        if (tables.isEmpty()) {
            throw memory.fault(SECTION, places.isEmpty() ? start() : places.getFirst(), "a kallsyms_token_table of Linux 2.6.10 or later",
                places.isEmpty() ? "none" : "one whose index does not agree");
        }
        return tables;
    }

    private long start() {
        return memory.ranges().isEmpty() ? 0 : memory.ranges().getFirst().from();
    }

    /**
     * A guest's memory may hold copies of its kernel's image, moved or not. The table in use is the one that stands in the image it
     * describes.
     */
    private Reading theOne(List<Reading> readings) throws FormatException {
        List<Reading> own = readings.stream().filter(r -> r.addresses().spans(addressOf(r), memory)).toList();
        List<Reading> left = own.isEmpty() ? readings : own;
        if (left.size() > 1) {
            throw fault(left.get(1).names().tokens(), left.get(1).addresses().at(), "one table of kallsyms",
                "another at 0x" + Long.toHexString(left.get(0).names().tokens().piece().address() + left.get(0).addresses().at()));
        }
        return left.getFirst();
    }

    private static long addressOf(Reading reading) {
        return reading.names().tokens().piece().address() + reading.names().tokens().start();
    }

    private FormatException fault(TokenTable tokens, int at, String expected, String found) {
        return memory.fault(SECTION, tokens.piece().address() + at, expected, found);
    }
}
