package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.types.NameIndex;

/**
 * Names of enums' values: made in one walk over the outermost enums of all units, for the first question about one. Of several of one
 * name the first is noted, since every unit repeats the enums it uses.
 */
final class EnumeratorIndex {
    private static final int SPACE = DwarfIndex.VARIABLES + 1;

    private final NameIndex names = new NameIndex();
    private final Values values;

    EnumeratorIndex(DebugInfo info, Values values) {
        this.values = values;
        for (Unit unit : info.units()) {
            EntryReader reader = info.reader(unit);
            Entry root = reader.root();
            Entry entry = root == null ? null : reader.firstChild(root);
            for (; entry != null; entry = reader.nextSibling(entry)) {
                if (entry.tag() == Tag.ENUMERATION_TYPE) {
                    add(reader, entry);
                }
            }
        }
    }

    private void add(EntryReader reader, Entry enumeration) {
        for (Entry child = reader.firstChild(enumeration); child != null; child = reader.nextSibling(child)) {
            if (child.tag() == Tag.ENUMERATOR) {
                long hash = NameIndex.hash(SPACE, values.name(child));
                if (!names.contains(hash)) {
                    names.add(hash, enumeration.id());
                }
            }
        }
    }

    /** The enums that may have a value of this name: their numbers. */
    long[] enums(String name) {
        return names.get(NameIndex.hash(SPACE, name));
    }
}
