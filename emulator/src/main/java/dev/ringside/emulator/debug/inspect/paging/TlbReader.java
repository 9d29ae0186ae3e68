package dev.ringside.emulator.debug.inspect.paging;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.memory.PageWalk;
import dev.ringside.emulator.memory.PagingView;
import dev.ringside.emulator.memory.TlbEntry;
import java.util.ArrayList;
import java.util.List;

/** Reads the TLBs of a processor and compares with its page tables. */
final class TlbReader {
    private final Cpu cpu;

    TlbReader(Cpu cpu) {
        this.cpu = cpu;
    }

    TlbLookup lookup(long linear, Walk tables) {
        return new TlbLookup(linear, cpu.mmu.view.cached(linear, false).map(this::translation),
                cpu.mmu.view.cached(linear, true).map(this::translation), tables);
    }

    List<CachedTranslation> all(boolean instructions) {
        return cpu.mmu.view.cached(instructions).stream().map(this::translation).toList();
    }

    private CachedTranslation translation(TlbEntry entry) {
        int a = entry.attributes();
        return new CachedTranslation(entry.linear(), entry.physical(), 1L << entry.pageShift(), (a & PagingView.WRITABLE) != 0,
                (a & PagingView.USER) != 0, (a & PagingView.NO_EXECUTE) == 0, (a & PagingView.DIRTY) != 0, (a & PagingView.GLOBAL) != 0,
                EffectiveRights.of(cpu, a), differences(entry));
    }

    private List<String> differences(TlbEntry entry) {
        PageWalk walk = cpu.mmu.view.walk(entry.linear());
        if (walk.end() != PageWalk.End.MAPPED) {
            return List.of("the page tables map nothing here any more");
        }
        List<String> found = new ArrayList<>();
        if (walk.physical() != entry.physical()) {
            found.add("the page tables lead to 0x" + Long.toHexString(walk.physical()));
        }
        if (walk.pageShift() != entry.pageShift()) {
            found.add("the page tables map a page of 0x" + Long.toHexString(1L << walk.pageShift()) + " bytes");
        }
        compare(found, entry, walk, PagingView.WRITABLE, "writable", "read-only");
        compare(found, entry, walk, PagingView.USER, "user", "supervisor only");
        compare(found, entry, walk, PagingView.NO_EXECUTE, "not executable", "executable");
        compare(found, entry, walk, PagingView.GLOBAL, "global", "not global");
        compare(found, entry, walk, PagingView.DIRTY, "dirty", "not dirty");
        return found;
    }

    private static void compare(List<String> found, TlbEntry entry, PageWalk walk, int bit, String set, String clear) {
        if (((entry.attributes() ^ walk.attributes()) & bit) != 0) {
            found.add("the page tables say " + ((walk.attributes() & bit) != 0 ? set : clear));
        }
    }
}
