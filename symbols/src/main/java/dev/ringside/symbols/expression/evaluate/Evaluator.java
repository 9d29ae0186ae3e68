package dev.ringside.symbols.expression.evaluate;

import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.evaluate.Outcome.Known;
import dev.ringside.symbols.expression.evaluate.Outcome.Missing;
import dev.ringside.symbols.expression.evaluate.Outcome.Reason;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.tree.Place;
import dev.ringside.symbols.expression.tree.Scalars;
import dev.ringside.symbols.expression.tree.UnaryOperator;
import dev.ringside.symbols.expression.type.ArrayType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.type.Value;
import dev.ringside.symbols.expression.vocabulary.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Evaluates trees by walking them. It always ends, since a tree is finite and texts are bounded, and it throws nothing: what has no value
 * is an {@link Outcome.Missing}. Both sides of an operator are evaluated from left to right, and the first that is missing decides.
 */
public final class Evaluator {
    private final EvaluationContext context;
    private final MemoryReader memory;
    private List<Outcome> slots = List.of();
    private Memories memories = new Memories(0);

    /** An evaluator for one moment of one machine. */
    public Evaluator(EvaluationContext context) {
        this.context = context;
        memory = new MemoryReader(context);
    }

    /**
     * What an expression comes to. All slots are evaluated first, used or not; those that have a value are remembered for the next time.
     *
     * @param remembered the rule's, with a place for each slot of the expression
     */
    public Outcome evaluate(Expression expression, Memories remembered) {
        var now = new ArrayList<Outcome>();
        for (Node slot : expression.slots()) {
            now.add(evaluate(slot));
        }
        slots = now;
        memories = remembered;
        Outcome outcome = evaluate(expression.root());
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i) instanceof Known(Value value)) {
                remembered.remember(i, value);
            }
        }
        return outcome;
    }

    private Outcome evaluate(Node node) {
        return switch (node) {
            case Node.Literal n -> known(n.type(), n.value());
            case Node.TextLiteral n -> new Known(Value.of(n.text()));
            case Node.RegisterPart n -> register(n);
            case Node.Context n -> read(n.type(), context.word(n.word()), Reason.NOT_KNOWN, n.word().title(), n.place().column());
            case Node.Event n -> read(n.type(), context.event(n.field()), Reason.NO_EVENT, n.field().name(), n.place().column());
            case Node.UserVariable n -> read(n.type(), context.userVariable(n.name()), Reason.NOT_KNOWN, "$" + n.name(), n.place().column());
            case Node.History n -> new Known(n.value());
            case Node.SymbolAddress n -> known(n.type(), n.address());
            case Node.Memory n -> load(n, n.type(), 0, n.place());
            case Node.Field n -> load(n, n.type(), (int) (n.member().bitOffset() & 7), n.place());
            case Node.Element n -> load(n, n.type(), 0, n.place());
            case Node.AddressOf n -> go(address(n.object()), at -> known(n.type(), at));
            case Node.Unary n -> number(n.operand(), value -> known(n.type(), unary(n.operator(), value)));
            case Node.Arithmetic n -> arithmetic(n);
            case Node.PointerStep n -> number(n.pointer(), from -> number(n.count(), count ->
                known(n.type(), from + (n.back() ? -count : count) * n.elementBytes())));
            case Node.PointerDistance n -> number(n.left(), left -> number(n.right(), right ->
                known(n.type(), (left - right) / n.elementBytes())));
            case Node.Compare n -> number(n.left(), left -> number(n.right(), right ->
                truth(n, n.comparison().holds(n.order().compare(left, right)))));
            case Node.CompareText n -> compareText(n);
            case Node.Logical n -> number(n.left(), left -> (left != 0) == n.any() ? truth(n, n.any())
                : number(n.right(), right -> truth(n, right != 0)));
            case Node.Conditional n -> number(n.condition(), decides -> number(decides != 0 ? n.then() : n.otherwise(),
                value -> known(n.type(), value)));
            case Node.Convert n -> number(n.operand(), value -> known(n.type(), value));
            case Node.Bits n -> number(n.operand(), value -> known(n.type(), value >>> n.firstBit()));
            case Node.GuestText n -> guestText(n);
            case Node.Call n -> call(n);
            case Node.Walk n -> number(n.address(), address -> read(n.type(), shifted(context.walk(n.part(), address), n.firstBit()),
                Reason.NO_WALK, n.part().title(), n.place().column()));
            case Node.Old n -> slots.get(n.slot()) instanceof Known(Value now) ? new Known(memories.before(n.slot(), now)) : slots.get(n.slot());
            case Node.Changed n -> slots.get(n.slot()) instanceof Known(Value now)
                ? truth(n, memories.before(n.slot(), now).bits() != now.bits()) : slots.get(n.slot());
        };
    }

    private static Outcome known(Type type, long bits) {
        return new Known(Value.of(type, Scalars.canonical(type, bits)));
    }

    private static Outcome truth(Node node, boolean holds) {
        return known(node.type(), holds ? 1 : 0);
    }

    private static Outcome read(Type type, OptionalLong value, Reason reason, String detail, int column) {
        return value.isPresent() ? known(type, value.getAsLong()) : new Missing(reason, detail, column);
    }

    /** Evaluates a scalar and goes on with its value, if it has one. */
    private Outcome number(Node node, LongFunction<Outcome> next) {
        return go(evaluate(node), next);
    }

    private static Outcome go(Outcome outcome, LongFunction<Outcome> next) {
        return outcome instanceof Known(Value value) ? next.apply(value.bits()) : outcome;
    }

    /** Where something in memory begins: a number. */
    private Outcome address(Node node) {
        return switch (node) {
            case Node.Memory n -> evaluate(n.address());
            case Node.Field n -> go(address(n.object()), base -> known(IntegerType.U64, base + (n.member().bitOffset() >> 3)));
            case Node.Element n -> go(address(n.array()), base -> number(n.index(), index ->
                known(IntegerType.U64, base + index * n.type().bytes())));
            default -> throw new IllegalArgumentException("not in memory: " + node);
        };
    }

    private static Space space(Node node) {
        return switch (node) {
            case Node.Memory n -> n.space();
            case Node.Field n -> space(n.object());
            case Node.Element n -> space(n.array());
            default -> throw new IllegalArgumentException("not in memory: " + node);
        };
    }

    private Outcome load(Node node, Type type, int firstBit, Place place) {
        return go(address(node), address -> memory.load(type, space(node), address, firstBit, place.column()));
    }

    private Outcome guestText(Node.GuestText text) {
        int column = text.place().column();
        return text.address().type() instanceof ArrayType
            ? go(address(text.address()), at -> memory.text(space(text.address()), at, text.limit(), column))
            : number(text.address(), at -> memory.text(Space.LINEAR, at, text.limit(), column));
    }

    private static long unary(UnaryOperator operator, long value) {
        return switch (operator) {
            case NEGATE -> -value;
            case COMPLEMENT -> ~value;
            case NOT -> value == 0 ? 1 : 0;
        };
    }

    private Outcome arithmetic(Node.Arithmetic node) {
        return number(node.left(), left -> number(node.right(), right -> node.operator().divides() && right == 0
            ? new Missing(Reason.DIVISION_BY_ZERO, "", node.place().column()) : known(node.type(), node.operator().apply(left, right))));
    }

    private Outcome register(Node.RegisterPart part) {
        int first = part.row().firstBit() + part.firstBit();
        int bits = ((IntegerType) part.type()).bits();
        OptionalLong low = shifted(context.register(part.row().register(), first / 64), first % 64);
        if (low.isPresent() && first % 64 + bits > 64) {
            OptionalLong high = context.register(part.row().register(), first / 64 + 1);
            low = high.isPresent() ? OptionalLong.of(low.getAsLong() | high.getAsLong() << 64 - first % 64) : high;
        }
        return read(part.type(), low, Reason.NO_REGISTER, part.row().name(), part.place().column());
    }

    private static OptionalLong shifted(OptionalLong value, int bits) {
        return value.isPresent() ? OptionalLong.of(value.getAsLong() >>> bits) : value;
    }

    private Outcome call(Node.Call call) {
        int column = call.place().column();
        return switch (call.function()) {
            case BIT -> number(call.arguments().get(0), value -> number(call.arguments().get(1), bit ->
                known(call.type(), bit < 0 || bit > 63 ? 0 : value >>> bit)));
            case MSR -> number(call.arguments().getFirst(), number ->
                read(call.type(), context.msr(number), Reason.NO_REGISTER, "MSR 0x" + Long.toHexString(number), column));
            case DEPTH -> read(call.type(), context.depth(), Reason.NOT_KNOWN, call.function().title(), column);
            case CALLER -> read(call.type(), context.caller(), Reason.NOT_KNOWN, call.function().title(), column);
            case STRING, WALK, OLD, CHANGED -> throw new IllegalStateException(call.function() + " has a node of its own");
        };
    }

    private Outcome compareText(Node.CompareText node) {
        Outcome left = evaluate(node.left());
        if (!(left instanceof Known(Value a))) {
            return left;
        }
        Outcome right = evaluate(node.right());
        return right instanceof Known(Value b) ? truth(node, a.text().equals(b.text()) != node.negated()) : right;
    }
}
