package dev.ringside.symbols.expression.tree;

import dev.ringside.symbols.expression.scope.EventField;
import dev.ringside.symbols.expression.type.ArrayType;
import dev.ringside.symbols.expression.type.BooleanType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.Member;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.TextType;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.type.Value;
import dev.ringside.symbols.expression.vocabulary.ContextWord;
import dev.ringside.symbols.expression.vocabulary.FunctionRow;
import dev.ringside.symbols.expression.vocabulary.RegisterRow;
import dev.ringside.symbols.expression.vocabulary.Space;
import dev.ringside.symbols.expression.vocabulary.WalkPart;
import java.util.List;

/** A node of the typed tree. {@code package-info} says what values and types are. */
public sealed interface Node {
    /** The type of its value. */
    Type type();

    /** A number that was written, or worked out of such. */
    record Literal(IntegerType type, long value) implements Node {}

    /** A text that was written, a character for each byte. */
    record TextLiteral(String text) implements Node {
        @Override
        public Type type() {
            return TextType.TEXT;
        }
    }

    /**
     * Some bits of a register.
     *
     * @param row the register or part that was named
     * @param firstBit the lowest of the bits, counted in the part that was named
     * @param type their number and sign; of a wide register that is named as a whole an opaque type
     */
    record RegisterPart(RegisterRow row, int firstBit, Type type, Place place) implements Node {}

    /** What the rule or the machine knows of itself; of {@link ContextWord#TASK} a pointer where types are known. */
    record Context(ContextWord word, Type type, Place place) implements Node {}

    /** A field of the event. */
    record Event(EventField field, Place place) implements Node {
        @Override
        public Type type() {
            return field.type();
        }
    }

    /** A variable that the user set. */
    record UserVariable(String name, Type type, Place place) implements Node {}

    /** A value of the history, which never changes. */
    record History(int number, Value value) implements Node {
        @Override
        public Type type() {
            return value.type();
        }
    }

    /** The address of a symbol: a pointer to what is known to lie there. */
    record SymbolAddress(String name, long address, PointerType type) implements Node {}

    /** What lies at an address. This, {@link Field} and {@link Element} are the nodes that have a place in memory. */
    record Memory(Type type, Space space, Node address, Place place) implements Node {}

    /** A member of a struct that lies in memory. */
    record Field(Node object, Member member, Place place) implements Node {
        @Override
        public Type type() {
            return member.type();
        }
    }

    /** An element of an array that lies in memory. */
    record Element(Node array, Node index, Place place) implements Node {
        @Override
        public Type type() {
            return ((ArrayType) array.type()).element();
        }
    }

    /** The address of what lies in linear memory and is no bit-field. */
    record AddressOf(Node object, PointerType type) implements Node {}

    /** Signs in front of one number. */
    record Unary(UnaryOperator operator, Node operand, Type type) implements Node {}

    /** Two numbers; {@code type} is s64 or u64. */
    record Arithmetic(ArithmeticOperator operator, Node left, Node right, IntegerType type, Place place) implements Node {}

    /** A pointer, {@code count} elements of {@code elementBytes} further, or back. */
    record PointerStep(Node pointer, Node count, boolean back, long elementBytes) implements Node {
        @Override
        public PointerType type() {
            return (PointerType) pointer.type();
        }
    }

    /** How many elements lie between two pointers. */
    record PointerDistance(Node left, Node right, long elementBytes) implements Node {
        @Override
        public Type type() {
            return IntegerType.S64;
        }
    }

    /** Compares two scalars. */
    record Compare(Comparison comparison, Node left, Node right, Comparison.Order order) implements Node {
        @Override
        public Type type() {
            return BooleanType.BOOLEAN;
        }
    }

    /** Compares two texts, whether they are the same. */
    record CompareText(Node left, Node right, boolean negated) implements Node {
        @Override
        public Type type() {
            return BooleanType.BOOLEAN;
        }
    }

    /** {@code &&} and, if {@code any}, {@code ||}; the right side is evaluated only when it decides. */
    record Logical(boolean any, Node left, Node right) implements Node {
        @Override
        public Type type() {
            return BooleanType.BOOLEAN;
        }
    }

    /** {@code ? :}; only one side is evaluated. */
    record Conditional(Node condition, Node then, Node otherwise, Type type) implements Node {}

    /** A scalar as another type: cut off or extended, not-0 for a truth value. */
    record Convert(Type type, Node operand) implements Node {}

    /** Some bits of a number, none of them beyond its width. */
    record Bits(Node operand, int firstBit, IntegerType type) implements Node {}

    /**
     * A C string of the guest.
     *
     * @param address a scalar: where it begins; or an array of bytes that lies in memory, which bounds it
     */
    record GuestText(Node address, Place place) implements Node {
        private static final int LONGEST = 256, LONGEST_ARRAY = 4096;

        @Override
        public Type type() {
            return TextType.TEXT;
        }

        /** How many bytes are read when none of them is 0: an array's, as far as that is sensible. */
        public int limit() {
            return address.type() instanceof ArrayType array && array.count() > 0 ? (int) Math.min(array.count(), LONGEST_ARRAY) : LONGEST;
        }
    }

    /** A call of a function that has no node of its own. */
    record Call(FunctionRow function, List<Node> arguments, Type type, Place place) implements Node {}

    /** A part of the page walk of a linear address, or some bits of it. */
    record Walk(Node address, WalkPart part, int firstBit, IntegerType type, Place place) implements Node {}

    /** The value that the slot's expression had when the rule was evaluated before. */
    record Old(int slot, Node operand, Place place) implements Node {
        @Override
        public Type type() {
            return operand.type();
        }
    }

    /** Whether the slot's expression differs from what it was when the rule was evaluated before. */
    record Changed(int slot, Node operand, Place place) implements Node {
        @Override
        public Type type() {
            return BooleanType.BOOLEAN;
        }
    }
}
