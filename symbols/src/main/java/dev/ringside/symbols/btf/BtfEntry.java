package dev.ringside.symbols.btf;

import dev.ringside.symbols.sections.SectionException;

/**
 * An entry of BTF data as it stands there (struct btf_type).
 *
 * @param data       the data
 * @param id         its number
 * @param offset     where it stands in the section
 * @param kind       its kind
 * @param vlen       how many parts it has
 * @param kindFlag   the flag whose meaning depends on the kind
 * @param nameOffset offset of its name among the strings
 * @param sizeOrType its size in bytes, or the number of another type
 */
record BtfEntry(BtfData data, long id, int offset, BtfKind kind, int vlen, boolean kindFlag, long nameOffset, long sizeOrType) {
    String name() {
        return data.string(nameOffset);
    }

    /** The 32-bit number {@code bytes} behind the common part. */
    long u32(int bytes) {
        return data.u32(offset, bytes);
    }

    /** The string whose offset is the 32-bit number {@code bytes} behind the common part. */
    String string(int bytes) {
        return data.string(u32(bytes));
    }

    /** The size, which has to be one that a scalar can have. */
    int scalarSize(int most) {
        if (sizeOrType < 1 || sizeOrType > most) {
            throw fault(kind + " of 1 to " + most + " bytes", sizeOrType + " bytes");
        }
        return (int) sizeOrType;
    }

    SectionException fault(String expected, String found) {
        return data.fault(offset, expected + " (type " + id + ")", found);
    }
}
