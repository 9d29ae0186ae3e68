package dev.ringside.symbols.expression.evaluate;

import dev.ringside.symbols.expression.scope.EventField;
import dev.ringside.symbols.expression.vocabulary.ContextWord;
import dev.ringside.symbols.expression.vocabulary.Space;
import dev.ringside.symbols.expression.vocabulary.WalkPart;
import java.util.OptionalLong;

/**
 * Where values come from. Everything may be missing; by default everything is. Nothing here may change the guest. Values may have any upper
 * bits: they are cut off to their type.
 */
public interface EvaluationContext {
    /**
     * 64 bits of a register.
     *
     * @param register its name in the debugger's table of registers (see
     *     {@link dev.ringside.symbols.expression.vocabulary.RegisterRow#register})
     * @param word 0 for bits 0 to 63, 1 for bits 64 to 127
     */
    default OptionalLong register(String register, int word) {
        return OptionalLong.empty();
    }

    /**
     * A byte of memory, 0 to 255. The address is cut off as the space and the mode demand.
     *
     * @return nothing where nothing is mapped, or reading would have effects
     */
    default OptionalLong memoryByte(Space space, long address) {
        return OptionalLong.empty();
    }

    /** A part of the page walk of a linear address; nothing where the walk does not have it. */
    default OptionalLong walk(WalkPart part, long address) {
        return OptionalLong.empty();
    }

    /** A model-specific register; nothing when the processor has none of this number. */
    default OptionalLong msr(long number) {
        return OptionalLong.empty();
    }

    /** What the rule or the machine knows of itself. */
    default OptionalLong word(ContextWord word) {
        return OptionalLong.empty();
    }

    /** A field of the event. */
    default OptionalLong event(EventField field) {
        return OptionalLong.empty();
    }

    /** A user variable, by its name without the dollar sign. */
    default OptionalLong userVariable(String name) {
        return OptionalLong.empty();
    }

    /** How many calls deep the guest is. */
    default OptionalLong depth() {
        return OptionalLong.empty();
    }

    /** Where the current function returns to. */
    default OptionalLong caller() {
        return OptionalLong.empty();
    }
}
