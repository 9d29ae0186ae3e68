package dev.ringside.repl.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/** File names on the command line. */
final class Paths {
    private Paths() {}

    static Path parse(String text) {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException _) {
            // answered below
        }
        throw new TypeConversionException("'" + text + "' is not a file name");
    }
}
