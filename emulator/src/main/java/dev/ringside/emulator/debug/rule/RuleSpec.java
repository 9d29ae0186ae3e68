package dev.ringside.emulator.debug.rule;

import dev.ringside.symbols.expression.Expression;
import java.util.List;
import java.util.Optional;

/**
 * What a rule is: a value. Make its expressions with the {@linkplain Rules#scope scope of its selector}.
 *
 * @param name what a user calls it; may be empty
 * @param selector which events
 * @param scope where they must happen
 * @param condition what must hold; its {@link Expression#meaning} says how it was understood
 * @param actions what is done then, in this order
 * @param ignore how often nothing is done although the condition holds, before something is
 * @param lifetime how long it lasts
 */
public record RuleSpec(String name, Selector selector, RuleScope scope, Optional<Expression> condition, List<RuleAction> actions, long ignore,
        Lifetime lifetime) {
    /** How long a rule lasts. */
    public enum Lifetime {
        /** Until somebody removes it. */
        LASTING(""),
        /** Disabled when it has acted once. */
        ONE_SHOT("one-shot"),
        /** Removed when it has acted once. */
        TEMPORARY("temporary");

        private final String label;

        Lifetime(String label) {
            this.label = label;
        }

        /** The word for it; empty for a lasting one. */
        public String label() {
            return label;
        }
    }

    /** Copies the actions. */
    public RuleSpec {
        actions = List.copyOf(actions);
    }

    /** A lasting rule that acts every time, anywhere. */
    public static RuleSpec of(Selector selector, RuleAction... actions) {
        return new RuleSpec("", selector, RuleScope.ANYWHERE, Optional.empty(), List.of(actions), 0, Lifetime.LASTING);
    }

    /** A breakpoint: stops every time. */
    public static RuleSpec stop(Selector selector) {
        return of(selector, RuleAction.STOP);
    }

    /** The same under a name. */
    public RuleSpec named(String newName) {
        return new RuleSpec(newName, selector, scope, condition, actions, ignore, lifetime);
    }

    /** The same somewhere. */
    public RuleSpec in(RuleScope newScope) {
        return new RuleSpec(name, selector, newScope, condition, actions, ignore, lifetime);
    }

    /** The same under a condition. */
    public RuleSpec when(Expression newCondition) {
        return new RuleSpec(name, selector, scope, Optional.of(newCondition), actions, ignore, lifetime);
    }

    /** The same under no condition. */
    public RuleSpec always() {
        return new RuleSpec(name, selector, scope, Optional.empty(), actions, ignore, lifetime);
    }

    /** The same with other actions. */
    public RuleSpec doing(List<RuleAction> newActions) {
        return new RuleSpec(name, selector, scope, condition, newActions, ignore, lifetime);
    }

    /** The same, but nothing is done the first {@code times} times. */
    public RuleSpec ignoring(long times) {
        return new RuleSpec(name, selector, scope, condition, actions, times, lifetime);
    }

    /** The same for another time. */
    public RuleSpec lasting(Lifetime newLifetime) {
        return new RuleSpec(name, selector, scope, condition, actions, ignore, newLifetime);
    }
}
