package dev.ringside.emulator.platform;

import java.util.List;

/**
 * A call that a platform knows, or a group of calls that differ in a number: the names of what goes in and comes out, as an {@link AbiCall}
 * has them. Derived from the platform's rows.
 *
 * @param kind the way the guest crosses
 * @param name the call's name; a number that it ends with is written {@code *}
 * @param arguments what the guest gives
 * @param results what it gets back
 */
public record AbiSignature(AbiCall.Kind kind, String name, List<Parameter> arguments, List<Parameter> results) {
    /**
     * An argument or a result.
     *
     * @param name as {@link AbiValue#name} has it
     * @param type how its bits are read
     */
    public record Parameter(String name, AbiValue.Type type) {}

    /** Copies the lists. */
    public AbiSignature {
        arguments = List.copyOf(arguments);
        results = List.copyOf(results);
    }
}
