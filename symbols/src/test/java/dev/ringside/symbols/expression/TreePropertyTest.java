package dev.ringside.symbols.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.symbols.expression.tree.Children;
import dev.ringside.symbols.expression.tree.Node;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A tree made by chance, written and parsed, is the same tree. */
class TreePropertyTest {
    private static final int TREES = Integer.getInteger("ringside.expressions", 3_000);
    private static final long SEED = Long.getLong("ringside.expressions.seed", 1);

    @Test
    void textOfATreeIsParsedToThatTree() throws ExpressionException {
        Set<Class<?>> kinds = new HashSet<>();
        for (long i = 0; i < TREES; i++) {
            var generator = new TreeGenerator(SEED * 1_000_003 + i);
            Node tree = generator.scalar((int) (i % 6));
            String text = TreeGenerator.text(tree);
            Expression expression = Expression.parse(text, TestScope.WIDE);
            assertEquals(tree, expression.root(), text);
            assertEquals(text, expression.meaning());
            collect(tree, kinds);
        }
        assertEquals(Set.of(Node.class.getPermittedSubclasses()), kinds);
    }

    private static void collect(Node node, Set<Class<?>> kinds) {
        kinds.add(node.getClass());
        Children.of(node).forEach(child -> collect(child, kinds));
    }
}
