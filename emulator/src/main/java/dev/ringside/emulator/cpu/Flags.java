package dev.ringside.emulator.cpu;

/**
 * EFLAGS, with the six arithmetic flags kept lazily. The only place that knows their representation:
 *
 * <ul>
 * <li>{@code result}: the last result, sign-extended from its width to 64 bits;
 * <li>{@code aux}: bit 63 = CF, bit 62 = CF xor OF (the carries out of and into the top bit, shifted to the top), bit 4 = AF,
 *     bit 61 = "SF is not the sign of result", bits 15:8 = a byte to xor into the low byte of result for PF.
 * </ul>
 *
 * <p>Then ZF = (result == 0), SF = sign of result xor bit 61, PF = even parity of the low byte. An ordinary operation
 * leaves bits 61 and 15:8 clear; they exist so that any combination of flags can be loaded.
 */
public final class Flags {
    /** EFLAGS bits. */
    public static final int CF = 1, ONE = 2, PF = 4, AF = 0x10, ZF = 0x40, SF = 0x80, TF = 0x100, IF = 0x200, DF = 0x400, OF = 0x800,
            IOPL = 0x3000, NT = 0x4000, RF = 1 << 16, VM = 1 << 17, AC = 1 << 18, VIF = 1 << 19, VIP = 1 << 20, ID = 1 << 21;

    /** The six arithmetic flags. */
    public static final int ARITHMETIC = CF | PF | AF | ZF | SF | OF;

    private static final long CARRIES = 3L << 62;
    private static final long SIGN_DELTA = 1L << 61;

    private long result = 1;
    private long aux;
    private int others = ONE;

    // ---- setting by operations; shift = 64 - width ----

    /** Flags of {@code sum = a + b (+ carry)}; operands and sum may carry garbage above the width. */
    public void addition(long a, long b, long sum, int shift) {
        long carries = a & b | (a | b) & ~sum;
        result = sum << shift >> shift;
        aux = carries << shift & CARRIES | (a ^ b ^ sum) & AF;
    }

    /** Flags of {@code difference = a - b (- borrow)}. */
    public void subtraction(long a, long b, long difference, int shift) {
        long borrows = ~a & b | ~(a ^ b) & difference;
        result = difference << shift >> shift;
        aux = borrows << shift & CARRIES | (a ^ b ^ difference) & AF;
    }

    /** Flags of AND, OR, XOR, TEST: CF = OF = 0; AF, which the manual leaves undefined, is 0 as on hardware. */
    public void logic(long value, int shift) {
        result = value << shift >> shift;
        aux = 0;
    }

    /** Flags of INC (delta 1) and DEC (delta -1): like addition or subtraction of 1, but CF stays. */
    public void increment(long old, long value, int delta, int shift) {
        long r = value << shift >> shift;
        long top = 1L << 63 >>> shift;
        boolean overflow = delta > 0 ? r << shift == Long.MIN_VALUE : (old & -1L >>> shift) == top;
        long carry = aux & 1L << 63;
        aux = carry | (overflow ? (carry >>> 1 ^ 1L << 62) : carry >>> 1) | (old ^ value ^ 1) & AF;
        result = r;
    }

    /** {@link #increment} where CF before it is given, not the one that is kept. */
    public void increment(boolean carry, long old, long value, int delta, int shift) {
        aux = carry ? 1L << 63 : 0;
        increment(old, value, delta, shift);
    }

    /** SF, ZF, PF from a value; CF and OF as given; AF = 0. Shifts, multiplications. */
    public void resultWith(long value, int shift, boolean carry, boolean overflow) {
        result = value << shift >> shift;
        aux = carryBits(carry, overflow);
    }

    /** Replaces CF and OF only. Rotates. */
    public void setCarryOverflow(boolean carry, boolean overflow) {
        aux = aux & ~CARRIES | carryBits(carry, overflow);
    }

    /**
     * SF, ZF, PF from a value, AF = 0, CF and OF as bits (0 or 1): without a branch, because shifted-out bits of real data
     * cannot be predicted.
     */
    public void shifted(long value, int shift, long carry, long overflow) {
        result = value << shift >> shift;
        aux = carry << 63 | (carry ^ overflow) << 62;
    }

    /** Replaces CF and OF only, given as bits. */
    public void rotated(long carry, long overflow) {
        aux = aux & ~CARRIES | carry << 63 | (carry ^ overflow) << 62;
    }

    /** The carry flag as a number, 0 or 1. */
    public long carry() {
        return aux >>> 63;
    }

    private static long carryBits(boolean carry, boolean overflow) {
        return (carry ? 1L << 63 : 0) | (carry != overflow ? 1L << 62 : 0);
    }

    // ---- reading ----

    /** Carry flag. */
    public boolean cf() {
        return aux < 0;
    }

    /** Zero flag. */
    public boolean zf() {
        return result == 0;
    }

    /** Sign flag. */
    public boolean sf() {
        return (result ^ aux << 2) < 0;
    }

    /** Overflow flag. */
    public boolean of() {
        return (aux ^ aux << 1) < 0;
    }

    /** Parity flag. */
    public boolean pf() {
        return (Integer.bitCount((int) (result ^ aux >>> 8) & 0xFF) & 1) == 0;
    }

    /** Auxiliary carry flag. */
    public boolean af() {
        return (aux & AF) != 0;
    }

    /** The condition of Jcc, SETcc and CMOVcc: {@code code} is the low opcode nibble. */
    public boolean condition(int code) {
        boolean holds = switch (code >>> 1) {
            case 0 -> of();
            case 1 -> cf();
            case 2 -> zf();
            case 3 -> cf() || zf();
            case 4 -> sf();
            case 5 -> pf();
            case 6 -> sf() != of();
            default -> zf() || sf() != of();
        };
        return holds == ((code & 1) == 0);
    }

    /** All of EFLAGS. */
    public int value() {
        return others | arithmetic();
    }

    /** The six arithmetic flags. */
    public int arithmetic() {
        return (cf() ? CF : 0) | (pf() ? PF : 0) | (af() ? AF : 0) | (zf() ? ZF : 0) | (sf() ? SF : 0) | (of() ? OF : 0);
    }

    /** The flags other than the six arithmetic ones; bit 1 is set. */
    public int others() {
        return others;
    }

    /** Whether all bits of {@code mask}, which holds none of the arithmetic flags, are set. */
    public boolean has(int mask) {
        return (others & mask) == mask;
    }

    /** I/O privilege level, 0 to 3. */
    public int iopl() {
        return others >>> 12 & 3;
    }

    // ---- loading ----

    /**
     * Loads all of EFLAGS; bit 1 is forced. Only {@link Cpu#setFlags} and restoring call this: TF, IF, VM and AC concern
     * the processor too.
     */
    void load(int value) {
        others = value & ~ARITHMETIC | ONE;
        setArithmetic(value);
    }

    /** Loads the six arithmetic flags; other bits of {@code value} are ignored. */
    public void setArithmetic(int value) {
        boolean zero = (value & ZF) != 0;
        boolean evenWanted = (value & PF) != 0;
        result = zero ? 0 : 1;
        aux = carryBits((value & CF) != 0, (value & OF) != 0)
                | value & AF
                | ((value & SF) != 0 ? SIGN_DELTA : 0)
                | (evenWanted != zero ? 1 << 8 : 0);
    }

    /** Sets or clears CF alone. */
    public void setCf(boolean carry) {
        setCarryOverflow(carry, of());
    }

    /** Sets or clears ZF alone. */
    public void setZf(boolean zero) {
        int now = arithmetic();
        setArithmetic(zero ? now | ZF : now & ~ZF);
    }

    /** Sets or clears DF. */
    public void setDf(boolean down) {
        others = down ? others | DF : others & ~DF;
    }
}
