package dev.ringside.repl.workbench;

import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.type.Value;
import dev.ringside.symbols.expression.vocabulary.Space;

/**
 * What an expression reads of memory: {@code u32[0x1000]}, {@code task->flags}, a variable.
 *
 * @param physical whether the address is a physical one
 * @param address linear, the segment's base added; or physical
 * @param type what lies there
 */
public record MemoryPlace(boolean physical, long address, Type type) {
    /**
     * The place that an expression names. On the machine's thread.
     *
     * @throws CommandException when it reads no memory, or a part of a byte
     */
    public static MemoryPlace of(Argument argument, Workbench workbench) {
        Expression expression = workbench.expressions().parse(argument);
        Type type = expression.root().type();
        if (expression.root() instanceof Node.Memory memory) {
            var inner = new Expression(expression.text(), memory.address(), expression.slots(), "");
            long at = workbench.expressions().evaluate(inner, argument.column()).bits();
            Space space = memory.space();
            return new MemoryPlace(space == Space.PHYSICAL,
                space == Space.PHYSICAL || space == Space.LINEAR ? at : workbench.machine().linear(space.title(), at), type);
        }
        if (expression.root() instanceof Node.Field || expression.root() instanceof Node.Element) {
            // The two characters more in front move the column, and only that.
            Value pointer = workbench.expressions().value(new Argument("&(" + argument.text() + ")", Math.max(1, argument.column() - 2)));
            return new MemoryPlace(false, pointer.bits(), pointer.type() instanceof PointerType to ? to.target() : type);
        }
        throw argument.expected("something in memory, such as u32[0x1000] or a variable");
    }
}
