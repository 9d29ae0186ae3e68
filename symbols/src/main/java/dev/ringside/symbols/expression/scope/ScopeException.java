package dev.ringside.symbols.expression.scope;

/** What a name means cannot be told, since the information on it is damaged. Unchecked: any question to a scope or a type may find out. */
public final class ScopeException extends RuntimeException {
    /** The message, one line, says what is damaged where. */
    public ScopeException(String message) {
        super(message);
    }
}
