package dev.ringside.emulator.platform;

import java.util.List;

/**
 * A call that a platform knows, for those who look.
 *
 * @param name the name that the platform's header or manual gives it
 * @param number what the guest calls it by
 * @param meaning what it does, in words
 * @param parameters its arguments
 * @param feature the feature that offers it; empty when it is always there
 * @param offered whether the guest may use it on this machine
 * @param source where it is described
 */
public record CallRow(String name, long number, String meaning, List<Parameter> parameters, String feature, boolean offered, String source) {
    /**
     * An argument.
     *
     * @param name what the source calls it
     * @param type how its bits are to be read
     * @param register where the guest puts it, in 64-bit code
     */
    public record Parameter(String name, AbiValue.Type type, String register) {}

    /** Copies the parameters. */
    public CallRow {
        parameters = List.copyOf(parameters);
    }
}
