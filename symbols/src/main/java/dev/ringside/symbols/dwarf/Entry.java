package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.sections.SectionException;

/**
 * A debugging information entry with its values as they stand in the file. What a value means depends on its form, see
 * {@link Values}.
 *
 * @param unit         the unit it belongs to
 * @param offset       where it stands in the unit's section
 * @param abbreviation its shape
 * @param forms        form of each value, indirect ones resolved
 * @param values       a number, an index, the offset of a text or of a block's bytes; of references the offset in the section
 * @param lengths      bytes of each block
 * @param next         offset behind it: of its first child or of what follows it
 */
record Entry(Unit unit, long offset, Abbreviation abbreviation, Form[] forms, long[] values, int[] lengths, long next) {
    int tag() {
        return abbreviation.tag();
    }

    /** Its number. */
    long id() {
        return unit.space() | offset;
    }

    boolean hasChildren() {
        return abbreviation.hasChildren();
    }

    /** Which value is that of an attribute; negative when it has none. */
    int find(int attribute) {
        int[] attributes = abbreviation.attributes();
        for (int i = 0; i < attributes.length; i++) {
            if (attributes[i] == attribute) {
                return i;
            }
        }
        return -1;
    }

    boolean has(int attribute) {
        return find(attribute) >= 0;
    }

    /** Whether a flag is set. */
    boolean flag(int attribute) {
        int i = find(attribute);
        return i >= 0 && (forms[i] == Form.FLAG_PRESENT || values[i] != 0);
    }

    SectionException fault(String expected, String found) {
        return unit.section().fault(offset, expected, found);
    }
}
