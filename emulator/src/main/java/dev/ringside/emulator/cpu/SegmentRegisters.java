package dev.ringside.emulator.cpu;

import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;

/**
 * The six segment registers, LDTR and TR, with the hidden parts that descriptors are cached in (SDM vol. 3, 3.4.3).
 * Indexed by the manual's segment numbers, then {@link #LDTR} and {@link #TR}.
 */
public final class SegmentRegisters implements Stateful {
    /** Index of the local descriptor table register. */
    public static final int LDTR = 6;

    /** Index of the task register. */
    public static final int TR = 7;

    /**
     * Bits of {@link #access}: the second descriptor dword shifted right by 8, so type 3:0, S 4, DPL 6:5, P 7, AVL 12,
     * L 13, D/B 14, G 15.
     */
    public static final int ACCESSED = 1, WRITABLE = 2, READABLE = 2, EXPAND_DOWN = 4, CONFORMING = 4, CODE = 8, S = 0x10, DPL = 0x60,
            PRESENT = 0x80, L = 0x2000, DB = 0x4000, G = 0x8000;

    /** Visible selectors. */
    public final int[] selector = new int[8];

    /** Base linear addresses. */
    public final long[] base = new long[8];

    /** Limits in bytes, granularity already applied (0 to 0xFFFFFFFF). */
    public final long[] limit = new long[8];

    /** Attributes; 0 marks an unusable (null) register. */
    public final int[] access = new int[8];

    /** Base that addresses are computed with: {@link #base}, but 0 for ES, CS, SS, DS in 64-bit mode. */
    public final long[] effectiveBase = new long[8];

    /**
     * Bit n is set when reads and writes through segment register n need no check: 64-bit mode apart (which checks canonical
     * form), base 0, limit 4 GiB, writable data.
     */
    int flat;

    /** Like {@link #flat}, but with any base. */
    int open;

    /** Loads everything; {@link Cpu#updateMode} or {@link #derive} must follow. */
    public void set(int index, int newSelector, long newBase, long newLimit, int newAccess) {
        selector[index] = newSelector;
        base[index] = newBase;
        limit[index] = newLimit;
        access[index] = newAccess;
    }

    /** Real-mode and virtual-8086 load: base is the selector times 16, limit and attributes stay (real) or are given. */
    public void setReal(int index, int newSelector) {
        selector[index] = newSelector;
        base[index] = (long) newSelector << 4;
    }

    /** Whether the register holds a usable descriptor. */
    public boolean usable(int index) {
        return access[index] != 0;
    }

    /** Descriptor privilege level of the cached descriptor. */
    public int dpl(int index) {
        return access[index] >>> 5 & 3;
    }

    /** Recomputes what is derived from the registers. */
    void derive(boolean sixtyFour) {
        int newFlat = 0;
        int newOpen = 0;
        for (int i = 0; i < 6; i++) {
            effectiveBase[i] = sixtyFour && i < Instruction.FS ? 0 : base[i];
            boolean writableData = (access[i] & (PRESENT | S | CODE | EXPAND_DOWN | WRITABLE)) == (PRESENT | S | WRITABLE);
            if (!sixtyFour && writableData && limit[i] == 0xFFFFFFFFL) {
                newOpen |= 1 << i;
                newFlat |= base[i] == 0 ? 1 << i : 0;
            }
        }
        effectiveBase[LDTR] = base[LDTR];
        effectiveBase[TR] = base[TR];
        flat = newFlat;
        open = newOpen;
    }

    /**
     * Whether an access of {@code size} bytes at {@code offset} is inside the segment and of a permitted type. For
     * protected mode outside 64-bit mode; real mode has the same limit check with readable, writable attributes.
     */
    boolean permits(int index, long offset, int size, boolean write) {
        return permits(access[index], limit[index], offset, size, write);
    }

    /** {@link #permits(int, long, int, boolean)} for attributes and a limit that are not loaded. */
    public static boolean permits(int a, long limit, long offset, int size, boolean write) {
        if ((a & PRESENT) == 0) {
            return false;
        }
        if ((a & CODE) != 0) {
            if (write || (a & READABLE) == 0) {
                return false;
            }
        } else if (write && (a & WRITABLE) == 0) {
            return false;
        }
        long last = offset + size - 1;
        if ((a & (CODE | EXPAND_DOWN)) == EXPAND_DOWN) {
            long top = (a & DB) != 0 ? 0xFFFFFFFFL : 0xFFFF;
            return offset > limit && last <= top;
        }
        return last <= limit;
    }

    @Override
    public void state(StateStream s) {
        s.i32s("selector", selector);
        s.i64s("base", base);
        s.i64s("limit", limit);
        s.i32s("access", access);
    }
}
