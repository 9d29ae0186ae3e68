package dev.ringside.symbols.expression.tree;

import java.util.List;
import java.util.function.Predicate;

/** Walks over trees of any nodes. */
public final class Children {
    private Children() {}

    /** The nodes right below, in the order in which they are evaluated. */
    public static List<Node> of(Node node) {
        return switch (node) {
            case Node.Literal _, Node.TextLiteral _, Node.RegisterPart _, Node.Context _, Node.Event _, Node.UserVariable _, Node.History _,
                Node.SymbolAddress _ -> List.of();
            case Node.Memory n -> List.of(n.address());
            case Node.Field n -> List.of(n.object());
            case Node.Element n -> List.of(n.array(), n.index());
            case Node.AddressOf n -> List.of(n.object());
            case Node.Unary n -> List.of(n.operand());
            case Node.Arithmetic n -> List.of(n.left(), n.right());
            case Node.PointerStep n -> List.of(n.pointer(), n.count());
            case Node.PointerDistance n -> List.of(n.left(), n.right());
            case Node.Compare n -> List.of(n.left(), n.right());
            case Node.CompareText n -> List.of(n.left(), n.right());
            case Node.Logical n -> List.of(n.left(), n.right());
            case Node.Conditional n -> List.of(n.condition(), n.then(), n.otherwise());
            case Node.Convert n -> List.of(n.operand());
            case Node.Bits n -> List.of(n.operand());
            case Node.GuestText n -> List.of(n.address());
            case Node.Call n -> n.arguments();
            case Node.Walk n -> List.of(n.address());
            case Node.Old n -> List.of(n.operand());
            case Node.Changed n -> List.of(n.operand());
        };
    }

    /** How many levels the tree has. */
    public static int depth(Node node) {
        int below = 0;
        for (Node child : of(node)) {
            below = Math.max(below, depth(child));
        }
        return below + 1;
    }

    /** Whether the node or one below it is so. */
    public static boolean any(Node node, Predicate<Node> so) {
        return so.test(node) || of(node).stream().anyMatch(child -> any(child, so));
    }
}
