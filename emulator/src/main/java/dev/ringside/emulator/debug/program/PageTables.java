package dev.ringside.emulator.debug.program;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Page tables through which a kernel may be seen: those in use and, where the guest keeps two for each process (page table isolation), the
 * kernel's. Linux has them in neighbouring pages: bit 12 of CR3 is set in the one for user mode.
 */
final class PageTables {
    private static final long USER_TABLE = 0x1000;
    private static final long ADDRESS = (1L << 40) - 1 & ~0xFFFL;
    private static final int PRESENT = 1, LARGE = 0x80;

    private final Cpu cpu;
    private final PhysicalMemory memory;
    private final ByteBuffer eight = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    PageTables(Cpu cpu) {
        this.cpu = cpu;
        this.memory = cpu.mmu.memory();
    }

    /** Whether there are page tables at all. */
    boolean paging() {
        return cpu.mmu.paging();
    }

    /** The translations to look through, those in use first: from linear to physical addresses, -1 where nothing is mapped. */
    List<LongUnaryOperator> all() {
        return List.of(this::inUse, this::besideInUse);
    }

    /**
     * By the page tables that the kernel has beside those for user mode which are in use.
     *
     * @return the physical address; -1: not mapped, or there are no such tables
     */
    long besideInUse(long linear) {
        if (!paging() || (cpu.cr3 & USER_TABLE) == 0) {
            return -1;
        }
        long root = cpu.cr3 & ~USER_TABLE;
        if (cpu.longMode()) {
            return Cpu.canonical(linear) ? walk(linear, root & ADDRESS, 39) : -1;
        }
        return (cpu.cr4 & Cpu.CR4_PAE) != 0 ? walkThreeLevels(linear & 0xFFFF_FFFFL, root) : -1;
    }

    private long inUse(long linear) {
        if (!cpu.longMode()) {
            return cpu.mmu.inspect(linear & 0xFFFF_FFFFL);
        }
        return Cpu.canonical(linear) ? cpu.mmu.inspect(linear) : -1;
    }

    private long walkThreeLevels(long linear, long root) {
        long entry = entry((root & 0xFFFF_FFE0L) + (linear >>> 30 << 3));
        return (entry & PRESENT) == 0 ? -1 : walk(linear, entry & ADDRESS, 21);
    }

    /** Walks from a table whose index stands at bit {@code shift} (SDM vol. 3, 4.4, 4.5). */
    private long walk(long linear, long table, int shift) {
        long at = table;
        for (int level = shift; ; level -= 9) {
            long entry = entry(at + ((linear >>> level & 0x1FF) << 3));
            if ((entry & PRESENT) == 0) {
                return -1;
            }
            if (level == 12 || level < 39 && (entry & LARGE) != 0) {
                long within = (1L << level) - 1;
                return entry & ADDRESS & ~within | linear & within;
            }
            at = entry & ADDRESS;
        }
    }

    private long entry(long physical) {
        return memory.ramIndex(physical) < 0 ? 0 : number(physical);
    }

    /** 64 bits of RAM. */
    long number(long physical) {
        memory.copyOut(physical, eight.array(), 0, Long.BYTES);
        return eight.getLong(0);
    }
}
