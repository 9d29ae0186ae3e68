package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionCursor;
import dev.ringside.symbols.types.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The addresses that an entry covers: one range, or a list in {@code .debug_ranges} (DWARF 4) or {@code .debug_rnglists} (DWARF 5, 7.25). */
final class RangeLists {
    private static final int END_OF_LIST = 0;
    private static final int BASE_ADDRESSX = 1;
    private static final int STARTX_ENDX = 2;
    private static final int STARTX_LENGTH = 3;
    private static final int OFFSET_PAIR = 4;
    private static final int BASE_ADDRESS = 5;
    private static final int START_END = 6;
    private static final int START_LENGTH = 7;

    private final DebugInfo info;
    private final Values values;

    RangeLists(DebugInfo info, Values values) {
        this.info = info;
        this.values = values;
    }

    /** The ranges that are not empty, in the order of the file. */
    List<AddressRange> of(Entry entry) {
        List<AddressRange> ranges = new ArrayList<>();
        OptionalLong low = values.address(entry, Attribute.LOW_PC);
        int high = entry.find(Attribute.HIGH_PC);
        if (low.isPresent() && high >= 0) {
            add(ranges, low.getAsLong(), values.address(entry, Attribute.HIGH_PC)
                .orElseGet(() -> low.getAsLong() + values.number(entry, Attribute.HIGH_PC).orElse(0)));
        } else if (entry.has(Attribute.RANGES)) {
            list(entry, ranges);
        }
        return ranges;
    }

    private void list(Entry entry, List<AddressRange> ranges) {
        Unit unit = entry.unit();
        UnitRoot root = info.root(unit);
        int i = entry.find(Attribute.RANGES);
        long value = entry.values()[i];
        long base = values.address(root.entry(), Attribute.LOW_PC).orElse(0);
        if (unit.version() < 5) {
            old(new SectionCursor(info.sections().ranges(), value, info.sections().ranges().length()), unit, base, ranges);
            return;
        }
        Section section = info.sections().rangeLists();
        if (entry.forms()[i] == Form.RNGLISTX) {
            if (value < 0 || value > section.length()) {
                throw section.fault(0, "range list " + Long.toUnsignedString(value), "a section of " + section.length() + " bytes");
            }
            value = root.rangeLists() + section.unsigned(root.rangeLists() + value * unit.offsetSize(), unit.offsetSize(), "offset of a range list");
        }
        current(new SectionCursor(section, value, section.length()), unit, base, ranges);
    }

    private static void old(SectionCursor cursor, Unit unit, long firstBase, List<AddressRange> ranges) {
        long base = firstBase;
        long newBase = unit.addressSize() == 8 ? -1 : 0xFFFF_FFFFL;
        while (true) {
            long low = cursor.unsigned(unit.addressSize(), "start of a range");
            long high = cursor.unsigned(unit.addressSize(), "end of a range");
            if (low == 0 && high == 0) {
                return;
            }
            if (low == newBase) {
                base = high;
            } else {
                add(ranges, base + low, base + high);
            }
        }
    }

    private void current(SectionCursor cursor, Unit unit, long firstBase, List<AddressRange> ranges) {
        long base = firstBase;
        int size = unit.addressSize();
        while (true) {
            long at = cursor.offset();
            switch (cursor.u8("kind of a range")) {
                case END_OF_LIST -> {
                    return;
                }
                case BASE_ADDRESSX -> base = values.addressAt(unit, cursor.uleb("base address"));
                case STARTX_ENDX -> add(ranges, values.addressAt(unit, cursor.uleb("start of a range")),
                    values.addressAt(unit, cursor.uleb("end of a range")));
                case STARTX_LENGTH -> {
                    long low = values.addressAt(unit, cursor.uleb("start of a range"));
                    add(ranges, low, low + cursor.uleb("length of a range"));
                }
                case OFFSET_PAIR -> add(ranges, base + cursor.uleb("start of a range"), base + cursor.uleb("end of a range"));
                case BASE_ADDRESS -> base = cursor.unsigned(size, "base address");
                case START_END -> add(ranges, cursor.unsigned(size, "start of a range"), cursor.unsigned(size, "end of a range"));
                case START_LENGTH -> {
                    long low = cursor.unsigned(size, "start of a range");
                    add(ranges, low, low + cursor.uleb("length of a range"));
                }
                default -> throw cursor.section().fault(at, "a kind of range from 0 to 7", "another one");
            }
        }
    }

    private static void add(List<AddressRange> ranges, long low, long high) {
        if (Long.compareUnsigned(low, high) < 0) {
            ranges.add(new AddressRange(low, high));
        }
    }
}
