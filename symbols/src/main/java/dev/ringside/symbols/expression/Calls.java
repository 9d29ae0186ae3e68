package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.tree.Children;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.tree.Place;
import dev.ringside.symbols.expression.type.ArrayType;
import dev.ringside.symbols.expression.type.BooleanType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.vocabulary.EntryField;
import dev.ringside.symbols.expression.vocabulary.FunctionRow;
import dev.ringside.symbols.expression.vocabulary.FunctionRow.Parameter;
import dev.ringside.symbols.expression.vocabulary.WalkPart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Calls of functions, and the slots that remember values between two evaluations. */
final class Calls {
    private final Typing typing;
    private final List<Node> slots = new ArrayList<>();

    Calls(Typing typing) {
        this.typing = typing;
    }

    /** What each slot remembers. */
    List<Node> slots() {
        return List.copyOf(slots);
    }

    /** A call of any function but {@link FunctionRow#WALK}. */
    Node call(FunctionRow row, List<Node> written, int column) throws ExpressionException {
        List<Node> arguments = arguments(row, written, column);
        Place place = new Place(column);
        return switch (row) {
            case OLD -> new Node.Old(slot(row, arguments.getFirst(), column), arguments.getFirst(), place);
            case CHANGED -> new Node.Changed(slot(row, arguments.getFirst(), column), arguments.getFirst(), place);
            case STRING -> new Node.GuestText(arguments.getFirst(), place);
            case WALK -> throw new ExpressionException(Problem.WALK_PART, column, walkParts(), "nothing");
            case BIT, MSR, DEPTH, CALLER -> new Node.Call(row, arguments, row.result().orElseThrow(), place);
        };
    }

    private List<Node> arguments(FunctionRow row, List<Node> written, int column) throws ExpressionException {
        int wanted = row.parameters().size();
        if (written.size() != wanted) {
            throw new ExpressionException(Problem.ARGUMENT_COUNT, column, row.word().name() + row.word().form(), written.size());
        }
        var arguments = new ArrayList<Node>();
        for (int i = 0; i < wanted; i++) {
            arguments.add(argument(row, i, written.get(i), column));
        }
        return arguments;
    }

    private Node argument(FunctionRow row, int index, Node node, int column) throws ExpressionException {
        Parameter parameter = row.parameters().get(index);
        if (row == FunctionRow.STRING && node.type() instanceof ArrayType && Comparing.isBytes(node)) {
            return node;
        }
        boolean fits = switch (parameter) {
            case NUMBER -> node.type() instanceof IntegerType || node.type() instanceof BooleanType;
            case ADDRESS -> node.type() instanceof ArrayType || node.type().scalar() && !(node.type() instanceof BooleanType);
            case SCALAR -> node.type().scalar();
        };
        if (!fits) {
            throw new ExpressionException(Problem.ARGUMENT_TYPE, column, "a" + (parameter == Parameter.ADDRESS ? "n " : " ") + parameter.title(),
                index + 1, row.title(), node.type().name());
        }
        return typing.scalar(node, row.title(), column);
    }

    private int slot(FunctionRow row, Node operand, int column) throws ExpressionException {
        if (Children.any(operand, node -> node instanceof Node.Old || node instanceof Node.Changed)) {
            throw new ExpressionException(Problem.NESTED_OLD, column, row.title(),
                Children.any(operand, Node.Old.class::isInstance) ? "old" : "changed");
        }
        int known = slots.indexOf(operand);
        if (known < 0) {
            slots.add(operand);
        }
        return known < 0 ? slots.size() - 1 : known;
    }

    /** {@code walk(a).part}. */
    Node.Walk walk(List<Node> written, String part, int callColumn, int column) throws ExpressionException {
        Node address = arguments(FunctionRow.WALK, written, callColumn).getFirst();
        WalkPart row = WalkPart.named(part).orElseThrow(() -> new ExpressionException(Problem.WALK_PART, column, walkParts(), "'" + part + "'"));
        return new Node.Walk(address, row, 0, IntegerType.U64, new Place(callColumn));
    }

    /** {@code walk(a).part.field}. */
    Node entryField(Node.Walk entry, String field, int column) throws ExpressionException {
        if (!entry.part().entry()) {
            throw new ExpressionException(Problem.NO_MEMBERS, column, field, entry.type().name());
        }
        EntryField row = EntryField.named(field).orElseThrow(() -> new ExpressionException(Problem.ENTRY_FIELD, column,
            Arrays.stream(EntryField.values()).map(EntryField::title).collect(Collectors.joining(", ")), field));
        return new Node.Walk(entry.address(), entry.part(), row.firstBit(), new IntegerType(row.bits(), false), entry.place());
    }

    private static String walkParts() {
        return Arrays.stream(WalkPart.values()).map(WalkPart::title).collect(Collectors.joining(", "));
    }
}
