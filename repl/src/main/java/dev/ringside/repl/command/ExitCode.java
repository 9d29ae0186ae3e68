package dev.ringside.repl.command;

/** Exit codes of {@code ringside}. A guest that ends the run by port 0xF4 gives an odd one of its own. */
public final class ExitCode {
    /** The guest powered off or halted for good, or the command did what it was asked. */
    public static final int OK = 0;
    /** Something the user can mend: an argument, a file, a part that is not built yet. */
    public static final int USER_ERROR = 2;
    /** The guest took a triple fault. */
    public static final int TRIPLE_FAULT = 70;
    /** Ringside itself failed; {@code RINGSIDE_DEBUG=1} shows where. */
    public static final int INTERNAL_ERROR = 72;
    /** {@code --max-instructions} or {@code --timeout} was reached. */
    public static final int LIMIT_REACHED = 124;

    private ExitCode() {}
}
