package dev.ringside.repl.guests;

import java.io.PrintWriter;

/** Tells a person what a long command is doing: a line per step, and on a terminal a percentage behind the current one. */
public final class Progress {
    private final PrintWriter out;
    private final boolean terminal;
    private String current = "";
    private int shown = -1;

    /**
     * Progress on {@code out}.
     *
     * @param terminal whether it can go back to the start of a line
     */
    public Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Begins a step. */
    public void step(String text) {
        end();
        current = text;
        if (terminal) {
            out.print(text + " ...");
            out.flush();
        } else {
            out.println(text);
        }
    }

    /** How far the current step is, 0 to 100. */
    public void percent(int percent) {
        if (terminal && !current.isEmpty() && percent != shown) {
            out.print("\r" + current + " ... " + percent + "% ");
            out.flush();
            shown = percent;
        }
    }

    /** Ends the current step, if there is one. */
    public void end() {
        if (terminal && !current.isEmpty()) {
            out.print("\r" + current + " ... done\n");
            out.flush();
        }
        current = "";
    }
}
