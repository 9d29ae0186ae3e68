package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.vocabulary.Space;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.ToLongBiFunction;

/** The generators of the language's own tests, for the tests of what compiles it. */
public final class RandomExpressions {
    /** What lies beyond the bytes that {@link SampleGenerator} makes but may be read by its expressions. */
    private static final int MADE = 64, READ = 96;

    private RandomExpressions() {}

    /** The small guest that trees are about. */
    public static Scope scope() {
        return TestScope.WIDE;
    }

    /** A tree of any nodes. */
    public static Expression tree(long seed, int depth) {
        var generator = new TreeGenerator(seed);
        Node root = generator.scalar(depth);
        return new Expression("tree " + seed, root, generator.slots, TreeGenerator.text(root));
    }

    /**
     * A text, and what an oracle of unbounded numbers says that it comes to; null when it comes to nothing.
     *
     * @param registers what registers hold
     * @param memory what linear and physical memory holds, a map of bytes each
     */
    public record Case(String text, Map<String, Long> registers, Map<Space, Map<Long, Integer>> memory, BigInteger value) {}

    /**
     * A text over registers and a few bytes of memory.
     *
     * @param held takes what the generator wants a register to hold, and answers what the register then holds
     */
    public static Case sample(long seed, int depth, ToLongBiFunction<String, Long> held) {
        var generator = new SampleGenerator(seed);
        generator.context.registers.replaceAll(held::applyAsLong);
        for (int i = MADE; i < READ; i++) {
            generator.context.store(Space.LINEAR, 0x1000 + i, 1, seed * 31 + i * 7);
            generator.context.store(Space.PHYSICAL, 0x1000 + i, 1, seed * 17 + i * 5);
        }
        Sample sample = generator.expression(depth);
        return new Case(sample.text(), generator.context.registers, generator.context.memory, sample.value());
    }
}
