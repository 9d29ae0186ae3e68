package dev.ringside.symbols.types;

/**
 * A type that the source marked with an attribute, as Linux marks {@code __user}, {@code __rcu} and {@code __percpu}. It has no effect on
 * the layout.
 *
 * @param tag    the mark, such as {@code user}
 * @param target the type
 */
public record TaggedType(String tag, TypeReference target) implements Type {
    @Override
    public String name() {
        return "";
    }
}
