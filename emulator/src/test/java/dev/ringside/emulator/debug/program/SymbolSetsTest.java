package dev.ringside.emulator.debug.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.debug.program.SymbolSet.Kind;
import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolSource;
import dev.ringside.symbols.SymbolTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which of several tables a name and an address mean: the process's own first, the nearest address, and files where their kernel is. */
class SymbolSetsTest {
    private static final long KERNEL = 0xFFFF_FFFF_8100_0000L;
    private static final long CR3 = 0x12_4000;

    private static Symbol function(String name, long address) {
        return new Symbol(name, address, 0x100, 'T', false, SymbolSource.ELF_SYMTAB);
    }

    private static SymbolSet set(String name, Kind kind, OptionalLong cr3, Symbol... symbols) {
        return new SymbolSet(name, kind, SymbolTable.of(List.of(symbols)), Optional.empty(), Optional.empty(), Optional.empty(), 0, cr3);
    }

    private final SymbolSets sets = new SymbolSets(List.of(
        set("dummy", Kind.MODULE, OptionalLong.empty(), function("probe", KERNEL + 0x1000), function("init", KERNEL + 0x1100)),
        set("kernel", Kind.KERNEL, OptionalLong.empty(), function("schedule", KERNEL), function("main", KERNEL + 0x200)),
        set("sh", Kind.PROCESS, OptionalLong.of(CR3), function("main", 0x40_0000)),
        set("cat", Kind.PROCESS, OptionalLong.of(CR3 + 0x2000), function("main", 0x40_0000), function("only_cat", 0x40_0100))));

    private String nameOf(long address, long cr3) {
        return sets.nameOf(address, cr3).map(NamedAddress::toString).orElse("nothing");
    }

    @Test
    void anAddressOfUserSpaceMeansTheProgramOfItsAddressSpace() {
        assertEquals("main+0x10 [sh]", nameOf(0x40_0010, CR3));
        assertEquals("main+0x10 [cat]", nameOf(0x40_0010, CR3 + 0x2000));
        assertEquals("nothing", nameOf(0x40_0010, CR3 + 0x4000));
        // Process context identifiers, and the table for user mode beside the kernel's.
        assertEquals("main+0x10 [sh]", nameOf(0x40_0010, CR3 | 0x1805));
        assertEquals("schedule+0xff", nameOf(KERNEL + 0xFF, CR3 + 0x4000));
        assertEquals("probe [dummy]", nameOf(KERNEL + 0x1000, 0));
    }

    @Test
    void aNameMeansTheProcessBeforeTheKernelUnlessItIsMarked() {
        assertEquals(List.of(0x40_0000L, KERNEL + 0x200), addresses("main", CR3));
        assertEquals(List.of(KERNEL + 0x200), addresses("main", CR3 + 0x4000));
        assertEquals(List.of(KERNEL + 0x1100), addresses("init [dummy]", CR3));
        assertEquals(List.of(), addresses("init [sh]", CR3));
        assertEquals(List.of(), addresses("only_cat", CR3));
    }

    private List<Long> addresses(String name, long cr3) {
        return sets.named(name, cr3).stream().map(owned -> owned.symbol().address()).toList();
    }

    @Test
    void completionsComeFromAllTablesEachOnce() {
        assertEquals(List.of("init", "main", "only_cat", "probe", "schedule"), sets.completions("", 100));
        assertEquals(List.of("main"), sets.completions("ma", 100));
        assertEquals(2, sets.completions("", 2).size());
    }

    @Test
    void aFileOfTheKernelGoesWhereTheKernelIs() {
        var linked = new ArrayList<Symbol>();
        for (int i = 0; i < 40; i++) {
            linked.add(function("function" + i, KERNEL + 0x100L * i));
        }
        linked.add(function("same", KERNEL + 0x8000));
        linked.add(function("same", KERNEL + 0x9000));
        SymbolTable table = SymbolTable.of(linked);
        var files = new LoadedFiles();
        files.add(new LoadedFiles.Loaded(file("vmlinux", table), OptionalLong.empty(), OptionalLong.empty()));
        files.add(new LoadedFiles.Loaded(file("fixed", table), OptionalLong.of(0x10), OptionalLong.empty()));
        assertEquals(List.of(0x120_0000L, 0x10L), files.sets(table.movedBy(0x120_0000)).stream().map(SymbolSet::slide).toList());
        // The kernel has moved since.
        assertEquals(List.of(0x340_0000L, 0x10L), files.sets(table.movedBy(0x340_0000)).stream().map(SymbolSet::slide).toList());
        // Of another kernel a few names may agree by chance.
        SymbolTable other = SymbolTable.of(List.of(function("function1", KERNEL + 5), function("function2", KERNEL + 0x105)));
        assertEquals(0L, files.sets(other).getFirst().slide());
        assertTrue(files.remove("fixed") && !files.remove("fixed"));
        assertEquals(1, files.sets(other).size());
    }

    private static SymbolFile file(String name, SymbolTable symbols) {
        return new SymbolFile(name, symbols, Optional.empty(), Optional.empty(), Optional.empty(), 8);
    }
}
