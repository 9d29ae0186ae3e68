package dev.ringside.repl;

/** Entry point of the {@code ringside} command. */
public final class Main {
    private Main() {}

    /** Runs the command line and exits the process with its exit code. */
    public static void main(String[] args) {
        System.err.println("ringside: no command is built yet");
        System.exit(2);
    }
}
