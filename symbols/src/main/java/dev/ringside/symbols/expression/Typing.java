package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.tree.ArithmeticOperator;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.tree.Place;
import dev.ringside.symbols.expression.tree.Scalars;
import dev.ringside.symbols.expression.tree.UnaryOperator;
import dev.ringside.symbols.expression.type.ArrayType;
import dev.ringside.symbols.expression.type.BooleanType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.Type;

/** The rules of typing for arithmetic, as package {@code tree} states them. Every method takes the column that errors point at. */
final class Typing {
    private final Places places;

    Typing(Places places) {
        this.places = places;
    }

    /** A value of 64 bits: itself, or the address of an array's first element. */
    Node scalar(Node node, String sign, int column) throws ExpressionException {
        if (node.type() instanceof ArrayType) {
            return places.addressOf(new Node.Element(node, Literals.literal(0, false), new Place(column)), column);
        }
        if (!node.type().scalar()) {
            throw new ExpressionException(Problem.SCALAR_EXPECTED, column, sign, node.type().name());
        }
        return node;
    }

    /** A number: itself, a truth value as 0 or 1, a pointer as its address. */
    Node number(Node node, String sign, int column) throws ExpressionException {
        return switch (node.type()) {
            case IntegerType _, BooleanType _ -> node;
            case PointerType pointer -> new Node.Convert(pointer.asInteger(), node);
            default -> throw new ExpressionException(Problem.NUMBER_EXPECTED, column, sign, node.type().name());
        };
    }

    /** {@code -}, {@code +}, {@code ~}, {@code !}. */
    Node unary(String sign, Node written, int column) throws ExpressionException {
        if (sign.equals("!")) {
            return new Node.Unary(UnaryOperator.NOT, scalar(written, sign, column), BooleanType.BOOLEAN);
        }
        Node operand = number(written, sign, column);
        if (sign.equals("+")) {
            return operand;
        }
        if (sign.equals("-")) {
            return operand instanceof Node.Literal literal ? Literals.literal(-literal.value(), false)
                : new Node.Unary(UnaryOperator.NEGATE, operand, IntegerType.S64);
        }
        if (operand instanceof Node.Literal literal) {
            return Literals.literal(~literal.value(), unsigned64(literal));
        }
        if (!(operand.type() instanceof IntegerType type)) {
            throw new ExpressionException(Problem.NUMBER_EXPECTED, column, sign, operand.type().name());
        }
        return new Node.Unary(UnaryOperator.COMPLEMENT, operand, type);
    }

    /** Operators on two numbers, and what they do to pointers. */
    Node arithmetic(String sign, Node writtenLeft, Node writtenRight, int column) throws ExpressionException {
        Node left = writtenLeft;
        Node right = writtenRight;
        if (sign.equals("+") || sign.equals("-")) {
            left = scalar(left, sign, column);
            right = scalar(right, sign, column);
            if (left.type() instanceof PointerType || right.type() instanceof PointerType) {
                return pointers(sign, left, right, column);
            }
        }
        left = number(left, sign, column);
        right = number(right, sign, column);
        boolean shift = sign.equals("<<") || sign.equals(">>");
        boolean unsigned = unsigned64(left) || !shift && unsigned64(right);
        ArithmeticOperator operator = operator(sign, unsigned);
        if (operator.divides() && unsigned && (signed(left) || signed(right))) {
            throw new ExpressionException(Problem.MIXED_DIVISION, column, sign, left.type().name(), right.type().name());
        }
        if (left instanceof Node.Literal a && right instanceof Node.Literal b && !(operator.divides() && b.value() == 0)) {
            return Literals.literal(operator.apply(a.value(), b.value()), unsigned);
        }
        return new Node.Arithmetic(operator, left, right, unsigned ? IntegerType.U64 : IntegerType.S64, new Place(column));
    }

    private static ArithmeticOperator operator(String sign, boolean unsigned) {
        return switch (sign) {
            case "+" -> ArithmeticOperator.ADD;
            case "-" -> ArithmeticOperator.SUBTRACT;
            case "*" -> ArithmeticOperator.MULTIPLY;
            case "/" -> unsigned ? ArithmeticOperator.DIVIDE_UNSIGNED : ArithmeticOperator.DIVIDE_SIGNED;
            case "%" -> unsigned ? ArithmeticOperator.REMAINDER_UNSIGNED : ArithmeticOperator.REMAINDER_SIGNED;
            case "&" -> ArithmeticOperator.AND;
            case "|" -> ArithmeticOperator.OR;
            case "^" -> ArithmeticOperator.XOR;
            case "<<" -> ArithmeticOperator.SHIFT_LEFT;
            case ">>" -> unsigned ? ArithmeticOperator.SHIFT_RIGHT_UNSIGNED : ArithmeticOperator.SHIFT_RIGHT_SIGNED;
            default -> throw new IllegalArgumentException(sign);
        };
    }

    private Node pointers(String sign, Node left, Node right, int column) throws ExpressionException {
        boolean back = sign.equals("-");
        if (left.type() instanceof PointerType pointer && !(right.type() instanceof PointerType)) {
            return new Node.PointerStep(left, right, back, step(pointer));
        }
        if (!back && right.type() instanceof PointerType pointer && !(left.type() instanceof PointerType)) {
            return new Node.PointerStep(right, left, false, step(pointer));
        }
        if (back && left.type() instanceof PointerType from && right.type() instanceof PointerType) {
            if (!left.type().equals(right.type())) {
                throw new ExpressionException(Problem.POINTER_DISTANCE, column, left.type().name(), right.type().name());
            }
            return new Node.PointerDistance(left, right, step(from));
        }
        throw new ExpressionException(Problem.POINTER_ARITHMETIC, column, sign, left.type().name(), right.type().name());
    }

    /** How many bytes the next element is away; one where elements have no size. */
    static long step(PointerType pointer) {
        return Math.max(1, pointer.target().bytes());
    }

    /** A scalar as another type. */
    Node cast(Type type, Node written, int column) throws ExpressionException {
        boolean possible = type.scalar() && (written.type().scalar() || written.type() instanceof ArrayType);
        if (!possible) {
            throw new ExpressionException(Problem.CAST, column, written.type().name(), type.name());
        }
        Node operand = scalar(written, "(" + type.name() + ")", column);
        return type.equals(operand.type()) ? operand : new Node.Convert(type, operand);
    }

    /** {@code ? :}. */
    Node conditional(Node condition, Node then, Node otherwise, int column) throws ExpressionException {
        Node decides = scalar(condition, "?", column);
        Node left = scalar(then, "?", column);
        Node right = scalar(otherwise, ":", column);
        Type type = common(left, right);
        if (type == null) {
            throw new ExpressionException(Problem.BRANCHES, column, left.type().name(), right.type().name());
        }
        return new Node.Conditional(decides, left, right, type);
    }

    private static Type common(Node left, Node right) {
        if (left.type().equals(right.type())) {
            return left.type();
        }
        if (left.type() instanceof PointerType) {
            return isZero(right) ? left.type() : null;
        }
        if (right.type() instanceof PointerType) {
            return isZero(left) ? right.type() : null;
        }
        return unsigned64(left) || unsigned64(right) ? IntegerType.U64 : IntegerType.S64;
    }

    private static boolean isZero(Node node) {
        return node instanceof Node.Literal literal && literal.value() == 0;
    }

    /** Some bits of a number. */
    Node bits(Node written, int first, int last, int column) throws ExpressionException {
        Node operand = number(written, "{}", column);
        int width = operand.type() instanceof IntegerType type ? type.bits() : 1;
        checkRange(first, last, width, column);
        return new Node.Bits(operand, first, new IntegerType(last - first + 1, false));
    }

    static void checkRange(int first, int last, int width, int column) throws ExpressionException {
        if (first > last || last >= width || last - first >= 64) {
            String found = first == last ? number(first) : number(first) + ".." + number(last);
            throw new ExpressionException(Problem.BIT_RANGE, column, width - 1, found);
        }
    }

    private static String number(int index) {
        return index == Integer.MAX_VALUE ? "more" : String.valueOf(index);
    }

    /** Whether it makes the result of arithmetic unsigned. */
    static boolean unsigned64(Node node) {
        return node.type().equals(IntegerType.U64);
    }

    /** Whether it may be below 0, as far as its type says; a number that was written is what it is. */
    static boolean signed(Node node) {
        return node instanceof Node.Literal literal ? literal.type().signed() && literal.value() < 0
            : node.type() instanceof IntegerType type && type.signed();
    }

    /** Whether {@code literal} keeps its bits in {@code type}. */
    static boolean fits(Node.Literal literal, IntegerType type) {
        return type.canonical(literal.value()) == literal.value() || Scalars.canonical(new IntegerType(type.bits(), !type.signed()),
            literal.value()) == literal.value() && !(type.bits() < 64 && literal.type().equals(IntegerType.U64));
    }
}
