package dev.ringside.emulator.debug.condition;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.type.TextType;
import dev.ringside.symbols.expression.type.Type;

/**
 * Makes code of expressions: a hidden class each, which goes when nobody has it any more. What it comes to is bit for bit what
 * {@link dev.ringside.symbols.expression.evaluate.Evaluator} says over a {@link MachineContext}. A long expression becomes several methods.
 */
public final class ConditionCompiler {
    private ConditionCompiler() {}

    /**
     * A condition; it holds when the expression has a value that is a scalar other than 0.
     *
     * @param environment asked now for what the expression names
     */
    public static CompiledCondition compile(Expression expression, ConditionEnvironment environment) {
        return new ConditionClass(expression, environment, false, Outline.LONGEST).define();
    }

    /**
     * A value.
     *
     * @param environment asked now for what the expression names
     */
    public static CompiledValue compileValue(Expression expression, ConditionEnvironment environment) {
        var made = new ConditionClass(expression, environment, true, Outline.LONGEST);
        Node root = expression.root();
        TextBuffer text = root.type() instanceof TextType ? made.surroundings().text(root) : TextBuffer.of("");
        return new Coded(root.type(), made.define(), made.surroundings().answer(), text);
    }

    /** A record, so that the JIT compiler trusts its fields. */
    private record Coded(Type type, CompiledCondition code, Answer answer, TextBuffer buffer) implements CompiledValue {
        @Override
        public boolean evaluate(Cpu cpu, Moment moment) {
            return code.holds(cpu, moment);
        }

        @Override
        public long result() {
            return answer.value;
        }

        @Override
        public String text() {
            return buffer.toString();
        }
    }
}
