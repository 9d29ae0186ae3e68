package dev.ringside.emulator.boot;

/**
 * Contents of a segment register, LDTR or TR, hidden part included.
 *
 * @param selector 16 bits
 * @param base     linear address of the segment
 * @param limit    offset of the last byte, in bytes whatever the granularity, 32 bits
 * @param access   bits 40 to 55 of the descriptor without the limit bits: type 3..0, S 4, DPL 6..5, P 7, AVL 12, L 13, D/B 14, G 15
 */
public record SegmentState(int selector, long base, long limit, int access) {
    private static final int FLAT_CODE_32 = 0xC09B;
    private static final int FLAT_CODE_64 = 0xA09B;
    private static final int FLAT_DATA = 0xC093;
    private static final int REAL = 0x93;
    private static final int BUSY_TSS = 0x8B;
    private static final int LDT = 0x82;
    private static final long FOUR_GIB_LIMIT = 0xFFFF_FFFFL;
    private static final long TSS_LIMIT = 0x67;

    /** A real-mode segment: base is selector times 16, limit 64 KiB. */
    public static SegmentState real(int selector) {
        return new SegmentState(selector, (long) selector << 4, 0xFFFF, REAL);
    }

    /** A real-mode segment whose base is not that of its selector, as CS is after reset. */
    public static SegmentState realAt(int selector, long base) {
        return new SegmentState(selector, base, 0xFFFF, REAL);
    }

    /** 32-bit code from 0 to 4 GiB. */
    public static SegmentState flatCode32(int selector) {
        return new SegmentState(selector, 0, FOUR_GIB_LIMIT, FLAT_CODE_32);
    }

    /** 64-bit code. */
    public static SegmentState code64(int selector) {
        return new SegmentState(selector, 0, FOUR_GIB_LIMIT, FLAT_CODE_64);
    }

    /** Writable data from 0 to 4 GiB. */
    public static SegmentState flatData(int selector) {
        return new SegmentState(selector, 0, FOUR_GIB_LIMIT, FLAT_DATA);
    }

    /** A busy 32-bit task state segment (64-bit in long mode) at linear address 0; only there because a CPU needs one. */
    public static SegmentState task(int selector) {
        return new SegmentState(selector, 0, TSS_LIMIT, BUSY_TSS);
    }

    /** LDTR as reset leaves it. */
    public static SegmentState resetLdt() {
        return new SegmentState(0, 0, 0xFFFF, LDT);
    }

    /** TR as reset leaves it. */
    public static SegmentState resetTask() {
        return new SegmentState(0, 0, 0xFFFF, BUSY_TSS);
    }
}
