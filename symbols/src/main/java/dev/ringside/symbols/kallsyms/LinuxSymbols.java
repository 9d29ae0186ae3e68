package dev.ringside.symbols.kallsyms;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.bytes.FormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Everything that a Linux kernel says about itself without any file: {@link Kallsyms}, and what it exports to modules. The latter
 * names data of kernels whose kallsyms has only functions (without CONFIG_KALLSYMS_ALL). Its search goes from the tables of kallsyms,
 * in the same read-only data.
 */
public final class LinuxSymbols {
    /** Whoever has this has all symbols, not functions only: it is the beginning of what is exported, in read-only data. */
    private static final String DATA_SYMBOL = "__start___ksymtab";

    private LinuxSymbols() {}

    /**
     * What was found.
     *
     * @param symbols the symbols of kallsyms, then exported ones that it does not have
     * @param tokens  where the kernel's table of name pieces stands: linear address of bytes that never change while it runs
     */
    public record Found(List<Symbol> symbols, long tokens) {
        /** Copies the list. */
        public Found {
            symbols = List.copyOf(symbols);
        }
    }

    /**
     * The symbols of kallsyms, then exported ones that it does not have.
     *
     * @throws FormatException if kallsyms cannot be read, or exported symbols can be read in two ways
     */
    public static List<Symbol> read(KernelMemory memory) throws FormatException {
        return find(memory).symbols();
    }

    /**
     * The same, and where.
     *
     * @throws FormatException as {@link #read}
     */
    public static Found find(KernelMemory memory) throws FormatException {
        Kallsyms.Found kallsyms = Kallsyms.find(memory);
        if (kallsyms.symbols().stream().anyMatch(symbol -> symbol.name().equals(DATA_SYMBOL))) {
            // The search would only find again what is there.
            return new Found(kallsyms.symbols(), kallsyms.tokens());
        }
        var addresses = new HashMap<String, Set<Long>>();
        for (Symbol symbol : kallsyms.symbols()) {
            addresses.computeIfAbsent(symbol.name(), _ -> new HashSet<>(2)).add(symbol.address());
        }
        Predicate<Symbol> known = s -> addresses.getOrDefault(s.name(), Set.of()).contains(s.address());
        var all = new ArrayList<>(kallsyms.symbols());
        ExportTable.of(kallsyms.piece(), memory, known).stream().filter(known.negate()).forEach(all::add);
        return new Found(all, kallsyms.tokens());
    }
}
