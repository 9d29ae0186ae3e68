package dev.ringside.repl.workbench;

/** Ctrl-C for a command that takes long: it is asked for on one thread and noticed on another. */
public final class Cancellation {
    private volatile boolean asked;

    /** Asks the command that is being carried out to give up. From any thread. */
    public void ask() {
        asked = true;
    }

    /** A new command begins. */
    void begin() {
        asked = false;
    }

    /** Whether the command is to give up. */
    public boolean asked() {
        return asked;
    }

    /**
     * To be called in every loop of a command that may be long; reading guest memory through {@link LiveMachine} does so by itself.
     *
     * @throws CommandException when the command is to give up
     */
    public void check() {
        if (asked) {
            throw new CommandException("interrupted");
        }
    }
}
