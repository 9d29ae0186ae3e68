package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.symbols.expression.Expression;
import java.util.function.Consumer;

/**
 * What a rule does. Front ends may add their own; the usual ones are made here. An action is a value: {@link #bind} makes the working part
 * for one rule.
 */
public interface RuleAction {
    /** When an action may be done. */
    enum When {
        /** Where the event happens, in the middle of the guest's code: it only looks, and returns quickly. */
        INSIDE,
        /** When the engine has stopped: it may do whatever a front end may. It and the actions behind it wait until then. */
        STOPPED
    }

    /** When it may be done. */
    When when();

    /** As rules are listed. */
    String text();

    /**
     * Makes the working part for a rule. On the machine's thread.
     *
     * @throws RefusedException when the rule cannot do this; one line says why
     */
    Performer bind(Binding binding) throws RefusedException;

    /** The working part of an action. */
    @FunctionalInterface
    interface Performer {
        /**
         * Does it. On the machine's thread.
         *
         * @throws RefusedException when it cannot be done now; the guest stops and a front end says why. Only of one done
         *     {@link When#STOPPED}.
         */
        void perform(Happening happening) throws RefusedException;
    }

    /** Lets the guest stop; the other actions are done all the same. */
    RuleAction STOP = new RuleAction() {
        @Override
        public When when() {
            return When.INSIDE;
        }

        @Override
        public String text() {
            return "stop";
        }

        @Override
        public Performer bind(Binding binding) {
            return happening -> { };
        }
    };

    /** Hands a line to whoever hears of {@linkplain Rules#onLog logs}. */
    static RuleAction log(Template template) {
        return Actions.inside("log \"" + template.text() + "\"", binding -> template.bind(binding));
    }

    /** Counts the values that an expression, a scalar, has: {@link Rule#histogram}. */
    static RuleAction count(Expression expression) {
        return Actions.inside("count " + expression.text(), binding -> Actions.count(binding, expression));
    }

    /** Records the event in the trace; an ABI call as the call that it is. */
    static RuleAction record() {
        return Actions.inside("record", Actions::record);
    }

    /** Enables or disables the rule of this number; nothing happens when there is none. */
    static RuleAction enable(int rule, boolean enabled) {
        return Actions.inside((enabled ? "enable " : "disable ") + rule, binding -> happening -> binding.rules().enable(rule, enabled));
    }

    /** Saves the machine under a name; in the name {@code {expr}} stands for values. A name that is taken gets the new state. */
    static RuleAction snapshot(Template name) {
        return Actions.stopped("snapshot " + name.text(), binding -> Actions.snapshot(binding, name));
    }

    /** Writes a register or a part of one, by any name that expressions have for it, as a user at a prompt would. */
    static RuleAction setRegister(String register, Expression value) {
        return Actions.stopped("set $" + register + " = " + value.text(), binding -> Actions.setRegister(binding, register, value));
    }

    /** Writes {@code size} (1, 2, 4, 8) bytes of memory at an address. */
    static RuleAction setMemory(Selector.Space space, Expression address, int size, Expression value) {
        String at = "u" + size * 8 + "[" + (space == Selector.Space.PHYSICAL ? "phys:" : "") + address.text() + "]";
        return Actions.stopped("set " + at + " = " + value.text(), binding -> Actions.setMemory(binding, space, address, size, value));
    }

    /**
     * Keeps the platform from answering an ABI call, which the guest sees return {@code result}: of CPUID in EAX, of a read MSR or hypercall
     * as its value; a written MSR is not written. Only in rules on the entry of ABI calls.
     */
    static RuleAction skip(Expression result) {
        return Actions.inside("skip with " + result.text(), binding -> Actions.skip(binding, result));
    }

    /**
     * Calls a function of a front end, such as a script's. It may change the guest through the session. It is called when the engine has
     * stopped, and must come back.
     *
     * @param text what rules are listed with
     */
    static RuleAction call(String text, Consumer<RuleHit> function) {
        return Actions.stopped(text, binding -> happening -> function.accept(happening.hit()));
    }

    /** Whether the rule stops the guest for good. */
    default boolean stops() {
        return this == STOP;
    }
}
