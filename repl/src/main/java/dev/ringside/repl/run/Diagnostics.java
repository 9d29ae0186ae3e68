package dev.ringside.repl.run;

import java.io.PrintWriter;
import java.util.function.Consumer;

/** Lines for the user on standard error. Each begins at the start of a line, also where a guest writes to the same terminal. */
final class Diagnostics implements Consumer<String> {
    private final PrintWriter err;
    private volatile SerialLine neighbour;

    /** Lines go to {@code err}. */
    Diagnostics(PrintWriter err) {
        this.err = err;
    }

    /** From now on the terminal is raw, so that line ends need a carriage return, and shows what goes over {@code line} too. */
    void shareTerminalWith(SerialLine line) {
        neighbour = line;
    }

    @Override
    public void accept(String line) {
        SerialLine guest = neighbour;
        String end = guest == null ? "\n" : "\r\n";
        err.print((guest != null && guest.breakOff() ? end : "") + "ringside: " + line + end);
        err.flush();
    }
}
