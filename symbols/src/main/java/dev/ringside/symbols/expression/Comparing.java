package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.tree.Comparison;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.tree.Place;
import dev.ringside.symbols.expression.type.ArrayType;
import dev.ringside.symbols.expression.type.BooleanType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.TextType;
import java.math.BigInteger;

/** The rules of typing for comparisons: of numbers by value, of texts by bytes; and what can only come out one way is refused. */
final class Comparing {
    private final Typing typing;

    Comparing(Typing typing) {
        this.typing = typing;
    }

    /** {@code left} compared with {@code right}. */
    Node compare(Comparison comparison, Node left, Node right, int column) throws ExpressionException {
        if (left.type() instanceof TextType || right.type() instanceof TextType) {
            return texts(comparison, left, right, column);
        }
        Node a = typing.scalar(left, comparison.sign(), column);
        Node b = typing.scalar(right, comparison.sign(), column);
        checkAddress(a, b, column);
        checkAddress(b, a, column);
        boolean written = a instanceof Node.Literal && b instanceof Node.Literal;
        if (!written && b instanceof Node.Literal literal) {
            b = adapt(comparison, a, literal, false, column);
        } else if (!written && a instanceof Node.Literal literal) {
            a = adapt(comparison, b, literal, true, column);
        }
        return new Node.Compare(comparison, a, b, order(a, b));
    }

    /** Without types of variables {@code jiffies > 5} would ask about the address. */
    private static void checkAddress(Node side, Node other, int column) throws ExpressionException {
        if (side instanceof Node.SymbolAddress symbol && other instanceof Node.Literal literal) {
            throw new ExpressionException(Problem.ADDRESS, column, literal.value(), symbol.name(), symbol.name());
        }
    }

    private static Comparison.Order order(Node a, Node b) {
        boolean left = unsigned(a);
        boolean right = unsigned(b);
        if (left == right) {
            return left ? Comparison.Order.UNSIGNED : Comparison.Order.SIGNED;
        }
        // An unsigned number of less than 64 bits, or one that was written, is the same either way.
        if (left) {
            return Typing.signed(b) ? Comparison.Order.UNSIGNED_SIGNED : Comparison.Order.UNSIGNED;
        }
        return Typing.signed(a) ? Comparison.Order.SIGNED_UNSIGNED : Comparison.Order.UNSIGNED;
    }

    private static boolean unsigned(Node node) {
        return Typing.unsigned64(node) || node.type() instanceof PointerType pointer && pointer.bytes() == 8;
    }

    /** The number that was written, as one of the other side's type. */
    private static Node.Literal adapt(Comparison comparison, Node other, Node.Literal literal, boolean literalFirst, int column)
            throws ExpressionException {
        IntegerType type = switch (other.type()) {
            case IntegerType integer -> integer;
            case PointerType pointer -> pointer.asInteger();
            case BooleanType _ -> IntegerType.U1;
            default -> throw new IllegalStateException(other.type().name());
        };
        BigInteger value = literal.type().signed() ? BigInteger.valueOf(literal.value()) : new BigInteger(Long.toUnsignedString(literal.value()));
        boolean fits = comparison.equality() ? Typing.fits(literal, type) : true;
        Boolean always = fits ? decided(comparison, value, type, literalFirst) : Boolean.valueOf(comparison == Comparison.NOT_EQUAL);
        if (always != null) {
            String shown = literalFirst ? value + " " + comparison.sign() + " x" : "x " + comparison.sign() + " " + value;
            throw new ExpressionException(Problem.ALWAYS, column, shown, always, other.type().name());
        }
        return new Node.Literal(type, type.canonical(literal.value()));
    }

    /** Whether the comparison comes out the same for the least and the greatest of the type, hence for all; null when it does not. */
    private static Boolean decided(Comparison comparison, BigInteger value, IntegerType type, boolean literalFirst) {
        if (comparison.equality()) {
            return null;
        }
        boolean least = holds(comparison, type.least(), value, literalFirst);
        boolean greatest = holds(comparison, type.greatest(), value, literalFirst);
        return least == greatest ? least : null;
    }

    private static boolean holds(Comparison comparison, BigInteger other, BigInteger literal, boolean literalFirst) {
        return comparison.holds(literalFirst ? literal.compareTo(other) : other.compareTo(literal));
    }

    private Node texts(Comparison comparison, Node left, Node right, int column) throws ExpressionException {
        Node a = text(left, column);
        Node b = text(right, column);
        if (!comparison.equality()) {
            throw new ExpressionException(Problem.TEXT_OPERATOR, column, comparison.sign());
        }
        return new Node.CompareText(a, b, comparison == Comparison.NOT_EQUAL);
    }

    private static Node text(Node node, int column) throws ExpressionException {
        if (node.type() instanceof TextType) {
            return node;
        }
        if (isBytes(node)) {
            return new Node.GuestText(node, new Place(column));
        }
        throw new ExpressionException(Problem.TEXT_EXPECTED, column, node.type().name());
    }

    /** Whether a C string may lie there. */
    static boolean isBytes(Node node) {
        return switch (node.type()) {
            case ArrayType array -> array.element() instanceof IntegerType element && element.bits() == 8;
            case PointerType pointer -> pointer.target() instanceof IntegerType element && element.bits() == 8;
            default -> false;
        };
    }
}
