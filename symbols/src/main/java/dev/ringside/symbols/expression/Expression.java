package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.scope.ScopeException;
import dev.ringside.symbols.expression.tree.Children;
import dev.ringside.symbols.expression.tree.Node;
import java.util.List;

/**
 * A parsed expression.
 *
 * @param text what was written
 * @param root its tree: a scalar, a text, or something in memory that stands for its address
 * @param slots what {@code old} and {@code changed} remember from one evaluation to the next: a tree of a scalar for each slot
 * @param meaning what was understood, in the language itself: everything in brackets, with types and addresses
 */
public record Expression(String text, Node root, List<Node> slots, String meaning) {
    /**
     * The meaning of a text.
     *
     * @throws ExpressionException when it has none
     */
    public static Expression parse(String text, Scope scope) throws ExpressionException {
        try {
            return parseIn(text, scope);
        } catch (ScopeException e) {
            throw new ExpressionException(Problem.UNREADABLE, 1, e.getMessage());
        }
    }

    /** A text, a character for each of its bytes, as the language writes it: in quotes, with escapes. */
    public static String quoted(String bytes) {
        return Literals.quote(bytes);
    }

    private static Expression parseIn(String text, Scope scope) throws ExpressionException {
        var binder = new Binder(scope);
        Node root = binder.bindAll(Syntax.of(Words.of(text, scope)));
        if (Children.depth(root) > Limits.DEPTH) {
            throw new ExpressionException(Problem.TOO_DEEP, 1, Limits.DEPTH);
        }
        return new Expression(text, root, binder.slots(), new Meaning(binder.names()).of(root));
    }
}
