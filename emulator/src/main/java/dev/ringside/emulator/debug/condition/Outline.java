package dev.ringside.emulator.debug.condition;

import dev.ringside.symbols.expression.tree.Children;
import dev.ringside.symbols.expression.tree.Node;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides before anything is written: which nodes may turn out to have no value, and which become methods of their own because the method
 * that they would stand in grew too long. So an expression of any size makes methods that the JIT compiler takes.
 */
final class Outline {
    /** As many bytes of bytecode, estimated, as a method should have: HotSpot compiles none above 8000. */
    static final int LONGEST = 3000;

    private static final int LEAF = 12, READ = 44, OTHER = 16, CALL = 14;

    private final Map<Node, Integer> costs = new IdentityHashMap<>();
    private final Map<Node, Boolean> misses = new IdentityHashMap<>();
    private final Set<Node> outlined = Collections.newSetFromMap(new IdentityHashMap<>());

    private final int longest;

    /**
     * Decides for a tree and its slots.
     *
     * @param longest estimated bytes that a method may have
     */
    Outline(Node root, List<Node> slots, int longest) {
        this.longest = longest;
        slots.forEach(this::cost);
        cost(root);
    }

    /** Whether the node is a method of its own. */
    boolean apart(Node node) {
        return outlined.contains(node);
    }

    /** Estimated bytes of code of a node that is {@linkplain #cost counted}, where it stands. */
    private int counted(Node node) {
        return apart(node) ? CALL : costs.get(node);
    }

    /** Estimated bytes of the code of a whole tree. */
    int cost(Node node) {
        Integer known = costs.get(node);
        if (known != null) {
            return known;
        }
        // The operand of these is a slot, which is written elsewhere.
        List<Node> children = node instanceof Node.Old || node instanceof Node.Changed ? List.of() : Children.of(node);
        children.forEach(this::cost);
        int own = children.isEmpty() ? LEAF : reads(node) ? READ : OTHER;
        int all = own + children.stream().mapToInt(this::counted).sum();
        while (all > longest) {
            Optional<Node> heaviest = children.stream().filter(child -> separable(child) && !apart(child))
                .max(Comparator.comparingInt(costs::get));
            if (heaviest.isEmpty()) {
                break;
            }
            outlined.add(heaviest.get());
            all = own + children.stream().mapToInt(this::counted).sum();
        }
        costs.put(node, all);
        return all;
    }

    private static boolean reads(Node node) {
        return node instanceof Node.Memory || node instanceof Node.Field || node instanceof Node.Element || node instanceof Node.GuestText
            || node instanceof Node.Call || node instanceof Node.Walk;
    }

    // A text is no value that a method could hand back. What it is read from can stand apart.
    private static boolean separable(Node node) {
        return !(node instanceof Node.GuestText || node instanceof Node.TextLiteral || node instanceof Node.History);
    }

    /** Whether the node may turn out to have no value. */
    boolean mayMiss(Node node) {
        Boolean known = misses.get(node);
        if (known == null) {
            known = decide(node);
            misses.put(node, known);
        }
        return known;
    }

    private boolean decide(Node node) {
        return switch (node) {
            case Node.Literal _, Node.TextLiteral _, Node.History _, Node.SymbolAddress _ -> false;
            case Node.RegisterPart n -> RegisterEmitter.mayMiss(n);
            case Node.Context n -> switch (n.word()) {
                case HIT, COUNT, MODE, INSTRUCTIONS -> false;
                case TASK -> true;
            };
            case Node.Event _, Node.UserVariable _, Node.GuestText _, Node.Walk _, Node.Old _, Node.Changed _ -> true;
            case Node.Memory n -> n.type().scalar() || mayMiss(n.address());
            case Node.Field n -> n.type().scalar() || addressMayMiss(n);
            case Node.Element n -> n.type().scalar() || addressMayMiss(n);
            case Node.AddressOf n -> addressMayMiss(n.object());
            case Node.Arithmetic n -> n.operator().divides() && !neverZero(n.right()) || anyMayMiss(n);
            case Node.Call n -> switch (n.function()) {
                case MSR, DEPTH, CALLER -> true;
                case BIT, STRING, WALK, OLD, CHANGED -> anyMayMiss(n);
            };
            case Node.Unary _, Node.PointerStep _, Node.PointerDistance _, Node.Compare _, Node.CompareText _, Node.Logical _, Node.Conditional _,
                Node.Convert _, Node.Bits _ -> anyMayMiss(node);
        };
    }

    private boolean anyMayMiss(Node node) {
        return Children.of(node).stream().anyMatch(this::mayMiss);
    }

    private boolean addressMayMiss(Node node) {
        return switch (node) {
            case Node.Memory n -> mayMiss(n.address());
            case Node.Field n -> addressMayMiss(n.object());
            case Node.Element n -> addressMayMiss(n.array()) || mayMiss(n.index());
            default -> throw new IllegalArgumentException("not in memory: " + node);
        };
    }

    /** Whether a divisor needs no look. */
    static boolean neverZero(Node divisor) {
        return divisor instanceof Node.Literal literal && literal.value() != 0;
    }
}
