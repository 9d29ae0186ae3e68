package dev.ringside.repl.options;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** One of a fixed set of words on the command line. */
public interface Choice {
    /** The word. */
    String label();

    /** Whether choosing it does anything yet. */
    default boolean built() {
        return true;
    }

    /**
     * The choice that {@code text} names.
     *
     * @throws TypeConversionException if it names none
     */
    static <T extends Choice> T parse(String text, T[] known) {
        return Arrays.stream(known).filter(choice -> choice.label().equals(text)).findFirst()
            .orElseThrow(() -> new TypeConversionException("'" + text + "' is not one of " + Arrays.stream(known)
                .map(Choice::label).collect(Collectors.joining(", "))));
    }
}
