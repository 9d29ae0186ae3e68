package dev.ringside.repl.workbench;

import dev.ringside.symbols.expression.type.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values that were printed: {@code $1}, {@code $2}, ... */
public final class ValueHistory {
    private static final int MOST = 100_000;

    private final List<Value> values = new ArrayList<>();

    /** Adds a value; returns its number, from 1. */
    public int add(Value value) {
        if (values.size() == MOST) {
            throw new CommandException("the value history is full: " + MOST + " values");
        }
        values.add(value);
        return values.size();
    }

    /** How many there are; the last one has this number. */
    public int size() {
        return values.size();
    }

    /** The value of a number. */
    public Optional<Value> get(int number) {
        return number >= 1 && number <= values.size() ? Optional.of(values.get(number - 1)) : Optional.empty();
    }
}
