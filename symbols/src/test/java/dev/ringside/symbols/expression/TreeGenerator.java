package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.scope.EventField;
import dev.ringside.symbols.expression.tree.ArithmeticOperator;
import dev.ringside.symbols.expression.tree.Comparison;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.tree.Place;
import dev.ringside.symbols.expression.tree.UnaryOperator;
import dev.ringside.symbols.expression.type.BooleanType;
import dev.ringside.symbols.expression.type.CompositeType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.OpaqueType;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.type.Value;
import dev.ringside.symbols.expression.vocabulary.ContextWord;
import dev.ringside.symbols.expression.vocabulary.EntryField;
import dev.ringside.symbols.expression.vocabulary.FunctionRow;
import dev.ringside.symbols.expression.vocabulary.Registers;
import dev.ringside.symbols.expression.vocabulary.Space;
import dev.ringside.symbols.expression.vocabulary.WalkPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes typed trees by chance, node by node and without parsing, as the rules of package {@code tree} allow them in {@link TestScope#WIDE}. */
final class TreeGenerator {
    private static final Place PLACE = new Place(1);
    private static final IntegerType S64 = IntegerType.S64;
    private static final IntegerType U64 = IntegerType.U64;

    private final Random random;
    final List<Node> slots = new ArrayList<>();
    private boolean remembering;

    TreeGenerator(long seed) {
        random = new Random(seed);
    }

    /** A tree as text. */
    String text() {
        return text(scalar(random.nextInt(5)));
    }

    static String text(Node node) {
        return new Meaning(new Binder(TestScope.WIDE).names()).of(node);
    }

    Node scalar(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> truth(depth);
            case 1 -> pointer(depth);
            default -> number(depth);
        };
    }

    /** A number that is not written. */
    private Node number(int depth) {
        if (depth == 0) {
            return leaf();
        }
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> arithmetic(number(depth - 1), number(depth - 1));
            case 3 -> new Node.Unary(UnaryOperator.NEGATE, number(depth - 1), S64);
            case 4 -> complement(number(depth - 1));
            case 5 -> convert(new IntegerType(8 << random.nextInt(4), random.nextBoolean()), scalar(depth - 1));
            case 6 -> new Node.Bits(number(depth - 1), 0, IntegerType.U1);
            case 7 -> memory(depth);
            case 8 -> field(depth);
            case 9 -> new Node.PointerDistance(taskPointer(depth - 1), taskPointer(depth - 1), 96);
            case 10 -> call(depth);
            default -> conditional(depth);
        };
    }

    private Node leaf() {
        return switch (random.nextInt(8)) {
            case 5 -> new Node.History(2, Value.of(S64, -5));
            case 0 -> new Node.Context(ContextWord.HIT, U64, PLACE);
            case 1 -> new Node.Event(new EventField("result", TestScope.S32, 1), PLACE);
            case 2 -> new Node.UserVariable("delta", TestScope.S32, PLACE);
            case 3 -> new Node.Memory(TestScope.S32, Space.LINEAR,
                new Node.SymbolAddress("balance", 0x3008, new PointerType(TestScope.S32, 8)), PLACE);
            case 4 -> new Node.RegisterPart(Registers.named("xmm3").orElseThrow(), 48, new IntegerType(16, random.nextBoolean()), PLACE);
            default -> {
                var rows = Registers.all().stream().filter(row -> !row.wide()).toList();
                var row = rows.get(random.nextInt(rows.size()));
                yield new Node.RegisterPart(row, 0, row.type(), PLACE);
            }
        };
    }

    private static boolean unsigned(Node node) {
        return node.type().equals(U64);
    }

    private Node arithmetic(Node left, Node right) {
        ArithmeticOperator operator = ArithmeticOperator.values()[random.nextInt(ArithmeticOperator.values().length)];
        return switch (operator) {
            case ADD, SUBTRACT, MULTIPLY, AND, OR, XOR ->
                new Node.Arithmetic(operator, left, right, unsigned(left) || unsigned(right) ? U64 : S64, PLACE);
            case SHIFT_LEFT -> new Node.Arithmetic(operator, left, right, unsigned(left) ? U64 : S64, PLACE);
            case SHIFT_RIGHT_SIGNED, DIVIDE_SIGNED, REMAINDER_SIGNED -> new Node.Arithmetic(operator, convert(S64, left), convert(S64, right), S64, PLACE);
            case SHIFT_RIGHT_UNSIGNED, DIVIDE_UNSIGNED, REMAINDER_UNSIGNED ->
                new Node.Arithmetic(operator, convert(U64, left), convert(U64, right), U64, PLACE);
        };
    }

    private static Node complement(Node operand) {
        return new Node.Unary(UnaryOperator.COMPLEMENT, operand, operand.type());
    }

    private static Node convert(Type type, Node operand) {
        return operand.type().equals(type) ? operand : new Node.Convert(type, operand);
    }

    private Node memory(int depth) {
        Space space = Space.values()[random.nextInt(Space.values().length)];
        return new Node.Memory(new IntegerType(8 << random.nextInt(4), random.nextBoolean()), space, convert(U64, number(depth - 1)), PLACE);
    }

    private Node field(int depth) {
        Node task = task(depth - 1);
        CompositeType type = (CompositeType) task.type();
        if (random.nextBoolean()) {
            return new Node.Element(new Node.Field(task, type.member("counts").orElseThrow(), PLACE), number(depth - 1), PLACE);
        }
        String name = List.of("pid", "state", "low", "odd", "wide", "count").get(random.nextInt(6));
        return new Node.Field(task, type.member(name).orElseThrow(), PLACE);
    }

    private Node task(int depth) {
        if (random.nextInt(4) == 0) {
            return new Node.Memory(TestScope.WIDE.task(), Space.PHYSICAL, number(depth), PLACE);
        }
        return new Node.Memory(TestScope.WIDE.task(), Space.LINEAR, taskPointer(depth), PLACE);
    }

    private Node taskPointer(int depth) {
        var type = new PointerType(TestScope.WIDE.task(), 8);
        return switch (depth <= 0 ? random.nextInt(3) : random.nextInt(6)) {
            case 0 -> new Node.Context(ContextWord.TASK, type, PLACE);
            case 1 -> new Node.UserVariable("next", type, PLACE);
            case 2 -> new Node.SymbolAddress("init_task", 0x4000, type);
            case 3 -> new Node.Convert(type, number(depth - 1));
            case 4 -> new Node.PointerStep(taskPointer(depth - 1), number(depth - 1), random.nextBoolean(), 96);
            default -> new Node.Field(task(depth - 1), TestScope.WIDE.task().member("parent").orElseThrow(), PLACE);
        };
    }

    private Node pointer(int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            Node object = new Node.Memory(TestScope.WIDE.task(), Space.LINEAR, taskPointer(depth - 1), PLACE);
            return new Node.AddressOf(new Node.Field(object, TestScope.WIDE.task().member("pid").orElseThrow(), PLACE), new PointerType(TestScope.S32, 8));
        }
        return random.nextInt(4) > 0 ? taskPointer(depth)
            : new Node.SymbolAddress("weird.name", 0x2008, new PointerType(OpaqueType.VOID, 8));
    }

    private Node truth(int depth) {
        if (depth == 0) {
            return compare(leaf(), leaf());
        }
        return switch (random.nextInt(6)) {
            case 0 -> new Node.Logical(random.nextBoolean(), scalar(depth - 1), scalar(depth - 1));
            case 1 -> new Node.Unary(UnaryOperator.NOT, scalar(depth - 1), BooleanType.BOOLEAN);
            case 2 -> new Node.CompareText(text(depth - 1), new Node.TextLiteral("in\"\\\n\u00e9"), random.nextBoolean());
            case 3 -> compare(convert(TestScope.S32, number(depth - 1)), new Node.Literal(TestScope.S32, random.nextInt(2000) - 1000));
            case 4 -> remember(depth);
            default -> compare(number(depth - 1), number(depth - 1));
        };
    }

    private Node compare(Node left, Node right) {
        boolean signedLeft = ((IntegerType) left.type()).signed();
        boolean signedRight = ((IntegerType) right.type()).signed();
        Comparison.Order order = !unsigned(left) && !unsigned(right) ? Comparison.Order.SIGNED : unsigned(left) && signedRight
            ? Comparison.Order.UNSIGNED_SIGNED : unsigned(right) && signedLeft ? Comparison.Order.SIGNED_UNSIGNED : Comparison.Order.UNSIGNED;
        return new Node.Compare(Comparison.values()[random.nextInt(6)], left, right, order);
    }

    private Node text(int depth) {
        Node task = task(depth);
        return new Node.GuestText(random.nextBoolean() ? number(depth)
            : new Node.Field(task, TestScope.WIDE.task().member(random.nextBoolean() ? "comm" : "name").orElseThrow(), PLACE), PLACE);
    }

    private Node remember(int depth) {
        if (remembering) {
            return compare(leaf(), leaf());
        }
        remembering = true;
        Node operand = number(depth - 1);
        remembering = false;
        int slot = slots.indexOf(operand);
        if (slot < 0) {
            slot = slots.size();
            slots.add(operand);
        }
        return random.nextBoolean() ? new Node.Changed(slot, operand, PLACE) : compare(new Node.Old(slot, operand, PLACE), operand);
    }

    private Node call(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> new Node.Call(FunctionRow.BIT, List.of(number(depth - 1), number(depth - 1)), IntegerType.U1, PLACE);
            case 1 -> new Node.Call(FunctionRow.DEPTH, List.of(), U64, PLACE);
            case 2 -> new Node.Walk(number(depth - 1), WalkPart.PHYSICAL, 0, U64, PLACE);
            default -> {
                EntryField field = EntryField.values()[random.nextInt(EntryField.values().length)];
                yield new Node.Walk(pointer(depth - 1), WalkPart.PDE, field.firstBit(), new IntegerType(field.bits(), false), PLACE);
            }
        };
    }

    private Node conditional(int depth) {
        Node condition = scalar(depth - 1);
        Node then = number(depth - 1);
        Node otherwise = number(depth - 1);
        Type type = then.type().equals(otherwise.type()) ? then.type() : unsigned(then) || unsigned(otherwise) ? U64 : S64;
        return new Node.Conditional(condition, then, otherwise, type);
    }
}
