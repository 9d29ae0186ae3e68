package dev.ringside.repl.command;

import dev.ringside.emulator.state.StateException;
import dev.ringside.repl.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into one line on standard error and an exit code. */
final class ErrorLines implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final boolean SHOW_TRACES = "1".equals(System.getenv("RINGSIDE_DEBUG"));

    private final PrintWriter err;

    ErrorLines(PrintWriter err) {
        this.err = err;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        if (e.getCause() instanceof UserError cause) {
            return userError(cause.getMessage());
        }
        return userError(switch (e) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched, e.getCommandLine().getCommandName());
            default -> firstLine(e.getMessage())
                .replaceFirst("^Invalid value for (?:option|positional parameter.*) '([^']*)'[^:]*: ", "$1: ")
                .replaceFirst(" is not a(?:n int| long)$", " is not a number");
        });
    }

    private static String unmatched(UnmatchedArgumentException e, String command) {
        String argument = e.getUnmatched().getFirst();
        if (e.getCommandLine().getParent() == null && !e.isUnknownOption()) {
            return "there is no command '" + argument + "' (see --help)";
        }
        if (!e.isUnknownOption()) {
            return "'" + argument + "' is one argument too many for " + command + " (see --help)";
        }
        List<String> suggestions = e.getSuggestions();
        return command + " has no option " + argument + (suggestions.isEmpty() ? "" : "; did you mean " + suggestions.getFirst() + "?");
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
        return handle(e);
    }

    int handle(Throwable e) {
        if (SHOW_TRACES) {
            e.printStackTrace(err);
        }
        return switch (e) {
            case UserError user -> userError(user.getMessage());
            case StateException state -> userError(state.getMessage());
            case UncheckedIOException io -> handle(io.getCause());
            case NoSuchFileException missing -> userError(missing.getFile() + ": no such file");
            case AccessDeniedException denied -> userError(denied.getFile() + ": permission denied");
            case FileSystemException file -> userError(file.getFile() + ": "
                + (file.getReason() == null ? "cannot be used (" + file.getClass().getSimpleName() + ")" : file.getReason()));
            case IOException io -> userError(io.getMessage());
            case OutOfMemoryError _ -> userError("not enough host memory for this guest; give it less with --memory, "
                + "or the Java heap more with RINGSIDE_JAVA_OPTS=-Xmx...");
            default -> {
                line("internal error: " + firstLine(e.toString()) + (SHOW_TRACES ? "" : " (RINGSIDE_DEBUG=1 shows where)"));
                yield ExitCode.INTERNAL_ERROR;
            }
        };
    }

    private int userError(String message) {
        line(printable(message));
        return ExitCode.USER_ERROR;
    }

    private void line(String message) {
        err.println("ringside: " + message);
    }

    /** One line whatever is in the names and texts of the user's: they may hold line ends and what terminals take for commands. */
    private static String printable(String message) {
        return message == null ? firstLine(null) : message.strip().codePoints().map(c -> Character.isISOControl(c) ? '?' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static String firstLine(String message) {
        return message == null ? "failed without a word" : message.lines().findFirst().orElse("").strip();
    }
}
