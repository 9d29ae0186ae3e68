package dev.ringside.repl.workbench;

import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.type.Value;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The user's own variables: {@code $name}. They hold scalars and no part of the guest. On the machine's thread. */
public final class UserVariables {
    private final SortedMap<String, Value> values = new TreeMap<>();

    /** Gives a variable a value; it has that value's type from now on. */
    public void set(String name, Value value) {
        if (!value.type().scalar()) {
            throw new CommandException("a variable holds a number or a pointer, not a " + value.type().name());
        }
        values.put(name, value);
    }

    /** The type of a variable. */
    public Optional<Type> type(String name) {
        return get(name).map(Value::type);
    }

    /** The value of a variable. */
    public Optional<Value> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** All of them, by name. */
    public SortedMap<String, Value> all() {
        return new TreeMap<>(values);
    }
}
