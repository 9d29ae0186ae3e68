package dev.ringside.emulator.tool;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The frame of a test tool's {@code main}: without arguments it says how it is called, and what is wrong with arguments or files is
 * one line. Both end with exit code 2.
 */
public final class ToolCommand {
    private static final int WRONG = 2;

    private ToolCommand() {}

    /**
     * Ends the process.
     *
     * @param usage name and arguments
     * @param arguments what the command was called with
     * @param least how many arguments it needs
     * @param body does the work and gives the exit code
     */
    public static void run(String usage, List<String> arguments, int least, Callable<Integer> body) throws Exception {
        System.exit(code(usage, arguments, least, body));
    }

    private static int code(String usage, List<String> arguments, int least, Callable<Integer> body) throws Exception {
        if (arguments.size() < least) {
            System.err.println("usage: " + usage);
            return WRONG;
        }
        try {
            return body.call();
        } catch (Misuse e) {
            System.err.println(e.getMessage());
        } catch (NoSuchFileException e) {
            System.err.println(e.getMessage() + ": no such file");
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
        return WRONG;
    }

    /** The whole number that {@code word} is; {@code name} is the argument's. */
    public static long number(String name, String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new Misuse(name + ": expected a number, found " + word);
        }
    }
}
