package dev.ringside.emulator.debug.inspect.paging;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.memory.Mmu;
import dev.ringside.emulator.memory.PagingView;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Goes through page tables from the first entry to the last and notes what they map. Tables are the guest's and may form cycles or repeat
 * themselves: entries that lead to the same table as the one before are noted as a repetition, and the number of tables is bounded.
 */
final class RegionScan {
    /** Most tables that are looked at: those of 64 GiB in pages of 4 KiB. */
    private static final int MAX_TABLES = 1 << 15;

    private static final int MAX_RUNS = 1 << 18;
    private static final long P = 1, A = 0x20;
    private static final int G = 0x100;
    private static final long FRAME = (1L << Mmu.PHYSICAL_BITS) - 1 & ~0xFFFL;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final PagingView view;
    private final Walks walks;
    private final PagingMode mode;
    private final boolean globalPages;
    private final long from;
    private final long to;
    private final byte[][] buffers = new byte[4][4096];
    private final long[] reservedOfTable = new long[40];
    private final long[] reservedOfPage = new long[40];
    private final MappedRuns runs = new MappedRuns();
    private int tables;
    private boolean complete = true;

    /** A scan of the linear addresses from {@code from} to {@code to}, unsigned and canonical. */
    RegionScan(Cpu cpu, long from, long to) {
        this.view = cpu.mmu.view;
        this.walks = new Walks(cpu);
        this.mode = walks.mode();
        this.globalPages = (cpu.cr4 & Cpu.CR4_PGE) != 0;
        this.from = from;
        this.to = to;
        for (int shift = 12; shift <= mode.topShift() && mode.entryBytes() == 8; shift += 9) {
            reservedOfTable[shift] = view.reserved(shift, false);
            reservedOfPage[shift] = view.reserved(shift, true);
        }
    }

    MappedRuns runs() {
        return runs;
    }

    /** Whether everything has been looked at. */
    boolean complete() {
        return complete;
    }

    int tables() {
        return tables;
    }

    /** Scans; {@code current} says whether CR3 holds {@code cr3} now. */
    RegionScan scan(long cr3, boolean current) {
        int all = PagingView.WRITABLE | PagingView.USER;
        switch (mode) {
            case OFF -> { }
            case BITS_32 -> directory32(cr3 & 0xFFFFF000L);
            case PAE -> pointers(cr3 & 0xFFFFFFE0L, current, all);
            case LEVEL_4 -> table(cr3 & FRAME, mode.topShift(), 0, all);
        }
        return this;
    }

    private void pointers(long at, boolean current, int attributes) {
        view.table(at & ~0xFFFL, buffers[3]);
        for (int i = 0; i < 4; i++) {
            long entry = current ? view.pdpte(i) : (long) LONGS.get(buffers[3], (int) (at & 0xFFF) + 8 * i);
            if ((entry & P) != 0 && (entry & view.reservedOfPdpte()) == 0 && wanted((long) i << 30, 30)) {
                table(entry & FRAME, 21, (long) i << 30, attributes);
            }
        }
    }

    private boolean wanted(long linear, int shift) {
        return Long.compareUnsigned(linear, to) <= 0 && Long.compareUnsigned(linear + (1L << shift) - 1, from) >= 0;
    }

    private boolean enter() {
        complete &= tables < MAX_TABLES && runs.size() < MAX_RUNS;
        tables++;
        return complete;
    }

    private void table(long physical, int shift, long base, int inherited) {
        if (!enter()) {
            return;
        }
        byte[] buffer = buffers[(shift - 12) / 9];
        view.table(physical, buffer);
        for (int i = 0; i < 512 && complete; i++) {
            long entry = (long) LONGS.get(buffer, 8 * i);
            long linear = mode.canonical(base + ((long) i << shift));
            if ((entry & P) == 0 || !wanted(linear, shift)) {
                continue;
            }
            boolean last = view.last(shift, entry);
            if ((entry & (last ? reservedOfPage : reservedOfTable)[shift]) != 0) {
                continue;
            }
            int attributes = inherited & ((int) entry | PagingView.NO_EXECUTE) | (entry < 0 ? PagingView.NO_EXECUTE : 0);
            if (last) {
                page(linear, shift, entry, entry & FRAME & -(1L << shift), attributes);
            } else {
                i = tables(buffer, i, shift, linear, attributes);
            }
        }
    }

    /** Scans the table that entry {@code i} refers to; returns the last entry that refers to the same. */
    private int tables(byte[] buffer, int i, int shift, long linear, int attributes) {
        long entry = (long) LONGS.get(buffer, 8 * i);
        int before = runs.size();
        table(entry & FRAME, shift - 9, linear, attributes);
        int same = i;
        while (same < 511 && ((long) LONGS.get(buffer, 8 * (same + 1)) & ~A) == (entry & ~A)) {
            same++;
        }
        if (same > i && runs.size() > before) {
            runs.add(linear + (1L << shift), (long) (same - i) << shift, entry & FRAME, RunKey.repeat(shift));
        }
        return same;
    }

    private void page(long linear, int shift, long entry, long physical, int attributes) {
        int global = globalPages ? (int) entry & G : 0;
        runs.add(linear, 1L << shift, physical, RunKey.of(attributes | global, walks.type(entry, shift), shift));
    }

    private void directory32(long physical) {
        byte[] directory = buffers[1];
        enter();
        view.table(physical, directory);
        for (int i = 0; i < 1024 && complete; i++) {
            long entry = (int) INTS.get(directory, 4 * i) & 0xFFFFFFFFL;
            long linear = (long) i << 22;
            if ((entry & P) == 0 || !wanted(linear, 22)) {
                continue;
            }
            int attributes = (int) entry & (PagingView.WRITABLE | PagingView.USER);
            if (!view.maps4M(entry)) {
                table32(entry & 0xFFFFF000L, linear, attributes);
            } else if ((entry & view.reservedOf4M()) == 0) {
                page(linear, 22, entry, view.frame4M(entry), attributes);
            }
        }
    }

    private void table32(long physical, long base, int inherited) {
        if (!enter()) {
            return;
        }
        view.table(physical, buffers[0]);
        for (int i = 0; i < 1024; i++) {
            long entry = (int) INTS.get(buffers[0], 4 * i) & 0xFFFFFFFFL;
            if ((entry & P) != 0 && wanted(base + ((long) i << 12), 12)) {
                page(base + ((long) i << 12), 12, entry, entry & 0xFFFFF000L, inherited & (int) entry);
            }
        }
    }
}
