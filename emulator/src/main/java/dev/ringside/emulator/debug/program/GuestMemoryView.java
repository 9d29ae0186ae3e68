package dev.ringside.emulator.debug.program;

import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.emulator.memory.PhysicalMemory;
import dev.ringside.symbols.bytes.MemoryView;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * Guest memory for readers of symbols and structures. It remembers where pages lie, not what they hold, so that reading thousands of fields
 * walks few page tables; use one no longer than the guest is stopped. Only RAM and ROM are read: device registers have side effects.
 */
public final class GuestMemoryView implements MemoryView {
    private static final int PAGE = PhysicalMemory.PAGE_SIZE;
    private static final int SLOTS = 1 << 10;
    private static final long NOTHING = -1;

    private final PhysicalMemory memory;
    private final LongUnaryOperator translation;
    private final long[] pages = new long[SLOTS];
    private final long[] frames = new long[SLOTS];

    /**
     * A view.
     *
     * @param translation from the address of a page to the physical one; -1: there is nothing
     */
    GuestMemoryView(PhysicalMemory memory, LongUnaryOperator translation) {
        this.memory = memory;
        this.translation = translation;
        // No page has this address.
        Arrays.fill(pages, NOTHING);
    }

    /** RAM by physical addresses. */
    static MemoryView physical(PhysicalMemory memory) {
        return new GuestMemoryView(memory, page -> page);
    }

    /** What a front end reads, as readers of structures read it; without a memory of its own. */
    public static MemoryView of(MemoryAccess access) {
        return (address, into, offset, count) -> {
            byte[] bytes = new byte[count];
            int got = access.read(address, bytes);
            System.arraycopy(bytes, 0, into, offset, got);
            return got;
        };
    }

    @Override
    public int read(long address, byte[] into, int offset, int count) {
        int done = 0;
        while (done < count) {
            long at = address + done;
            long frame = frame(at & -PAGE);
            if (frame == NOTHING) {
                break;
            }
            int within = (int) (at & PAGE - 1);
            int chunk = Math.min(count - done, PAGE - within);
            memory.copyOut(frame + within, into, offset + done, chunk);
            done += chunk;
        }
        return done;
    }

    private long frame(long page) {
        int slot = (int) (page >>> 12) & SLOTS - 1;
        if (pages[slot] != page) {
            long physical = translation.applyAsLong(page);
            frames[slot] = physical >= 0 && memory.ramIndex(physical) >= 0 ? physical & -PAGE : NOTHING;
            pages[slot] = page;
        }
        return frames[slot];
    }
}
