package dev.ringside.symbols.types;

import java.util.List;

/**
 * What a function takes and returns.
 *
 * @param result     type of the result
 * @param parameters in order
 * @param variadic   whether more arguments may follow
 * @param prototyped whether the parameters were declared; {@code f()} of old C is not
 */
public record FunctionType(TypeReference result, List<Parameter> parameters, boolean variadic, boolean prototyped) implements Type {
    /**
     * A parameter.
     *
     * @param name empty when the declaration has none
     * @param type its type
     */
    public record Parameter(String name, TypeReference type) {
    }

    /** Copies the list. */
    public FunctionType {
        parameters = List.copyOf(parameters);
    }

    @Override
    public String name() {
        return "";
    }
}
