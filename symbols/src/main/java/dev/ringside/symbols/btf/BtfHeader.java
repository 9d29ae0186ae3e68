package dev.ringside.symbols.btf;

import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionException;

/**
 * The header of BTF data (struct btf_header), checked to be consistent with the data's length.
 *
 * @param types   offset of the types from the start of the data
 * @param typesLength bytes of the types
 * @param strings offset of the strings from the start of the data
 * @param stringsLength bytes of the strings
 */
record BtfHeader(long types, long typesLength, long strings, long stringsLength) {
    static final int MAGIC = 0xEB9F;
    static final int LENGTH = 24;
    private static final int MAGIC_BIG_ENDIAN = 0x9FEB;

    /**
     * Reads a header.
     *
     * @throws SectionException when the data cannot be BTF
     */
    static BtfHeader read(Section data) {
        int magic = data.u16(0, "BTF magic");
        if (magic == MAGIC_BIG_ENDIAN) {
            throw data.fault(0, "BTF of a little-endian machine", "BTF of a big-endian one");
        }
        if (magic != MAGIC) {
            throw data.fault(0, "BTF magic 0xeb9f", "0x" + Integer.toHexString(magic));
        }
        int version = data.u8(2, "BTF version");
        if (version != 1) {
            throw data.fault(2, "BTF version 1", Integer.toString(version));
        }
        long length = data.u32(4, "hdr_len");
        if (length < LENGTH || length > data.length()) {
            throw data.fault(4, "a header of at least " + LENGTH + " bytes within the data", length + " bytes");
        }
        long typesLength = data.u32(12, "type_len");
        long stringsLength = data.u32(20, "str_len");
        long types = part(data, length + data.u32(8, "type_off"), typesLength, 8, "types");
        long strings = part(data, length + data.u32(16, "str_off"), stringsLength, 16, "strings");
        if (types % 4 != 0 || typesLength % 4 != 0) {
            throw data.fault(8, "types in units of 4 bytes", typesLength + " bytes at offset " + types);
        }
        return new BtfHeader(types, typesLength, strings, stringsLength);
    }

    /** Where the data ends. */
    long end() {
        return Math.max(types + typesLength, strings + stringsLength);
    }

    private static long part(Section data, long offset, long length, int field, String what) {
        if (offset > data.length() || length > data.length() - offset) {
            throw data.fault(field, what + " within the data's " + data.length() + " bytes", length + " bytes at offset " + offset);
        }
        return offset;
    }
}
