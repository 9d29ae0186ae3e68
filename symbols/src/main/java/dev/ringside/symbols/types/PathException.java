package dev.ringside.symbols.types;

/** A path that leads nowhere in a type. The message is one line that says which part. */
public final class PathException extends Exception {
    PathException(String message) {
        super(message);
    }
}
