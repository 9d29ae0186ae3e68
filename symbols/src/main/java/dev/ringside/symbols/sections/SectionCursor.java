package dev.ringside.symbols.sections;

/** Reads a section from front to back. Every read is checked as {@link Section} checks it, against an end of its own. */
public final class SectionCursor {
    private static final int MOST_LEB_BITS = 70;

    private final Section section;
    private final long end;
    private long offset;

    /** A cursor at {@code offset} that never reads at {@code end} or beyond. */
    public SectionCursor(Section section, long offset, long end) {
        this.section = section;
        this.offset = offset;
        this.end = end;
    }

    /** The section. */
    public Section section() {
        return section;
    }

    /** Offset of the next byte. */
    public long offset() {
        return offset;
    }

    /** Where the cursor may not read. */
    public long end() {
        return end;
    }

    /** Whether everything has been read. */
    public boolean atEnd() {
        return offset >= end;
    }

    /** Goes to another offset; it is checked by the next read. */
    public void seek(long to) {
        offset = to;
    }

    /** The next byte, 0 to 255. */
    public int u8(String what) {
        return section.u8(take(1, what), what);
    }

    /** The next byte, sign extended. */
    public int s8(String what) {
        return (byte) u8(what);
    }

    /** The next 16-bit number, zero extended. */
    public int u16(String what) {
        return section.u16(take(2, what), what);
    }

    /** The next 32-bit number, zero extended. */
    public long u32(String what) {
        return section.u32(take(4, what), what);
    }

    /** The next 64-bit number. */
    public long u64(String what) {
        return section.u64(take(8, what), what);
    }

    /** The next number of {@code size} bytes, 1 to 8, zero extended. */
    public long unsigned(int size, String what) {
        return switch (size) {
            case 1 -> u8(what);
            case 2 -> u16(what);
            case 4 -> u32(what);
            case 8 -> u64(what);
            default -> section.unsigned(take(size, what), size, what);
        };
    }

    /** The next unsigned LEB128 number (DWARF 5, 7.6); bits beyond the 64th are dropped. */
    public long uleb(String what) {
        long value = 0;
        for (int shift = 0; shift < MOST_LEB_BITS; shift += 7) {
            int next = u8(what);
            value |= shift < Long.SIZE ? (long) (next & 0x7F) << shift : 0;
            if (next < 0x80) {
                return value;
            }
        }
        throw section.fault(offset, what + ", a LEB128 number of at most 10 bytes", "a longer one");
    }

    /** The next signed LEB128 number (DWARF 5, 7.6). */
    public long sleb(String what) {
        long value = 0;
        for (int shift = 0; shift < MOST_LEB_BITS; shift += 7) {
            int next = u8(what);
            value |= shift < Long.SIZE ? (long) (next & 0x7F) << shift : 0;
            if (next < 0x80) {
                boolean negative = (next & 0x40) != 0 && shift + 7 < Long.SIZE;
                return negative ? value | -1L << shift + 7 : value;
            }
        }
        throw section.fault(offset, what + ", a LEB128 number of at most 10 bytes", "a longer one");
    }

    /** The next text, ended by a zero byte. */
    public String text(String what) {
        return section.text(skipText(what), what);
    }

    /** Skips a text, ended by a zero byte; returns where it began. */
    public long skipText(String what) {
        long start = offset;
        int stop = section.textEnd(start, what);
        take(stop + 1L - start, what);
        return start;
    }

    /** Skips {@code count} bytes, an untrusted number; returns where they began. */
    public long skip(long count, String what) {
        return take(count, what);
    }

    private long take(long count, String what) {
        long at = offset;
        if (count < 0 || count > end - at) {
            throw section.fault(at, what + ", " + Long.toUnsignedString(count) + " bytes", Math.max(0, end - at) + " bytes before the end of its part");
        }
        offset = at + count;
        return at;
    }
}
