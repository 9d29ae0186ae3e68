package dev.ringside.symbols.unwind.cfi;

import dev.ringside.symbols.sections.SectionCursor;

/** Addresses written as {@code .eh_frame} writes them: DW_EH_PE_ encodings (LSB Core 5.0, 10.5.1). */
final class EncodedPointer {
    /** The pointer is left out. */
    static final int OMIT = 0xFF;
    /** As wide as an address, and absolute: the encoding where nothing else is said. */
    static final int ABSOLUTE = 0;

    private static final int FORMAT = 0x0F;
    private static final int RELATIVE_TO = 0x70;
    private static final int PC = 0x10;
    private static final int TEXT = 0x20;
    private static final int DATA = 0x30;

    private EncodedPointer() {}

    /** The pointer at the cursor; if it is an indirect one, the address of the pointer. */
    static long read(SectionCursor cursor, int encoding, FrameSection section, String what) {
        long at = cursor.offset();
        long number = number(cursor, encoding, section, what);
        long base = switch (encoding & RELATIVE_TO) {
            case 0 -> 0;
            case PC -> section.address() + at;
            case TEXT -> section.text();
            case DATA -> section.data();
            default -> throw cursor.section().fault(at, what + " relative to nothing, the pc, the text or the data",
                "encoding 0x" + Integer.toHexString(encoding));
        };
        return section.truncated(base + number);
    }

    /** The number at the cursor in the format of an encoding, relative to nothing. */
    static long number(SectionCursor cursor, int encoding, FrameSection section, String what) {
        long at = cursor.offset();
        return switch (encoding & FORMAT) {
            case 0x0 -> cursor.unsigned(section.addressSize(), what);
            case 0x1 -> cursor.uleb(what);
            case 0x2 -> cursor.u16(what);
            case 0x3 -> cursor.u32(what);
            case 0x4, 0xC -> cursor.u64(what);
            case 0x8 -> section.addressSize() == 8 ? cursor.u64(what) : (int) cursor.u32(what);
            case 0x9 -> cursor.sleb(what);
            case 0xA -> (short) cursor.u16(what);
            case 0xB -> (int) cursor.u32(what);
            default -> throw cursor.section().fault(at, what + " in one of the formats DW_EH_PE_absptr to sdata8",
                "encoding 0x" + Integer.toHexString(encoding));
        };
    }
}
