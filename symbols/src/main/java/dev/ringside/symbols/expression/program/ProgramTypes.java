package dev.ringside.symbols.expression.program;

import dev.ringside.symbols.expression.scope.ScopeException;
import dev.ringside.symbols.expression.scope.Symbol;
import dev.ringside.symbols.expression.type.BooleanType;
import dev.ringside.symbols.expression.type.Member;
import dev.ringside.symbols.expression.type.OpaqueType;
import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.types.ArrayType;
import dev.ringside.symbols.types.CompositeType;
import dev.ringside.symbols.types.EnumType;
import dev.ringside.symbols.types.FloatType;
import dev.ringside.symbols.types.ForwardType;
import dev.ringside.symbols.types.FunctionType;
import dev.ringside.symbols.types.IntegerType;
import dev.ringside.symbols.types.Place;
import dev.ringside.symbols.types.PointerType;
import dev.ringside.symbols.types.QualifiedType;
import dev.ringside.symbols.types.TaggedType;
import dev.ringside.symbols.types.Type;
import dev.ringside.symbols.types.TypeLibrary;
import dev.ringside.symbols.types.TypeReference;
import dev.ringside.symbols.types.TypedefType;
import dev.ringside.symbols.types.VoidType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Types of a library as types of expressions. Structs are looked into only when a member is asked for. */
public final class ProgramTypes {
    /** Pointers to pointers and arrays of arrays; what goes on longer goes round in a circle. */
    private static final int DEEPEST = 16;

    private final TypeLibrary library;

    /** An adapter of a library; structs of two adapters are never the same type. */
    public ProgramTypes(TypeLibrary library) {
        this.library = library;
    }

    /** What {@code question} finds, or the one exception that the language expects where it is damaged. */
    public static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (SectionException e) {
            throw new ScopeException(e.getMessage());
        }
    }

    /** A type; may find the library damaged ({@link SectionException}). */
    public dev.ringside.symbols.expression.type.Type of(TypeReference reference) {
        return of(reference, 0);
    }

    /** What a name of an enum's value stands for. */
    public Optional<Symbol> enumerator(String name) {
        return ask(() -> library.enumerator(name)).flatMap(found ->
            of(found.type()) instanceof dev.ringside.symbols.expression.type.IntegerType type
                ? Optional.of(new Symbol.Constant(type.canonical(found.value()), type)) : Optional.empty());
    }

    private dev.ringside.symbols.expression.type.Type of(TypeReference reference, int depth) {
        if (depth > DEEPEST) {
            return OpaqueType.VOID;
        }
        Type type = library.complete(reference.type().stripped()).stripped();
        return switch (type) {
            case IntegerType t -> integer(t);
            case EnumType t -> number(t.name(), t.byteSize() * 8, t.signed());
            case PointerType t when t.byteSize() == 4 || t.byteSize() == 8 ->
                new dev.ringside.symbols.expression.type.PointerType(of(t.target(), depth + 1), t.byteSize());
            case PointerType t -> new OpaqueType("pointer", t.byteSize());
            case ArrayType t -> new dev.ringside.symbols.expression.type.ArrayType(of(t.element(), depth + 1), Math.max(0, t.count()));
            case CompositeType t -> new Composite(this, t);
            case FloatType t -> new OpaqueType(t.name(), t.byteSize());
            case ForwardType t -> new OpaqueType(t.keyword().keyword() + " " + t.name(), 0);
            case FunctionType _ -> new OpaqueType("function", 0);
            case VoidType _ -> OpaqueType.VOID;
            case TypedefType _, QualifiedType _, TaggedType _ -> throw new IllegalStateException("stripped of " + type.name());
        };
    }

    private static dev.ringside.symbols.expression.type.Type integer(IntegerType type) {
        return type.encoding() == IntegerType.Encoding.BOOLEAN && type.byteSize() == 1 ? BooleanType.BOOLEAN
            : number(type.name(), type.bits(), type.encoding().isSigned());
    }

    private static dev.ringside.symbols.expression.type.Type number(String name, int bits, boolean signed) {
        return bits < 1 || bits > 64 ? new OpaqueType(name, Math.max(0, bits / 8))
            : new dev.ringside.symbols.expression.type.IntegerType(bits, signed);
    }

    private Member member(String name, Place place) {
        var type = of(place.type());
        if (place.bitFieldSize() == 0) {
            return new Member(name, type, place.bitOffset());
        }
        boolean signed = type instanceof dev.ringside.symbols.expression.type.IntegerType integer && integer.signed();
        return new Member(name, number(name, place.bitFieldSize(), signed), place.bitOffset());
    }

    /** A struct or union of the library. Two of one name and size are the same, whichever file of the program declares them. */
    private record Composite(ProgramTypes owner, CompositeType type) implements dev.ringside.symbols.expression.type.CompositeType {
        @Override
        public String name() {
            return type.kind().keyword() + " " + (type.name().isEmpty() ? "{...}" : type.name());
        }

        @Override
        public long bytes() {
            return type.byteSize();
        }

        @Override
        public Optional<Member> member(String name) {
            return ask(() -> type.find(name).map(place -> owner.member(name, place)));
        }

        @Override
        public List<Member> members() {
            return ask(() -> type.members().stream().map(member -> owner.member(member.name(),
                new Place(member.type(), member.bitOffset(), member.bitFieldSize()))).toList());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Composite that && owner == that.owner
                && (type.name().isEmpty() ? type.equals(that.type) : name().equals(that.name()) && bytes() == that.bytes());
        }

        @Override
        public int hashCode() {
            return name().hashCode();
        }
    }
}
