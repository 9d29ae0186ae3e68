package dev.ringside.emulator.debug.program;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Files that the user, or whoever loaded the guest, has named. */
final class LoadedFiles {
    /** So many functions have to agree before a file is taken for that of the kernel that runs. */
    private static final int LEAST_AGREEING = 8;
    private static final int MOST_COMPARED = 64;

    private final List<Loaded> files = new ArrayList<>();
    private SymbolTable placedBy;
    private List<SymbolSet> placed = List.of();

    /**
     * A file.
     *
     * @param slide        bytes to add to its addresses; empty: found by comparing it with the kernel that runs, else 0
     * @param addressSpace CR3 of the process whose program it is; empty: of the whole guest
     */
    record Loaded(SymbolFile file, OptionalLong slide, OptionalLong addressSpace) {
    }

    void add(Loaded file) {
        remove(file.file().name());
        files.add(file);
        placedBy = null;
    }

    boolean remove(String name) {
        placedBy = null;
        return files.removeIf(each -> each.file().name().equals(name));
    }

    /** Whether some file has symbols of the whole guest. */
    boolean describesGuest() {
        return files.stream().anyMatch(each -> each.addressSpace().isEmpty());
    }

    /** Whether nothing is known of the whole guest, or what is known is a Linux kernel. */
    boolean describeLinuxOrNothing() {
        return !describesGuest() || files.stream().anyMatch(each -> !each.file().symbols().named("linux_banner").isEmpty());
    }

    /** Their symbols, where they are in a guest with this kernel; the same until the kernel or the files change. */
    List<SymbolSet> sets(SymbolTable kernel) {
        if (placedBy != kernel) {
            placed = files.stream().map(each -> placed(each, kernel)).toList();
            placedBy = kernel;
        }
        return placed;
    }

    private static SymbolSet placed(Loaded each, SymbolTable kernel) {
        SymbolFile file = each.file();
        long slide = each.slide().orElseGet(() -> slide(file.symbols(), kernel));
        var kind = each.addressSpace().isPresent() ? SymbolSet.Kind.PROCESS : SymbolSet.Kind.FILE;
        return new SymbolSet(file.name(), kind, file.symbols().movedBy(slide), file.types(), file.lines(), file.elf(), slide,
            each.addressSpace());
    }

    /** How far a kernel has been moved from where a file has it: the distance that most functions of unique names agree on. */
    private static long slide(SymbolTable file, SymbolTable kernel) {
        Map<Long, Integer> votes = new HashMap<>();
        int compared = 0;
        for (Symbol symbol : file.symbols()) {
            if (compared == MOST_COMPARED) {
                break;
            }
            List<Symbol> there = kernel.named(symbol.name());
            if (!symbol.absolute() && there.size() == 1 && !there.getFirst().absolute() && file.named(symbol.name()).size() == 1) {
                votes.merge(there.getFirst().address() - symbol.address(), 1, Integer::sum);
                compared++;
            }
        }
        int least = Math.max(LEAST_AGREEING, compared / 2 + 1);
        return votes.entrySet().stream().filter(vote -> vote.getValue() >= least).map(Map.Entry::getKey).findFirst().orElse(0L);
    }
}
