package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.debug.condition.CompiledValue;
import dev.ringside.symbols.expression.Expression;

/** The rule that an action is made ready for. */
public final class Binding {
    private final Rules rules;
    private final Rule rule;

    Binding(Rules rules, Rule rule) {
        this.rules = rules;
        this.rule = rule;
    }

    /** The table of rules. */
    public Rules rules() {
        return rules;
    }

    /** The rule. */
    public Rule rule() {
        return rule;
    }

    /** The session. */
    public Session session() {
        return rules.session();
    }

    /** Makes code of an expression. What {@code old} and {@code changed} remember belongs to this rule. */
    public CompiledValue compile(Expression expression) {
        return rules.compileValue(expression);
    }

    /**
     * Makes code of an expression that has to be a scalar.
     *
     * @throws RefusedException when it is something else
     */
    public CompiledValue compileScalar(Expression expression) throws RefusedException {
        CompiledValue value = compile(expression);
        if (!value.type().scalar()) {
            throw new RefusedException("expected a number, found " + expression.text() + ", which is " + value.type().name());
        }
        return value;
    }
}
