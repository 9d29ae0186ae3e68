package dev.ringside.symbols.unwind;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is known of the registers in one frame. The instruction pointer always is; any general register may be. Immutable.
 *
 * <p>Values are zero extended to 64 bits. The instruction pointer and stack addresses are offsets into segments, whose bases are here
 * too: 0 except in real mode and in segmented code.
 */
public final class FrameRegisters {
    private final int width;
    private final long pc;
    private final long codeBase;
    private final long stackBase;
    private final int known;
    private final long[] values;

    private FrameRegisters(int width, long pc, long codeBase, long stackBase, int known, long[] values) {
        this.width = width;
        this.pc = pc;
        this.codeBase = codeBase;
        this.stackBase = stackBase;
        this.known = known;
        this.values = values;
    }

    /**
     * Registers of which nothing is known but the instruction pointer; the segments begin at 0.
     *
     * @param width bits of an address in this code: 16, 32 or 64
     */
    public static FrameRegisters of(int width, long pc) {
        if (width != 16 && width != 32 && width != 64) {
            throw new IllegalArgumentException("a width of " + width + " bits");
        }
        return new FrameRegisters(width, truncated(width, pc), 0, 0, 0, new long[GeneralRegister.values().length]);
    }

    /** The same with a general register known to be {@code value}, of which the lowest bits count. */
    public FrameRegisters with(GeneralRegister register, long value) {
        long[] changed = values.clone();
        changed[register.ordinal()] = truncated(width, value);
        return new FrameRegisters(width, pc, codeBase, stackBase, known | 1 << register.ordinal(), changed);
    }

    /** The same at another instruction. */
    public FrameRegisters withPc(long newPc) {
        return new FrameRegisters(width, truncated(width, newPc), codeBase, stackBase, known, values);
    }

    /** The same in segments with these linear bases. */
    public FrameRegisters inSegments(long newCodeBase, long newStackBase) {
        return new FrameRegisters(width, pc, newCodeBase, newStackBase, known, values);
    }

    /** The same, but of the general registers only those in {@code kept} are still known. */
    public FrameRegisters keeping(Set<GeneralRegister> kept) {
        int mask = 0;
        for (GeneralRegister each : kept) {
            mask |= 1 << each.ordinal();
        }
        return new FrameRegisters(width, pc, codeBase, stackBase, known & mask, values);
    }

    /** Bits of an address: 16, 32 or 64. */
    public int width() {
        return width;
    }

    /** Bytes of an address. */
    public int bytes() {
        return width / 8;
    }

    /** The instruction pointer, an offset into the code segment. */
    public long pc() {
        return pc;
    }

    /** Linear base of the code segment. */
    public long codeBase() {
        return codeBase;
    }

    /** Linear base of the stack segment. */
    public long stackBase() {
        return stackBase;
    }

    /** Linear address of the instruction. */
    public long linearPc() {
        return linear(codeBase, pc);
    }

    /** Linear address of an offset into the stack segment. */
    public long linearStack(long offset) {
        return linear(stackBase, truncated(width, offset));
    }

    /** Whether a general register is known. */
    public boolean knows(GeneralRegister register) {
        return (known & 1 << register.ordinal()) != 0;
    }

    /** The general registers that are known. */
    public Set<GeneralRegister> known() {
        var all = EnumSet.noneOf(GeneralRegister.class);
        for (GeneralRegister each : GeneralRegister.values()) {
            if (knows(each)) {
                all.add(each);
            }
        }
        return all;
    }

    /** A general register; empty: not known here. */
    public OptionalLong get(GeneralRegister register) {
        return knows(register) ? OptionalLong.of(values[register.ordinal()]) : OptionalLong.empty();
    }

    /** The lowest {@link #width} bits of a number. */
    public long truncated(long value) {
        return truncated(width, value);
    }

    private static long truncated(int width, long value) {
        return width == 64 ? value : value & (1L << width) - 1;
    }

    private long linear(long base, long offset) {
        return width == 64 ? base + offset : base + offset & 0xFFFF_FFFFL;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof FrameRegisters o)) {
            return false;
        }
        return width == o.width && pc == o.pc && codeBase == o.codeBase && stackBase == o.stackBase && known == o.known
            && sameKnownValues(o);
    }

    private boolean sameKnownValues(FrameRegisters other) {
        for (int i = 0; i < values.length; i++) {
            if ((known & 1 << i) != 0 && values[i] != other.values[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new long[] {width, pc, codeBase, stackBase, known});
    }

    @Override
    public String toString() {
        var text = new StringBuilder("pc=0x" + Long.toHexString(pc));
        known().forEach(r -> text.append(' ').append(r.name(width)).append("=0x").append(Long.toHexString(values[r.ordinal()])));
        return text.toString();
    }
}
