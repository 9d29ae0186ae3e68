package dev.ringside.emulator.memory;

/**
 * Accesses of translated code: plain RAM only. What {@link Mmu}'s fast path covers is done here the same way; what is not plain
 * throws {@link NotPlain} before anything has happened, and page faults are raised as by the interpreter's accesses.
 *
 * <p>Static methods, so that generated code needs no more than {@code invokestatic}; each is small enough for the JIT compiler to
 * put it in line. Generated code passes the arrays of {@link Mmu.Tables} as constants, so that their addresses and lengths are known
 * when it is compiled: {@code tags} are those for reading or for writing, as the access is.
 */
public final class PlainAccess {
    private PlainAccess() {}

    /** Loads a byte, zero-extended. */
    public static int load8(Mmu mmu, long[] tags, int[] addend, byte[] bytes, long linear) {
        int slot = Tlb.slot(linear);
        if ((linear ^ tags[slot]) >>> 12 == 0) {
            return bytes[(int) linear + addend[slot]] & 0xFF;
        }
        return (int) mmu.plain.load(linear, 1);
    }

    /** Loads 16 bits, zero-extended. */
    public static int load16(Mmu mmu, long[] tags, int[] addend, byte[] bytes, long linear) {
        int slot = Tlb.slot(linear);
        if (Long.compareUnsigned(linear ^ tags[slot], 0xFFF) < 0) {
            return (short) PhysicalMemory.SHORTS.get(bytes, (int) linear + addend[slot]) & 0xFFFF;
        }
        return (int) mmu.plain.load(linear, 2);
    }

    /** Loads 32 bits. */
    public static int load32(Mmu mmu, long[] tags, int[] addend, byte[] bytes, long linear) {
        int slot = Tlb.slot(linear);
        if (Long.compareUnsigned(linear ^ tags[slot], 0xFFD) < 0) {
            return (int) PhysicalMemory.INTS.get(bytes, (int) linear + addend[slot]);
        }
        return (int) mmu.plain.load(linear, 4);
    }

    /** Loads 64 bits. */
    public static long load64(Mmu mmu, long[] tags, int[] addend, byte[] bytes, long linear) {
        int slot = Tlb.slot(linear);
        if (Long.compareUnsigned(linear ^ tags[slot], 0xFF9) < 0) {
            return (long) PhysicalMemory.LONGS.get(bytes, (int) linear + addend[slot]);
        }
        return mmu.plain.load(linear, 8);
    }

    /** Loads a byte that will be stored again: checked as a write first. */
    public static int update8(Mmu mmu, long[] tags, int[] addend, byte[] bytes, long linear) {
        int slot = Tlb.slot(linear);
        if ((linear ^ tags[slot]) >>> 12 == 0) {
            return bytes[(int) linear + addend[slot]] & 0xFF;
        }
        return (int) mmu.plain.update(linear, 1);
    }

    /** {@link #update8} of 16 bits. */
    public static int update16(Mmu mmu, long[] tags, int[] addend, byte[] bytes, long linear) {
        int slot = Tlb.slot(linear);
        if (Long.compareUnsigned(linear ^ tags[slot], 0xFFF) < 0) {
            return (short) PhysicalMemory.SHORTS.get(bytes, (int) linear + addend[slot]) & 0xFFFF;
        }
        return (int) mmu.plain.update(linear, 2);
    }

    /** {@link #update8} of 32 bits. */
    public static int update32(Mmu mmu, long[] tags, int[] addend, byte[] bytes, long linear) {
        int slot = Tlb.slot(linear);
        if (Long.compareUnsigned(linear ^ tags[slot], 0xFFD) < 0) {
            return (int) PhysicalMemory.INTS.get(bytes, (int) linear + addend[slot]);
        }
        return (int) mmu.plain.update(linear, 4);
    }

    /** {@link #update8} of 64 bits. */
    public static long update64(Mmu mmu, long[] tags, int[] addend, byte[] bytes, long linear) {
        int slot = Tlb.slot(linear);
        if (Long.compareUnsigned(linear ^ tags[slot], 0xFF9) < 0) {
            return (long) PhysicalMemory.LONGS.get(bytes, (int) linear + addend[slot]);
        }
        return mmu.plain.update(linear, 8);
    }

    /** Stores the low byte of {@code value}. */
    public static void store8(Mmu mmu, long[] tags, int[] addend, byte[] bytes, long linear, int value) {
        int slot = Tlb.slot(linear);
        if ((linear ^ tags[slot]) >>> 12 == 0) {
            bytes[(int) linear + addend[slot]] = (byte) value;
        } else {
            mmu.plain.store(linear, 1, value);
        }
    }

    /** Stores the low 16 bits of {@code value}. */
    public static void store16(Mmu mmu, long[] tags, int[] addend, byte[] bytes, long linear, int value) {
        int slot = Tlb.slot(linear);
        if (Long.compareUnsigned(linear ^ tags[slot], 0xFFF) < 0) {
            PhysicalMemory.SHORTS.set(bytes, (int) linear + addend[slot], (short) value);
        } else {
            mmu.plain.store(linear, 2, value);
        }
    }

    /** Stores 32 bits. */
    public static void store32(Mmu mmu, long[] tags, int[] addend, byte[] bytes, long linear, int value) {
        int slot = Tlb.slot(linear);
        if (Long.compareUnsigned(linear ^ tags[slot], 0xFFD) < 0) {
            PhysicalMemory.INTS.set(bytes, (int) linear + addend[slot], value);
        } else {
            mmu.plain.store(linear, 4, value);
        }
    }

    /** Stores 64 bits. */
    public static void store64(Mmu mmu, long[] tags, int[] addend, byte[] bytes, long linear, long value) {
        int slot = Tlb.slot(linear);
        if (Long.compareUnsigned(linear ^ tags[slot], 0xFF9) < 0) {
            PhysicalMemory.LONGS.set(bytes, (int) linear + addend[slot], value);
        } else {
            mmu.plain.store(linear, 8, value);
        }
    }
}
