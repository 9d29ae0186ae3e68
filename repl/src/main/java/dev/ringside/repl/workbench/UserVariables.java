package dev.ringside.repl.workbench;

import dev.ringside.emulator.debug.condition.UserVariable;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.type.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The user's own variables: {@code $name}. They hold scalars and no part of the guest. On the machine's thread. */
public final class UserVariables {
    private final SortedMap<String, Type> types = new TreeMap<>();
    private final Map<String, UserVariable> holders = new HashMap<>();

    /** Gives a variable a value; it has that value's type from now on. Rules that name it see the new value. */
    public void set(String name, Value value) {
        if (!value.type().scalar()) {
            throw new CommandException("expected a number or a pointer for $" + name + ", found a " + value.type().name());
        }
        types.put(name, value.type());
        holders.computeIfAbsent(name, _ -> new UserVariable()).set(value.bits());
    }

    /** The type of a variable. */
    public Optional<Type> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The value of a variable. */
    public Optional<Value> get(String name) {
        return type(name).map(type -> Value.of(type, holders.get(name).bits()));
    }

    /** Where a variable keeps its value, for conditions. */
    public Optional<UserVariable> holder(String name) {
        return Optional.ofNullable(holders.get(name));
    }

    /** All of them, by name. */
    public SortedMap<String, Value> all() {
        var all = new TreeMap<String, Value>();
        types.forEach((name, type) -> all.put(name, Value.of(type, holders.get(name).bits())));
        return all;
    }
}
