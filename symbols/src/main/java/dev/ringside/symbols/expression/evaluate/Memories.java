package dev.ringside.symbols.expression.evaluate;

import dev.ringside.symbols.expression.type.Value;

/** What a rule's {@code old} and {@code changed} remember: a value for each slot of its expression. Each rule has its own. */
public final class Memories {
    private final Value[] values;

    /** Nothing is remembered yet; {@code slots} is the number of {@link dev.ringside.symbols.expression.Expression#slots}. */
    public Memories(int slots) {
        values = new Value[slots];
    }

    /** What the slot remembers, or {@code now} when it is the first time. */
    Value before(int slot, Value now) {
        return values[slot] == null ? now : values[slot];
    }

    void remember(int slot, Value value) {
        values[slot] = value;
    }
}
