package dev.ringside.repl.options;

import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/** Where the bytes of COM1 go and come from. */
public sealed interface SerialTarget {
    /** Standard input and output, which then carry nothing else. */
    record Stdio() implements SerialTarget {
    }

    /**
     * Output into a file, no input.
     *
     * @param path the file, created or replaced
     */
    record ToFile(Path path) implements SerialTarget {
    }

    /**
     * A connection that Ringside makes.
     *
     * @param address where to
     */
    record Tcp(Endpoint address) implements SerialTarget {
    }

    /** Output is dropped, no input. */
    record Nowhere() implements SerialTarget {
    }

    /**
     * Reads {@code stdio}, {@code file:F}, {@code tcp:HOST:PORT} or {@code null}.
     *
     * @throws TypeConversionException if {@code text} is none of them
     */
    static SerialTarget parse(String text) {
        if (text.equals("stdio")) {
            return new Stdio();
        }
        if (text.equals("null")) {
            return new Nowhere();
        }
        if (text.startsWith("file:") && text.length() > 5) {
            return new ToFile(Paths.parse(text.substring(5)));
        }
        if (text.startsWith("tcp:")) {
            Endpoint address = Endpoint.parse(text.substring(4));
            if (!address.host().isEmpty()) {
                return new Tcp(address);
            }
        }
        throw new TypeConversionException("'" + text + "' is not one of stdio, file:F, tcp:HOST:PORT, null");
    }
}
