package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.sections.SectionCursor;

/** Reads the entries of one unit. */
final class EntryReader {
    private static final int DEEPEST = 512;

    private final Unit unit;
    private final AbbreviationTable abbreviations;
    private final SectionCursor cursor;
    // Set by value(): the form that an indirect one turned out to be, and the length of a block.
    private Form form;
    private int length;

    EntryReader(Unit unit, AbbreviationTable abbreviations) {
        this.unit = unit;
        this.abbreviations = abbreviations;
        this.cursor = new SectionCursor(unit.section(), unit.firstEntry(), unit.end());
    }

    /** The root entry; null when the unit has none. */
    Entry root() {
        return read(unit.firstEntry());
    }

    /** The entry at an offset; null for the mark that ends a list of children, or at the end of the unit. */
    Entry read(long offset) {
        cursor.seek(offset);
        if (cursor.atEnd() || offset < unit.firstEntry()) {
            return null;
        }
        Abbreviation abbreviation = abbreviation();
        if (abbreviation == null) {
            return null;
        }
        Form[] forms = abbreviation.forms();
        long[] values = new long[forms.length];
        int[] lengths = null;
        for (int i = 0; i < forms.length; i++) {
            values[i] = value(forms[i], abbreviation.constants()[i]);
            if (form != forms[i]) {
                forms = forms == abbreviation.forms() ? forms.clone() : forms;
                forms[i] = form;
            }
            if (form.meaning() == Form.Meaning.BLOCK) {
                lengths = lengths == null ? new int[forms.length] : lengths;
                lengths[i] = length;
            }
        }
        return new Entry(unit, offset, abbreviation, forms, values, lengths, cursor.offset());
    }

    /** The first child of an entry; null when it has none. */
    Entry firstChild(Entry parent) {
        return parent.hasChildren() ? read(parent.next()) : null;
    }

    /** The entry behind another one and its children, in the same list; null at its end. */
    Entry nextSibling(Entry entry) {
        int sibling = entry.find(Attribute.SIBLING);
        if (!entry.hasChildren()) {
            return read(entry.next());
        }
        if (sibling >= 0 && entry.values()[sibling] > entry.offset()) {
            return read(entry.values()[sibling]);
        }
        return read(behindChildren(entry.next()));
    }

    /** Offset behind the list of children that begins at {@code offset}. */
    private long behindChildren(long offset) {
        cursor.seek(offset);
        int depth = 1;
        while (depth > 0 && !cursor.atEnd()) {
            long start = cursor.offset();
            Abbreviation abbreviation = abbreviation();
            if (abbreviation == null) {
                depth--;
                continue;
            }
            long sibling = 0;
            for (int i = 0; i < abbreviation.forms().length; i++) {
                long value = value(abbreviation.forms()[i], abbreviation.constants()[i]);
                sibling = abbreviation.attributes()[i] == Attribute.SIBLING ? value : sibling;
            }
            if (abbreviation.hasChildren() && sibling > start) {
                cursor.seek(sibling);
            } else if (abbreviation.hasChildren() && ++depth > DEEPEST) {
                throw unit.section().fault(start, "entries nested at most " + DEEPEST + " deep", "deeper ones");
            }
        }
        return cursor.offset();
    }

    private Abbreviation abbreviation() {
        long at = cursor.offset();
        long code = cursor.uleb("abbreviation code of an entry");
        if (code == 0) {
            return null;
        }
        Abbreviation abbreviation = abbreviations.get(code);
        if (abbreviation == null) {
            throw unit.section().fault(at, "an abbreviation code of the unit", Long.toUnsignedString(code));
        }
        return abbreviation;
    }

    private long value(Form of, long constant) {
        form = of;
        if (of == Form.INDIRECT) {
            long at = cursor.offset();
            form = Form.of(cursor.uleb("form of an indirect value"));
            if (form == null || form == Form.INDIRECT || form == Form.IMPLICIT_CONST) {
                throw unit.section().fault(at, "a form of DWARF 2 to 5", "another one");
            }
        }
        long raw = switch (form.size()) {
            case 0 -> form == Form.IMPLICIT_CONST ? constant : 1;
            case Form.ADDRESS_SIZE -> cursor.unsigned(unit.addressSize(), "address");
            // DWARF 2 gave a reference the size of an address.
            case Form.OFFSET_SIZE -> cursor.unsigned(form == Form.REF_ADDR && unit.version() == 2 ? unit.addressSize() : unit.offsetSize(), "offset");
            case Form.LEB -> cursor.uleb("attribute value");
            case Form.SIGNED_LEB -> cursor.sleb("attribute value");
            case Form.TEXT -> cursor.skipText("text");
            case 16 -> cursor.skip(16, "attribute value");
            default -> cursor.unsigned(form.size(), "attribute value");
        };
        return switch (form.meaning()) {
            case BLOCK -> {
                long start = cursor.skip(raw, "block");
                length = (int) raw;
                yield start;
            }
            case REFERENCE -> unit.offset() + raw;
            default -> raw;
        };
    }
}
