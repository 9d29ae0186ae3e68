package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The units of {@code .debug_info} and {@code .debug_types}, and entries by number. Headers of units are read at once; abbreviations and
 * root entries of the units that were looked at last are kept.
 */
final class DebugInfo {
    private static final int KEPT = 64;

    private final Sections sections;
    private final List<Unit> units = new ArrayList<>();
    private final List<Unit> typeUnits = new ArrayList<>();
    private final Map<Long, AbbreviationTable> abbreviations = new Recent<>();
    private final Map<Unit, UnitRoot> roots = new Recent<>();
    private Map<Long, Long> signatures;

    DebugInfo(Sections sections) {
        this.sections = sections;
        findUnits(sections.info(), 0, units);
        findUnits(sections.types(), Unit.TYPES, typeUnits);
    }

    private static void findUnits(Section section, long space, List<Unit> units) {
        long at = 0;
        while (at < section.length()) {
            Unit unit = Unit.read(section, space, at);
            units.add(unit);
            at = unit.end();
        }
    }

    Sections sections() {
        return sections;
    }

    /** All units, those of {@code .debug_types} last. */
    List<Unit> units() {
        List<Unit> all = new ArrayList<>(units);
        all.addAll(typeUnits);
        return all;
    }

    /** A reader of the unit's entries. */
    EntryReader reader(Unit unit) {
        return new EntryReader(unit, abbreviations(unit));
    }

    /** The entry of a number. */
    Entry entry(long id) {
        Unit unit = unitOf(id);
        long offset = id & Unit.TYPES - 1;
        Entry entry = reader(unit).read(offset);
        if (entry == null) {
            throw unit.section().fault(offset, "an entry", "none");
        }
        return entry;
    }

    /** The unit that an entry's number belongs to. */
    Unit unitOf(long id) {
        boolean ofTypes = (id & Unit.TYPES) != 0;
        List<Unit> list = ofTypes ? typeUnits : units;
        long offset = id & Unit.TYPES - 1;
        int low = 0;
        int high = list.size() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            Unit unit = list.get(middle);
            if (offset < unit.offset()) {
                high = middle - 1;
            } else if (offset >= unit.end()) {
                low = middle + 1;
            } else {
                return unit;
            }
        }
        Section section = ofTypes ? sections.types() : sections.info();
        throw section.fault(offset, "an entry of a unit", section.isEmpty() ? "no such section" : "no unit there");
    }

    /** What the root entry of a unit says. */
    synchronized UnitRoot root(Unit unit) {
        return kept(roots, unit, () -> {
            Entry root = reader(unit).root();
            if (root == null) {
                throw unit.section().fault(unit.firstEntry(), "the root entry of a unit", "none");
            }
            return UnitRoot.of(root);
        });
    }

    /** The number of the type that a type unit defines. */
    synchronized long typeOfSignature(long signature, Entry from) {
        if (signatures == null) {
            signatures = new LinkedHashMap<>();
            for (Unit unit : units()) {
                if (unit.kind() == Unit.TYPE) {
                    signatures.putIfAbsent(unit.signature(), unit.space() | unit.offset() + unit.typeOffset());
                }
            }
        }
        Long id = signatures.get(signature);
        if (id == null) {
            throw from.fault("the signature of a type unit in this file", "0x" + Long.toHexString(signature));
        }
        return id;
    }

    SectionException fault(long id, String expected, String found) {
        boolean ofTypes = (id & Unit.TYPES) != 0;
        return (ofTypes ? sections.types() : sections.info()).fault(id & Unit.TYPES - 1, expected, found);
    }

    private synchronized AbbreviationTable abbreviations(Unit unit) {
        return kept(abbreviations, unit.abbreviations(), () -> AbbreviationTable.read(sections.abbreviations(), unit.abbreviations()));
    }

    private static <K, V> V kept(Map<K, V> map, K key, Supplier<V> maker) {
        V value = map.get(key);
        if (value == null) {
            value = maker.get();
            map.put(key, value);
        }
        return value;
    }

    /** Keeps what was used last. */
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        Recent() {
            super(2 * KEPT, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > KEPT;
        }
    }
}
