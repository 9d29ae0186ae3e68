package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.scope.Symbol;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.tree.Place;
import dev.ringside.symbols.expression.type.ArrayType;
import dev.ringside.symbols.expression.type.CompositeType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.Member;
import dev.ringside.symbols.expression.type.OpaqueType;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.vocabulary.Space;

/** What has a place in memory: dereferences, members, elements, addresses. */
final class Places {
    private final TypeNames types;

    Places(TypeNames types) {
        this.types = types;
    }

    /** What a symbol stands for. */
    Node symbol(String name, Symbol symbol, int column) {
        return switch (symbol) {
            case Symbol.Label(long address) -> new Node.SymbolAddress(name, address, types.pointer(OpaqueType.VOID));
            case Symbol.Variable(long address, OpaqueType _) -> new Node.SymbolAddress(name, address, types.pointer(OpaqueType.VOID));
            case Symbol.Variable(long address, Type type) ->
                new Node.Memory(type, Space.LINEAR, new Node.SymbolAddress(name, address, types.pointer(type)), new Place(column));
            case Symbol.Constant(long value, IntegerType type) -> Literals.literal(value, !type.signed());
        };
    }

    /** Memory of a type at an address. */
    Node memory(Type type, Space space, Node address, int column) throws ExpressionException {
        if (type instanceof OpaqueType) {
            throw new ExpressionException(Problem.NOT_READABLE, column, type.name());
        }
        return new Node.Memory(type, space, address, new Place(column));
    }

    /** {@code *pointer}, or the first element of an array. */
    Node dereference(Node operand, int column) throws ExpressionException {
        return switch (operand.type()) {
            case ArrayType _ -> new Node.Element(operand, Literals.literal(0, false), new Place(column));
            case PointerType pointer -> memory(pointer.target(), Space.LINEAR, operand, column);
            default -> throw new ExpressionException(Problem.NO_POINTER, column, operand.type().name());
        };
    }

    /** {@code object.name}. */
    Node member(Node object, String name, int column) throws ExpressionException {
        if (object.type() instanceof PointerType) {
            throw new ExpressionException(Problem.ARROW, column, name);
        }
        if (!(object.type() instanceof CompositeType type)) {
            throw new ExpressionException(Problem.NO_MEMBERS, column, name, object.type().name());
        }
        Member member = type.member(name).orElseThrow(() -> new ExpressionException(Problem.UNKNOWN_MEMBER, column, type.name(), name));
        return new Node.Field(object, member, new Place(column));
    }

    /** {@code pointer->name}. */
    Node memberThrough(Node pointer, String name, int column) throws ExpressionException {
        Type target = switch (pointer.type()) {
            case PointerType p -> p.target();
            case ArrayType array -> array.element();
            default -> null;
        };
        if (!(target instanceof CompositeType)) {
            throw new ExpressionException(Problem.NO_POINTER_TO_STRUCT, column, name, pointer.type().name());
        }
        return member(dereference(pointer, column), name, column);
    }

    /** {@code array[index]} or {@code pointer[index]}. */
    Node element(Node base, Node index, int column) throws ExpressionException {
        return switch (base.type()) {
            case ArrayType _ -> new Node.Element(base, index, new Place(column));
            case PointerType pointer -> dereference(new Node.PointerStep(base, index, false, Typing.step(pointer)), column);
            default -> throw new ExpressionException(Problem.NO_ELEMENTS, column, base.type().name());
        };
    }

    /** {@code &object}. */
    Node addressOf(Node object, int column) throws ExpressionException {
        return switch (object) {
            case Node.SymbolAddress symbol when symbol.type().target().equals(OpaqueType.VOID) -> symbol;
            case Node.Memory memory -> {
                checkLinear(memory, column);
                PointerType type = types.pointer(memory.type());
                yield memory.address().type().equals(type) ? memory.address() : new Node.Convert(type, memory.address());
            }
            case Node.Field field when field.member().bitField() ->
                throw new ExpressionException(Problem.BIT_FIELD_ADDRESS, column, field.member().name());
            case Node.Field _, Node.Element _ -> {
                checkLinear(object, column);
                yield new Node.AddressOf(object, types.pointer(object.type()));
            }
            default -> throw new ExpressionException(Problem.NO_ADDRESS, column, object.type().name());
        };
    }

    private static void checkLinear(Node object, int column) throws ExpressionException {
        Node base = object;
        while (!(base instanceof Node.Memory)) {
            base = base instanceof Node.Field field ? field.object() : ((Node.Element) base).array();
        }
        Space space = ((Node.Memory) base).space();
        if (space != Space.LINEAR) {
            throw new ExpressionException(Problem.NOT_LINEAR, column, space.title());
        }
    }
}
