package dev.ringside.repl.workbench.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;

/** Shows lines page by page: space for the next page, Enter for a line, c for all the rest, q or Ctrl-C for no more. */
final class Pager {
    private static final String ASK = "-- more: space, Enter, c for all, q to stop --";
    private static final int CTRL_C = 3;
    private static final int LEAST_ROWS = 5;

    private final Terminal terminal;

    Pager(Terminal terminal) {
        this.terminal = terminal;
    }

    void show(List<String> lines, boolean paged) {
        PrintWriter out = terminal.writer();
        int rows = terminal.getRows() - 1;
        int left = paged && rows >= LEAST_ROWS ? rows : Integer.MAX_VALUE;
        for (int i = 0; i < lines.size(); i++) {
            int height = height(lines.get(i));
            if (left < height && i < lines.size()) {
                left = ask(rows, height);
                if (left == 0) {
                    break;
                }
            }
            out.print(lines.get(i) + "\n");
            left = left == Integer.MAX_VALUE ? left : left - height;
        }
        terminal.flush();
    }

    /** Rows of the screen that a line takes. */
    private int height(String line) {
        int width = Math.max(1, terminal.getColumns());
        int length = line.replaceAll("\033\\[[0-9;]*m", "").length();
        return Math.max(1, (length + width - 1) / width);
    }

    /** How many rows may be shown now; 0: no more. */
    private int ask(int rows, int height) {
        Attributes before = terminal.getAttributes();
        terminal.setAttributes(TerminalFront.raw(before));
        terminal.writer().print(ASK);
        terminal.flush();
        try {
            return switch (terminal.reader().read()) {
                case 'q', 'Q', CTRL_C, -1 -> 0;
                case 'c', 'C' -> Integer.MAX_VALUE;
                case '\r', '\n' -> height;
                default -> rows;
            };
        } catch (IOException e) {
            return 0;
        } finally {
            terminal.writer().print("\r" + " ".repeat(ASK.length()) + "\r");
            terminal.flush();
            terminal.setAttributes(before);
        }
    }
}
