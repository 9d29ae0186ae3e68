package dev.ringside.symbols.expression.scope;

import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.type.Value;
import dev.ringside.symbols.expression.vocabulary.RegisterRow;
import dev.ringside.symbols.expression.vocabulary.Registers;
import java.util.Optional;

/**
 * What names mean where an expression is written. Asked while it is parsed and never later. A front end overrides what it has;
 * by default there is nothing but the registers.
 */
public interface Scope {
    /** A scope without symbols, in a 64-bit guest. */
    Scope EMPTY = new Scope() {};

    /** Width of the guest's pointers and of its {@code long}: 4 or 8. */
    default int pointerBytes() {
        return 8;
    }

    /** The register called {@code name}, in small letters. */
    default Optional<RegisterRow> register(String name) {
        return Registers.named(name);
    }

    /** What the guest's own name {@code name} means. */
    default Optional<Symbol> symbol(String name) {
        return Optional.empty();
    }

    /** The type that a typedef gave this name, typedefs resolved. */
    default Optional<Type> typedef(String name) {
        return Optional.empty();
    }

    /**
     * The type with this tag.
     *
     * @param keyword {@code struct}, {@code union} or {@code enum}; an enum is a number
     */
    default Optional<Type> tagged(String keyword, String tag) {
        return Optional.empty();
    }

    /** A field of the event that the rule waits for, points included: {@code arg.pte}, {@code result}. */
    default Optional<EventField> eventField(String name) {
        return Optional.empty();
    }

    /** The type of the user variable {@code $name}; a scalar. */
    default Optional<Type> userVariable(String name) {
        return Optional.empty();
    }

    /** How many values the history has; the last one has this number. */
    default int historySize() {
        return 0;
    }

    /** A value of the history: a scalar or a text; numbers begin with 1. */
    default Optional<Value> history(int number) {
        return Optional.empty();
    }
}
