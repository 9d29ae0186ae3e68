package dev.ringside.trace;

/** A trace file that cannot be read as one. The message is one line: file, line, what was expected there and what was found. */
public final class TraceException extends Exception {
    private final long line;

    /**
     * Describes one fault of one file.
     *
     * @param file     the file's name as the user gave it
     * @param line     number of the faulty line, from 1
     * @param expected what a trace has there
     * @param found    what this file has there
     */
    public TraceException(String file, long line, String expected, String found) {
        super(Printable.line(file) + ": line " + line + ": expected " + expected + ", found " + Printable.line(found));
        this.line = line;
    }

    /** Number of the faulty line, from 1. */
    public long line() {
        return line;
    }
}
