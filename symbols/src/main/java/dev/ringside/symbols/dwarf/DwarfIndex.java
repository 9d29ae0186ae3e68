package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.types.AddressRange;
import dev.ringside.symbols.types.NameIndex;
import dev.ringside.symbols.types.TypeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where named things stand: made in one walk over the outermost entries of all units. Of the types of one name and kind only the first
 * definition is noted, since every unit repeats those it uses.
 */
final class DwarfIndex {
    static final int FUNCTIONS = TypeKind.values().length;
    static final int VARIABLES = FUNCTIONS + 1;

    private final Values values;
    private final RangeLists ranges;
    private final NameIndex[] names = new NameIndex[VARIABLES + 1];
    private final List<Code> code = new ArrayList<>();

    /** Code of a function. */
    record Code(AddressRange range, long function) {
    }

    DwarfIndex(DebugInfo info, Values values, RangeLists ranges) {
        this.values = values;
        this.ranges = ranges;
        for (int i = 0; i < names.length; i++) {
            names[i] = new NameIndex();
        }
        for (Unit unit : info.units()) {
            add(unit, info.reader(unit));
        }
        code.sort(Comparator.comparing(c -> c.range().low(), Long::compareUnsigned));
    }

    private void add(Unit unit, EntryReader reader) {
        if (unit.kind() == Unit.SKELETON) {
            throw unit.section().fault(unit.offset(), "a unit with its entries", "one whose entries are in a .dwo file, which is not supported");
        }
        Entry root = reader.root();
        if (root == null) {
            return;
        }
        for (Entry entry = reader.firstChild(root); entry != null; entry = reader.nextSibling(entry)) {
            OptionalInt space = space(entry.tag());
            if (space.isPresent()) {
                add(space.getAsInt(), entry);
            }
        }
    }

    private void add(int space, Entry entry) {
        if (entry.flag(Attribute.DECLARATION) || entry.has(Attribute.SIGNATURE)) {
            return;
        }
        List<AddressRange> addresses = space == FUNCTIONS ? ranges.of(entry) : List.of();
        addresses.forEach(range -> code.add(new Code(range, entry.id())));
        String name = values.name(values.withAttribute(entry, Attribute.NAME));
        long hash = NameIndex.hash(space, name);
        // A function without code is the pattern of inlined ones, which many units repeat.
        boolean each = space == VARIABLES || space == FUNCTIONS && !addresses.isEmpty();
        if (!name.isEmpty() && (each || !names[space].contains(hash))) {
            names[space].add(hash, entry.id());
        }
    }

    private static OptionalInt space(int tag) {
        return switch (tag) {
            case Tag.BASE_TYPE -> OptionalInt.of(TypeKind.BASE.ordinal());
            case Tag.STRUCTURE_TYPE, Tag.CLASS_TYPE -> OptionalInt.of(TypeKind.STRUCT.ordinal());
            case Tag.UNION_TYPE -> OptionalInt.of(TypeKind.UNION.ordinal());
            case Tag.ENUMERATION_TYPE -> OptionalInt.of(TypeKind.ENUM.ordinal());
            case Tag.TYPEDEF -> OptionalInt.of(TypeKind.TYPEDEF.ordinal());
            case Tag.SUBPROGRAM -> OptionalInt.of(FUNCTIONS);
            case Tag.VARIABLE -> OptionalInt.of(VARIABLES);
            default -> OptionalInt.empty();
        };
    }

    /** The named things of a kind. */
    NameIndex names(int space) {
        return names[space];
    }

    /** The code of all functions by rising address. */
    List<Code> code() {
        return code;
    }
}
