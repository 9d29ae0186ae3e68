package dev.ringside.repl.options;

import picocli.CommandLine.TypeConversionException;

/**
 * A TCP address.
 *
 * @param host name or address; empty when only a port was given
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
    /**
     * Reads {@code PORT} or {@code HOST:PORT}; an IPv6 address stands in brackets.
     *
     * @throws TypeConversionException if {@code text} is neither
     */
    public static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        int port = Numbers.decimal(text.substring(colon + 1), 1, 65_535, "a port (1 to 65535, or HOST:PORT)");
        return new Endpoint(host, port);
    }
}
