package dev.ringside.repl;

/** Something the user can mend. Its message is one line, shown after {@code ringside: }; the exit code is 2. */
public final class UserError extends RuntimeException {
    /** An error that is said in {@code message}. */
    public UserError(String message) {
        super(message);
    }
}
