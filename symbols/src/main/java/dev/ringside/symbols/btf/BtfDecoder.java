package dev.ringside.symbols.btf;

import dev.ringside.symbols.types.ArrayType;
import dev.ringside.symbols.types.CompositeType;
import dev.ringside.symbols.types.EnumType;
import dev.ringside.symbols.types.FloatType;
import dev.ringside.symbols.types.ForwardType;
import dev.ringside.symbols.types.FunctionType;
import dev.ringside.symbols.types.IntegerType;
import dev.ringside.symbols.types.Member;
import dev.ringside.symbols.types.PointerType;
import dev.ringside.symbols.types.QualifiedType;
import dev.ringside.symbols.types.QualifiedType.Qualifier;
import dev.ringside.symbols.types.TaggedType;
import dev.ringside.symbols.types.Type;
import dev.ringside.symbols.types.TypeKind;
import dev.ringside.symbols.types.TypeReference;
import dev.ringside.symbols.types.TypedefType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Turns an entry into a type. */
final class BtfDecoder {
    /** Bytes of a value of an enum of at most 32 bits, and of one of 64 (struct btf_enum, struct btf_enum64). */
    static final int ENUMERATOR = 8, ENUMERATOR_64 = 12;

    private static final int LARGEST_SCALAR = 32;
    private static final int ENCODING_SIGNED = 1;
    private static final int ENCODING_CHAR = 2;
    private static final int ENCODING_BOOL = 4;
    private static final int BIT_OFFSET_MASK = 0xFF_FFFF;

    private final LongFunction<TypeReference> references;
    private final int pointerSize;

    /** A decoder that makes references with {@code references} and gives pointers {@code pointerSize} bytes. */
    BtfDecoder(LongFunction<TypeReference> references, int pointerSize) {
        this.references = references;
        this.pointerSize = pointerSize;
    }

    int pointerSize() {
        return pointerSize;
    }

    Type decode(BtfEntry entry) {
        return switch (entry.kind()) {
            case INT -> integer(entry);
            case PTR -> new PointerType(target(entry), pointerSize);
            case ARRAY -> new ArrayType(references.apply(entry.u32(0)), entry.u32(8));
            case STRUCT -> composite(entry, CompositeType.Kind.STRUCT);
            case UNION -> composite(entry, CompositeType.Kind.UNION);
            case ENUM -> enumeration(entry, ENUMERATOR);
            case ENUM64 -> enumeration(entry, ENUMERATOR_64);
            case FWD -> new ForwardType(entry.kindFlag() ? TypeKind.UNION : TypeKind.STRUCT, entry.name());
            case TYPEDEF -> new TypedefType(entry.name(), target(entry));
            case VOLATILE -> new QualifiedType(Qualifier.VOLATILE, target(entry));
            case CONST -> new QualifiedType(Qualifier.CONST, target(entry));
            case RESTRICT -> new QualifiedType(Qualifier.RESTRICT, target(entry));
            case TYPE_TAG -> new TaggedType(entry.name(), target(entry));
            case FUNC_PROTO -> prototype(entry);
            case FLOAT -> new FloatType(entry.name(), entry.scalarSize(LARGEST_SCALAR));
            case FUNC, VAR, DATASEC, DECL_TAG, VOID -> throw entry.fault("a type", entry.kind().toString());
        };
    }

    private TypeReference target(BtfEntry entry) {
        return references.apply(entry.sizeOrType());
    }

    private static IntegerType integer(BtfEntry entry) {
        long data = entry.u32(0);
        int size = entry.scalarSize(LARGEST_SCALAR);
        int bits = (int) data & 0xFF;
        int encoding = (int) (data >>> 24) & 0xF;
        if (bits == 0 || bits > size * 8) {
            throw entry.fault("an integer of 1 to " + size * 8 + " bits", bits + " bits");
        }
        boolean signed = (encoding & ENCODING_SIGNED) != 0;
        boolean character = (encoding & ENCODING_CHAR) != 0 || size == 1 && entry.name().endsWith("char");
        return new IntegerType(entry.name(), size, bits, (encoding & ENCODING_BOOL) != 0 ? IntegerType.Encoding.BOOLEAN
            : character ? signed ? IntegerType.Encoding.SIGNED_CHARACTER : IntegerType.Encoding.UNSIGNED_CHARACTER
            : signed ? IntegerType.Encoding.SIGNED : IntegerType.Encoding.UNSIGNED);
    }

    private CompositeType composite(BtfEntry entry, CompositeType.Kind kind) {
        List<Member> members = new ArrayList<>(entry.vlen());
        for (int i = 0; i < entry.vlen(); i++) {
            long type = entry.u32(12 * i + 4);
            long offset = entry.u32(12 * i + 8);
            String name = entry.string(12 * i);
            if (entry.kindFlag()) {
                members.add(new Member(name, references.apply(type), offset & BIT_OFFSET_MASK, (int) (offset >>> 24)));
            } else {
                members.add(plainMember(entry, name, type, offset));
            }
        }
        return new CompositeType(kind, entry.name(), entry.sizeOrType(), members);
    }

    /** Without the flag a bit field shows in its integer, which has fewer bits than its bytes hold, and may begin inside them. */
    private Member plainMember(BtfEntry entry, String name, long type, long offset) {
        if (type != 0 && entry.data().entry(type) instanceof BtfEntry target && target.kind() == BtfKind.INT) {
            long data = target.u32(0);
            int bits = (int) data & 0xFF;
            int inside = (int) (data >>> 16) & 0xFF;
            if (inside != 0 || bits != target.sizeOrType() * 8) {
                return new Member(name, references.apply(type), offset + inside, bits);
            }
        }
        return new Member(name, references.apply(type), offset, 0);
    }

    private static EnumType enumeration(BtfEntry entry, int each) {
        List<EnumType.Enumerator> enumerators = new ArrayList<>(entry.vlen());
        for (int i = 0; i < entry.vlen(); i++) {
            long low = entry.u32(each * i + 4);
            long value = each == ENUMERATOR_64 ? low | entry.u32(each * i + 8) << 32 : entry.kindFlag() ? (int) low : low;
            enumerators.add(new EnumType.Enumerator(entry.string(each * i), value));
        }
        return new EnumType(entry.name(), entry.scalarSize(8), entry.kindFlag(), enumerators);
    }

    private FunctionType prototype(BtfEntry entry) {
        List<FunctionType.Parameter> parameters = new ArrayList<>(entry.vlen());
        boolean variadic = false;
        for (int i = 0; i < entry.vlen(); i++) {
            long type = entry.u32(8 * i + 4);
            if (i == entry.vlen() - 1 && type == 0 && entry.u32(8 * i) == 0) {
                variadic = true;
            } else {
                parameters.add(new FunctionType.Parameter(entry.string(8 * i), references.apply(type)));
            }
        }
        return new FunctionType(target(entry), parameters, variadic, true);
    }
}
