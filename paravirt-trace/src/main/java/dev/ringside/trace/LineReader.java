package dev.ringside.trace;

import java.io.IOException;
import java.io.Reader;

/** Lines of a file that may be hostile: none is longer than a bound, and it is known whether the last one was ended. */
final class LineReader {
    /** Longest line of a trace, in characters; a real event has a few hundred. */
    static final int LONGEST = 1 << 16;

    private final Reader in;
    private boolean cut;

    LineReader(Reader in) {
        this.in = in;
    }

    /**
     * The next line without its newline, or null at the end of the file.
     *
     * @throws LineTooLong when there is no newline within {@link #LONGEST} characters
     */
    String next() throws IOException, LineTooLong {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return line.toString();
            }
            if (line.length() == LONGEST) {
                throw new LineTooLong();
            }
            line.append((char) c);
        }
        if (line.isEmpty()) {
            return null;
        }
        cut = true;
        return line.toString();
    }

    /** Whether the line read last had no newline at its end. */
    boolean cut() {
        return cut;
    }

    /** A line beyond the bound. */
    static final class LineTooLong extends Exception {
    }
}
