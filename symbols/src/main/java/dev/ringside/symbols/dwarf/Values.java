package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionCursor;
import java.util.Optional;
import java.util.OptionalLong;

/** What the values of an entry mean: texts, numbers, addresses, other entries. */
final class Values {
    private static final int OP_ADDR = 0x03;
    private static final int OP_PLUS_UCONST = 0x23;
    private static final int OP_CONSTU = 0x10;
    private static final int OP_ADDRX = 0xa1;
    private static final int MOST_ORIGINS = 8;

    private final DebugInfo info;

    Values(DebugInfo info) {
        this.info = info;
    }

    /** The text of an attribute; empty when it is not there. */
    Optional<String> text(Entry entry, int attribute) {
        int i = entry.find(attribute);
        if (i < 0) {
            return Optional.empty();
        }
        long value = entry.values()[i];
        Sections sections = info.sections();
        Form form = entry.forms()[i];
        return Optional.of(switch (form.meaning()) {
            case STRING -> (form == Form.STRING ? entry.unit().section() : form == Form.LINE_STRP ? sections.lineStrings() : sections.strings())
                .text(value, "text");
            case STRING_INDEX -> sections.strings().text(indexed(sections.stringOffsets(), info.root(entry.unit()).stringOffsets(), value,
                entry.unit().offsetSize(), "offset of text " + value), "text");
            case SUPPLEMENTARY -> throw unsupported(entry);
            default -> throw entry.fault("a text", form.toString());
        });
    }

    /** The name of an entry; empty when it has none. */
    String name(Entry entry) {
        return text(entry, Attribute.NAME).orElse("");
    }

    /** A number; empty when the attribute is not there or is none, as the bounds of arrays of variable length are. */
    OptionalLong number(Entry entry, int attribute) {
        int i = entry.find(attribute);
        if (i < 0) {
            return OptionalLong.empty();
        }
        return switch (entry.forms()[i].meaning()) {
            case CONSTANT, SIGNED_CONSTANT, IMPLICIT, PRESENT -> OptionalLong.of(entry.values()[i]);
            default -> OptionalLong.empty();
        };
    }

    /** A number that has to lie within bounds. */
    int small(Entry entry, int attribute, int otherwise, int most) {
        OptionalLong number = number(entry, attribute);
        if (number.isPresent() && (number.getAsLong() < 0 || number.getAsLong() > most)) {
            throw entry.fault("a size of 0 to " + most, Long.toUnsignedString(number.getAsLong()));
        }
        return (int) number.orElse(otherwise);
    }

    /** An address; empty when the attribute is not there. */
    OptionalLong address(Entry entry, int attribute) {
        int i = entry.find(attribute);
        if (i < 0) {
            return OptionalLong.empty();
        }
        return switch (entry.forms()[i].meaning()) {
            case ADDRESS -> OptionalLong.of(entry.values()[i]);
            case ADDRESS_INDEX -> OptionalLong.of(addressAt(entry.unit(), entry.values()[i]));
            default -> OptionalLong.empty();
        };
    }

    /** The address that a unit numbers {@code index}. */
    long addressAt(Unit unit, long index) {
        return indexed(info.sections().addresses(), info.root(unit).addresses(), index, unit.addressSize(), "address " + index);
    }

    /** The fixed address of a variable; empty when it has another kind of place, or none. */
    OptionalLong location(Entry entry) {
        int i = entry.find(Attribute.LOCATION);
        if (i < 0 || entry.forms()[i].meaning() != Form.Meaning.BLOCK || entry.lengths()[i] == 0) {
            return OptionalLong.empty();
        }
        var cursor = block(entry, i);
        int operation = cursor.u8("operation");
        long address;
        if (operation == OP_ADDR && entry.lengths()[i] == 1 + entry.unit().addressSize()) {
            address = cursor.unsigned(entry.unit().addressSize(), "address");
        } else if (operation == OP_ADDRX) {
            address = addressAt(entry.unit(), cursor.uleb("index of an address"));
        } else {
            return OptionalLong.empty();
        }
        return cursor.atEnd() ? OptionalLong.of(address) : OptionalLong.empty();
    }

    /** Bytes from the start of a struct to a member: a constant, or the simple expressions of old compilers. */
    long memberLocation(Entry entry) {
        int i = entry.find(Attribute.DATA_MEMBER_LOCATION);
        if (i < 0) {
            return 0;
        }
        if (entry.forms()[i].meaning() != Form.Meaning.BLOCK) {
            return number(entry, Attribute.DATA_MEMBER_LOCATION).orElseThrow(() -> entry.fault("the place of a member", "something else"));
        }
        var cursor = block(entry, i);
        int operation = cursor.atEnd() ? 0 : cursor.u8("operation");
        if (operation != OP_PLUS_UCONST && operation != OP_CONSTU) {
            throw entry.fault("a member at a constant offset", "an expression, which is not supported");
        }
        return cursor.uleb("offset of a member");
    }

    /** The number of the entry that an attribute refers to; empty when it is not there. */
    OptionalLong reference(Entry entry, int attribute) {
        int i = entry.find(attribute);
        if (i < 0) {
            return OptionalLong.empty();
        }
        long value = entry.values()[i];
        return OptionalLong.of(switch (entry.forms()[i].meaning()) {
            case REFERENCE -> checked(entry, entry.unit().space(), value);
            case GLOBAL_REFERENCE -> checked(entry, 0, value);
            case SIGNATURE -> info.typeOfSignature(value, entry);
            case SUPPLEMENTARY -> throw unsupported(entry);
            default -> throw entry.fault("a reference to an entry", entry.forms()[i].toString());
        });
    }

    private static long checked(Entry entry, long space, long offset) {
        if (offset < 0 || offset >= Unit.TYPES) {
            throw entry.fault("a reference to an entry", "offset 0x" + Long.toHexString(offset));
        }
        return space | offset;
    }

    /** The entry that has an attribute: this one, or what it is an instance or the definition of; the entry itself when none has it. */
    Entry withAttribute(Entry entry, int attribute) {
        Entry at = entry;
        for (int i = 0; i < MOST_ORIGINS && !at.has(attribute); i++) {
            OptionalLong next = reference(at, at.has(Attribute.ABSTRACT_ORIGIN) ? Attribute.ABSTRACT_ORIGIN : Attribute.SPECIFICATION);
            if (next.isEmpty()) {
                return entry;
            }
            at = info.entry(next.getAsLong());
        }
        return at.has(attribute) ? at : entry;
    }

    private static SectionCursor block(Entry entry, int i) {
        return new SectionCursor(entry.unit().section(), entry.values()[i], entry.values()[i] + entry.lengths()[i]);
    }

    private static long indexed(Section section, long base, long index, int size, String what) {
        if (index < 0 || index > section.length()) {
            throw section.fault(0, what, "a section of " + section.length() + " bytes");
        }
        return section.unsigned(base + index * size, size, what);
    }

    private static RuntimeException unsupported(Entry entry) {
        return entry.fault("values in this file", "one in a supplementary file (dwz), which is not supported");
    }
}
