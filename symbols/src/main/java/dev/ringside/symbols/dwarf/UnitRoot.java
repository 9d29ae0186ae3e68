package dev.ringside.symbols.dwarf;

/**
 * What the root entry of a unit says for all others of the unit.
 *
 * @param entry         the root entry
 * @param stringOffsets DW_AT_str_offsets_base
 * @param addresses     DW_AT_addr_base
 * @param rangeLists    DW_AT_rnglists_base
 */
record UnitRoot(Entry entry, long stringOffsets, long addresses, long rangeLists) {
    static UnitRoot of(Entry entry) {
        // Without the attribute the lists begin behind the header of the section (DWARF 5, 7.26 and 7.27, as split files have it).
        long header = entry.unit().offsetSize() == 8 ? 16 : 8;
        return new UnitRoot(entry, offset(entry, Attribute.STR_OFFSETS_BASE, header), offset(entry, Attribute.ADDR_BASE, header),
            offset(entry, Attribute.RNGLISTS_BASE, header + 4));
    }

    private static long offset(Entry entry, int attribute, long otherwise) {
        int i = entry.find(attribute);
        return i >= 0 ? entry.values()[i] : otherwise;
    }
}
