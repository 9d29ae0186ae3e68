package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The abbreviations of a unit, by code. Compilers number them from 1 without gaps, so the code is mostly the place. */
final class AbbreviationTable {
    private final List<Abbreviation> inOrder = new ArrayList<>();
    private final Map<Long, Abbreviation> others = new HashMap<>();

    private AbbreviationTable() {}

    static AbbreviationTable read(Section section, long offset) {
        var table = new AbbreviationTable();
        var cursor = new SectionCursor(section, offset, section.length());
        for (long code = cursor.uleb("abbreviation code"); code != 0; code = cursor.uleb("abbreviation code")) {
            Abbreviation abbreviation = readOne(cursor, code);
            if (code == table.inOrder.size() + 1) {
                table.inOrder.add(abbreviation);
            } else {
                table.others.putIfAbsent(code, abbreviation);
            }
        }
        return table;
    }

    /** The abbreviation of a code; null when there is none. */
    Abbreviation get(long code) {
        return code > 0 && code <= inOrder.size() ? inOrder.get((int) code - 1) : others.get(code);
    }

    private static Abbreviation readOne(SectionCursor cursor, long code) {
        long tag = cursor.uleb("abbreviation tag");
        boolean hasChildren = cursor.u8("abbreviation's children flag") != 0;
        int[] attributes = new int[8];
        Form[] forms = new Form[8];
        long[] constants = new long[8];
        int count = 0;
        while (true) {
            long at = cursor.offset();
            long attribute = cursor.uleb("attribute");
            long formCode = cursor.uleb("form");
            if (attribute == 0 && formCode == 0) {
                return new Abbreviation(code, (int) Math.min(tag, Integer.MAX_VALUE), hasChildren, Arrays.copyOf(attributes, count),
                    Arrays.copyOf(forms, count), Arrays.copyOf(constants, count));
            }
            Form form = Form.of(formCode);
            if (form == null) {
                throw cursor.section().fault(at, "a form of DWARF 2 to 5", "form 0x" + Long.toHexString(formCode));
            }
            if (count == forms.length) {
                attributes = Arrays.copyOf(attributes, 2 * count);
                forms = Arrays.copyOf(forms, 2 * count);
                constants = Arrays.copyOf(constants, 2 * count);
            }
            attributes[count] = (int) Math.min(attribute, Integer.MAX_VALUE);
            forms[count] = form;
            constants[count++] = form == Form.IMPLICIT_CONST ? cursor.sleb("implicit constant") : 0;
        }
    }
}
