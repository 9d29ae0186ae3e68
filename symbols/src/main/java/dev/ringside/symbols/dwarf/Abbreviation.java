package dev.ringside.symbols.dwarf;

/**
 * The shape of an entry (DWARF 5, 7.5.3). The arrays belong together and are not changed.
 *
 * @param code        its number in its table
 * @param tag         what the entry is
 * @param hasChildren whether entries follow that belong to it
 * @param attributes  attribute of each value
 * @param forms       form of each value
 * @param constants   values of {@link Form#IMPLICIT_CONST}
 */
record Abbreviation(long code, int tag, boolean hasChildren, int[] attributes, Form[] forms, long[] constants) {
}
