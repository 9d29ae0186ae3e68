package dev.ringside.symbols.btf;

import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionException;
import java.util.Arrays;

/** The entries of BTF data by number, and its strings. Knows where each entry stands and nothing of what it means. */
final class BtfData {
    private static final int COMMON = 12;
    private static final int FIRST_CAPACITY = 1024;

    private final Section section;
    private final BtfHeader header;
    private final BtfData base;
    private final int firstId;
    private final long firstString;
    private int[] offsets = new int[FIRST_CAPACITY];
    private int count;

    /** Finds all entries. {@code base} has those before them and the strings before theirs; null when there are none. */
    BtfData(Section section, BtfData base) {
        this.section = section;
        this.header = BtfHeader.read(section);
        this.base = base;
        this.firstId = base == null ? 1 : base.end();
        this.firstString = base == null ? 0 : base.firstString + base.header.stringsLength();
        findEntries();
    }

    private void findEntries() {
        long end = header.types() + header.typesLength();
        long at = header.types();
        while (at < end) {
            if (end - at < COMMON) {
                throw section.fault(at, "a type of at least " + COMMON + " bytes", end - at + " bytes before the end of the types");
            }
            long info = section.u32(at + 4, "info");
            var kind = BtfKind.of(kind(info));
            if (kind == BtfKind.VOID) {
                throw section.fault(at + 4, "a BTF kind from 1 to " + BtfKind.ENUM64.ordinal(), Integer.toString(kind(info)));
            }
            long next = at + COMMON + kind.trailing(vlen(info));
            if (next > end) {
                throw section.fault(at, kind + " of " + (next - at) + " bytes within the types", end - at + " bytes before their end");
            }
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, 2 * count);
            }
            offsets[count++] = (int) at;
            at = next;
        }
    }

    private static int kind(long info) {
        return (int) (info >>> 24) & 0x1F;
    }

    private static int vlen(long info) {
        return (int) info & 0xFFFF;
    }

    /** The number of the first entry of these data, without its base. */
    int firstId() {
        return firstId;
    }

    /** The number behind the last entry. */
    int end() {
        return firstId + count;
    }

    /** The entry with a number. */
    BtfEntry entry(long id) {
        if (base != null && id < firstId) {
            return base.entry(id);
        }
        if (id < firstId || id >= end()) {
            throw section.fault(header.types(), "a type numbered 0 to " + (end() - 1), "type " + Long.toUnsignedString(id));
        }
        int at = offsets[(int) id - firstId];
        long info = section.u32(at + 4, "info");
        return new BtfEntry(this, id, at, BtfKind.of(kind(info)), vlen(info), info >>> 31 != 0, section.u32(at, "name_off"),
            section.u32(at + 8, "size or type"));
    }

    /** The 32-bit number {@code bytes} behind the common part of the entry at {@code offset}. */
    long u32(int offset, int bytes) {
        return section.u32(offset + COMMON + (long) bytes, "type data");
    }

    /** The string at an offset that the data name. */
    String string(long offset) {
        if (base != null && offset < firstString) {
            return base.string(offset);
        }
        long own = offset - firstString;
        if (own < 0 || own >= header.stringsLength()) {
            throw section.fault(header.strings(), "a string within the " + header.stringsLength() + " bytes of strings", "offset "
                + Long.toUnsignedString(offset));
        }
        String text = section.text(header.strings() + own, "string");
        if (section.textEnd(header.strings() + own, "string") >= header.strings() + header.stringsLength()) {
            throw section.fault(header.strings() + own, "a zero byte at the end of the strings", "none");
        }
        return text;
    }

    SectionException fault(long offset, String expected, String found) {
        return section.fault(offset, expected, found);
    }
}
