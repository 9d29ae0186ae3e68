package dev.ringside.repl.workbench.shell;

import dev.ringside.repl.workbench.Running;
import dev.ringside.repl.workbench.render.Palette;
import java.util.List;
import java.util.Optional;

/** Where lines come from and answers go. Used by the prompt's thread. */
public interface Front extends Running.Waiting, AutoCloseable {
    /**
     * The next line.
     *
     * @param prompt shown to a person; not when lines come from elsewhere
     * @return empty at the end; an empty line after Ctrl-C
     */
    Optional<String> readLine(String prompt);

    /** Whether a person sits there. */
    boolean interactive();

    /** Columns of the screen; 0 when there is none. */
    int width();

    /** The colours it has. */
    Palette palette();

    /** Shows an answer, page by page if it is long and somebody reads it. */
    void show(List<String> lines, boolean paged);

    /** Shows what went wrong. */
    void complain(String line);

    /** Shows something while somebody may be typing. From any thread but the machine's. */
    void showBetween(List<String> lines);

    /** Runs a program of the host with the terminal; {@code input} goes to its standard input. */
    int runProgram(String command, Optional<String> input);

    @Override
    void close();
}
