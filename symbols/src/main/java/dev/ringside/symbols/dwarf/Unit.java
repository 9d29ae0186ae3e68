package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionCursor;

/**
 * The header of a unit (DWARF 5, 7.5.1). Numbers of entries are offsets in {@code .debug_info}, those in {@code .debug_types} with a bit
 * of their own, {@link #TYPES}.
 *
 * @param section      the section it stands in
 * @param space        0, or {@link #TYPES}
 * @param offset       where it begins
 * @param end          where it ends
 * @param firstEntry   offset of its root entry
 * @param version      2 to 5
 * @param kind         one of the DW_UT constants; units of DWARF 4 get the one they would have
 * @param offsetSize   4 or 8, bytes of an offset into a section
 * @param addressSize  bytes of an address
 * @param abbreviations offset of its abbreviations
 * @param signature    of a type unit
 * @param typeOffset   of a type unit: offset of its type from {@code offset}
 */
record Unit(Section section, long space, long offset, long end, long firstEntry, int version, int kind, int offsetSize, int addressSize,
        long abbreviations, long signature, long typeOffset) {
    static final long TYPES = 1L << 40;
    static final int COMPILE = 1;
    static final int TYPE = 2;
    static final int SKELETON = 4;
    static final int SPLIT_COMPILE = 5;
    static final int SPLIT_TYPE = 6;

    private static final long FIRST_RESERVED_LENGTH = 0xFFFF_FFF0L;
    private static final long LENGTH_64 = 0xFFFF_FFFFL;

    static Unit read(Section section, long space, long offset) {
        var cursor = new SectionCursor(section, offset, section.length());
        long length = cursor.u32("unit_length");
        int offsetSize = 4;
        if (length == LENGTH_64) {
            length = cursor.u64("unit_length");
            offsetSize = 8;
        } else if (length >= FIRST_RESERVED_LENGTH) {
            throw section.fault(offset, "unit_length", "the reserved 0x" + Long.toHexString(length));
        }
        long start = cursor.offset();
        section.index(start, length, "unit");
        int version = cursor.u16("unit version");
        if (version < 2 || version > 5) {
            throw section.fault(start, "DWARF version 2 to 5", Integer.toString(version));
        }
        int kind = version >= 5 ? cursor.u8("unit_type") : space == TYPES ? TYPE : COMPILE;
        int addressSize = version >= 5 ? cursor.u8("address_size") : 0;
        long abbreviations = cursor.unsigned(offsetSize, "debug_abbrev_offset");
        addressSize = version >= 5 ? addressSize : cursor.u8("address_size");
        if (addressSize != 4 && addressSize != 8) {
            throw section.fault(cursor.offset() - 1, "addresses of 4 or 8 bytes", addressSize + " bytes");
        }
        long signature = 0;
        long typeOffset = 0;
        switch (kind) {
            case TYPE, SPLIT_TYPE -> {
                signature = cursor.u64("type_signature");
                typeOffset = cursor.unsigned(offsetSize, "type_offset");
            }
            case SKELETON, SPLIT_COMPILE -> cursor.u64("dwo_id");
            default -> { }
        }
        return new Unit(section, space, offset, start + length, cursor.offset(), version, kind, offsetSize, addressSize, abbreviations, signature,
            typeOffset);
    }
}
