package dev.ringside.symbols.btf;

import dev.ringside.symbols.types.Variable;
import java.util.List;

/**
 * Variables that lie in one section (BTF_KIND_DATASEC).
 *
 * @param name      the section's name, such as {@code .data..percpu}
 * @param size      its size in bytes; 0 when the compiler did not know
 * @param variables in the order of the data
 */
public record BtfDataSection(String name, long size, List<Placed> variables) {
    /**
     * A variable in its place.
     *
     * @param variable the variable
     * @param offset   bytes from the start of the section
     * @param size     bytes it takes
     */
    public record Placed(Variable variable, long offset, long size) {
    }

    /** Copies the list. */
    public BtfDataSection {
        variables = List.copyOf(variables);
    }
}
