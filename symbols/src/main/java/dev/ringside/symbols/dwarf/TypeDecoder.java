package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.types.ArrayType;
import dev.ringside.symbols.types.CompositeType;
import dev.ringside.symbols.types.EnumType;
import dev.ringside.symbols.types.FloatType;
import dev.ringside.symbols.types.ForwardType;
import dev.ringside.symbols.types.FunctionType;
import dev.ringside.symbols.types.IntegerType;
import dev.ringside.symbols.types.IntegerType.Encoding;
import dev.ringside.symbols.types.Member;
import dev.ringside.symbols.types.PointerType;
import dev.ringside.symbols.types.QualifiedType;
import dev.ringside.symbols.types.QualifiedType.Qualifier;
import dev.ringside.symbols.types.Type;
import dev.ringside.symbols.types.TypeKind;
import dev.ringside.symbols.types.TypeReference;
import dev.ringside.symbols.types.TypedefType;
import dev.ringside.symbols.types.VoidType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** Turns an entry into a type. */
final class TypeDecoder {
    private static final int LARGEST_SCALAR = 64;
    private static final int MOST_DIMENSIONS = 64;
    private static final int ATE_BOOLEAN = 0x02;
    private static final int ATE_COMPLEX_FLOAT = 0x03;
    private static final int ATE_FLOAT = 0x04;
    private static final int ATE_SIGNED = 0x05;
    private static final int ATE_SIGNED_CHAR = 0x06;
    private static final int ATE_UNSIGNED_CHAR = 0x08;
    private static final int ATE_UTF = 0x10;

    private final DebugInfo info;
    private final Values values;
    private final LongFunction<TypeReference> references;

    TypeDecoder(DebugInfo info, Values values, LongFunction<TypeReference> references) {
        this.info = info;
        this.values = values;
        this.references = references;
    }

    /** The type of an entry; of an array without its first {@code dimension} dimensions. */
    Type decode(Entry entry, int dimension) {
        return switch (entry.tag()) {
            case Tag.BASE_TYPE -> base(entry);
            case Tag.POINTER_TYPE, Tag.REFERENCE_TYPE, Tag.RVALUE_REFERENCE_TYPE -> new PointerType(target(entry),
                values.small(entry, Attribute.BYTE_SIZE, entry.unit().addressSize(), LARGEST_SCALAR));
            case Tag.ARRAY_TYPE -> array(entry, dimension);
            case Tag.STRUCTURE_TYPE, Tag.CLASS_TYPE -> composite(entry, CompositeType.Kind.STRUCT, TypeKind.STRUCT);
            case Tag.UNION_TYPE -> composite(entry, CompositeType.Kind.UNION, TypeKind.UNION);
            case Tag.ENUMERATION_TYPE -> enumeration(entry);
            case Tag.TYPEDEF -> new TypedefType(values.name(entry), target(entry));
            case Tag.CONST_TYPE -> new QualifiedType(Qualifier.CONST, target(entry));
            case Tag.VOLATILE_TYPE -> new QualifiedType(Qualifier.VOLATILE, target(entry));
            case Tag.RESTRICT_TYPE -> new QualifiedType(Qualifier.RESTRICT, target(entry));
            case Tag.ATOMIC_TYPE -> new QualifiedType(Qualifier.ATOMIC, target(entry));
            case Tag.SUBROUTINE_TYPE, Tag.SUBPROGRAM -> function(entry);
            case Tag.UNSPECIFIED_TYPE -> VoidType.VOID;
            default -> throw entry.fault("a type of C", "tag 0x" + Integer.toHexString(entry.tag()));
        };
    }

    /** The type that DW_AT_type names: void when there is none. */
    TypeReference target(Entry entry) {
        OptionalLong type = values.reference(values.withAttribute(entry, Attribute.TYPE), Attribute.TYPE);
        return type.isPresent() ? references.apply(type.getAsLong()) : TypeReference.VOID;
    }

    private Type base(Entry entry) {
        int size = values.small(entry, Attribute.BYTE_SIZE, 0, LARGEST_SCALAR);
        int encoding = (int) values.number(entry, Attribute.ENCODING).orElse(0);
        String name = values.name(entry);
        return switch (encoding) {
            case ATE_FLOAT, ATE_COMPLEX_FLOAT -> new FloatType(name, size);
            case ATE_BOOLEAN -> IntegerType.of(name, size, Encoding.BOOLEAN);
            case ATE_SIGNED -> IntegerType.of(name, size, Encoding.SIGNED);
            case ATE_SIGNED_CHAR -> IntegerType.of(name, size, Encoding.SIGNED_CHARACTER);
            case ATE_UNSIGNED_CHAR, ATE_UTF -> IntegerType.of(name, size, Encoding.UNSIGNED_CHARACTER);
            default -> IntegerType.of(name, size, Encoding.UNSIGNED);
        };
    }

    private Type array(Entry entry, int dimension) {
        EntryReader reader = info.reader(entry.unit());
        List<Long> counts = new ArrayList<>();
        for (Entry child = reader.firstChild(entry); child != null && counts.size() < MOST_DIMENSIONS; child = reader.nextSibling(child)) {
            if (child.tag() == Tag.SUBRANGE_TYPE) {
                counts.add(count(child));
            }
        }
        if (counts.isEmpty()) {
            counts.add(ArrayType.UNKNOWN);
        }
        if (dimension >= counts.size()) {
            throw entry.fault("an array of more than " + dimension + " dimensions", Integer.toString(counts.size()));
        }
        return new ArrayType(dimension == counts.size() - 1 ? target(entry)
            : references.apply(DwarfTypes.dimension(entry.id(), dimension + 1)), counts.get(dimension));
    }

    private long count(Entry subrange) {
        OptionalLong count = values.number(subrange, Attribute.COUNT);
        if (count.isPresent()) {
            return count.getAsLong();
        }
        OptionalLong bound = values.number(subrange, Attribute.UPPER_BOUND);
        return bound.isPresent() ? bound.getAsLong() + 1 : ArrayType.UNKNOWN;
    }

    private Type composite(Entry entry, CompositeType.Kind kind, TypeKind forward) {
        OptionalLong definition = values.reference(entry, Attribute.SIGNATURE);
        if (definition.isPresent()) {
            return references.apply(definition.getAsLong()).type();
        }
        if (entry.flag(Attribute.DECLARATION)) {
            return new ForwardType(forward, values.name(entry));
        }
        List<Member> members = new ArrayList<>();
        EntryReader reader = info.reader(entry.unit());
        for (Entry child = reader.firstChild(entry); child != null; child = reader.nextSibling(child)) {
            if (child.tag() == Tag.MEMBER && !child.flag(Attribute.EXTERNAL)) {
                members.add(member(child));
            }
        }
        return new CompositeType(kind, values.name(entry), values.number(entry, Attribute.BYTE_SIZE).orElse(0), members);
    }

    private Member member(Entry entry) {
        int bits = values.small(entry, Attribute.BIT_SIZE, 0, 8 * LARGEST_SCALAR);
        OptionalLong bitOffset = values.number(entry, Attribute.DATA_BIT_OFFSET);
        if (bitOffset.isPresent()) {
            return new Member(values.name(entry), target(entry), bitOffset.getAsLong(), bits);
        }
        long offset = values.memberLocation(entry) * 8;
        OptionalLong fromTop = values.number(entry, Attribute.BIT_OFFSET);
        if (fromTop.isPresent()) {
            // Counted from the top of a unit that DW_AT_byte_size, or else the type, gives the size of (DWARF 3, 5.6.6).
            OptionalLong unit = values.number(entry, Attribute.BYTE_SIZE);
            long unitBytes = unit.isPresent() ? unit.getAsLong() : target(entry).type().size().orElse(0);
            offset += unitBytes * 8 - fromTop.getAsLong() - bits;
        }
        return new Member(values.name(entry), target(entry), offset, bits);
    }

    private Type enumeration(Entry entry) {
        OptionalLong definition = values.reference(entry, Attribute.SIGNATURE);
        if (definition.isPresent()) {
            return references.apply(definition.getAsLong()).type();
        }
        if (entry.flag(Attribute.DECLARATION)) {
            return new ForwardType(TypeKind.ENUM, values.name(entry));
        }
        List<EnumType.Enumerator> enumerators = new ArrayList<>();
        boolean negative = false;
        EntryReader reader = info.reader(entry.unit());
        for (Entry child = reader.firstChild(entry); child != null; child = reader.nextSibling(child)) {
            if (child.tag() == Tag.ENUMERATOR) {
                int i = child.find(Attribute.CONST_VALUE);
                long value = values.number(child, Attribute.CONST_VALUE).orElse(0);
                negative |= i >= 0 && value < 0 && child.forms()[i].meaning() != Form.Meaning.CONSTANT;
                enumerators.add(new EnumType.Enumerator(values.name(child), value));
            }
        }
        return new EnumType(values.name(entry), values.small(entry, Attribute.BYTE_SIZE, 4, 8), negative || isSigned(entry), enumerators);
    }

    private boolean isSigned(Entry enumeration) {
        OptionalLong encoding = values.number(enumeration, Attribute.ENCODING);
        if (encoding.isPresent()) {
            return encoding.getAsLong() == ATE_SIGNED || encoding.getAsLong() == ATE_SIGNED_CHAR;
        }
        return target(enumeration).type().stripped() instanceof IntegerType type && type.encoding().isSigned();
    }

    private FunctionType function(Entry entry) {
        List<FunctionType.Parameter> parameters = new ArrayList<>();
        boolean variadic = false;
        EntryReader reader = info.reader(entry.unit());
        for (Entry child = reader.firstChild(entry); child != null; child = reader.nextSibling(child)) {
            if (child.tag() == Tag.FORMAL_PARAMETER) {
                parameters.add(new FunctionType.Parameter(values.name(values.withAttribute(child, Attribute.NAME)), target(child)));
            } else if (child.tag() == Tag.UNSPECIFIED_PARAMETERS) {
                variadic = true;
            }
        }
        boolean prototyped = values.withAttribute(entry, Attribute.PROTOTYPED).flag(Attribute.PROTOTYPED);
        return new FunctionType(target(entry), parameters, variadic, prototyped || !parameters.isEmpty());
    }
}
