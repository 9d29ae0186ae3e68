package dev.ringside.emulator.debug.rule;

import dev.ringside.symbols.expression.scope.EventField;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.scope.Symbol;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.type.Value;
import dev.ringside.symbols.expression.vocabulary.RegisterRow;
import java.util.Arrays;
import java.util.Optional;

/** What names mean in the expressions of a rule: what they mean anyway, and the fields of its events. */
record SelectorScope(Scope outer, EventFields fields) implements Scope {
    @Override
    public int pointerBytes() {
        return outer.pointerBytes();
    }

    @Override
    public Optional<RegisterRow> register(String name) {
        return outer.register(name);
    }

    @Override
    public Optional<Symbol> symbol(String name) {
        return outer.symbol(name).or(() -> actor(name));
    }

    private Optional<Symbol> actor(String name) {
        return !fields.hasAgent() ? Optional.empty() : Arrays.stream(Actor.values()).filter(actor -> actor.name().equals(name)).findFirst()
                .map(actor -> new Symbol.Constant(actor.ordinal(), IntegerType.U8));
    }

    @Override
    public Optional<Type> typedef(String name) {
        return outer.typedef(name);
    }

    @Override
    public Optional<Type> tagged(String keyword, String tag) {
        return outer.tagged(keyword, tag);
    }

    @Override
    public Optional<EventField> eventField(String name) {
        return fields.named(name).or(() -> outer.eventField(name));
    }

    @Override
    public Optional<Type> userVariable(String name) {
        return outer.userVariable(name);
    }

    @Override
    public int historySize() {
        return outer.historySize();
    }

    @Override
    public Optional<Value> history(int number) {
        return outer.history(number);
    }
}
