package dev.ringside.symbols.bytes;

/**
 * Bytes that are not what they should be. The message is one line that says in which file or memory, in which section, at which
 * offset, what was expected there and what was found.
 */
public final class FormatException extends Exception {
    private static final int LONGEST_TEXT = 200;

    private final String file;
    private final String section;
    private final long offset;
    private final String expected;
    private final String found;

    /**
     * Describes one fault.
     *
     * @param file     name of the file or memory
     * @param section  the part of it that {@code offset} counts in, as {@code .symtab}; empty: the whole
     * @param offset   bytes from the beginning of that part; an address, where {@code file} is memory
     * @param expected what a usable file has there
     * @param found    what this one has there
     */
    public FormatException(String file, String section, long offset, String expected, String found) {
        super(printable(file) + ": " + (section.isEmpty() ? "" : printable(section) + ": ") + "offset 0x" + Long.toHexString(offset)
            + ": expected " + printable(expected) + ", found " + printable(found));
        this.file = file;
        this.section = section;
        this.offset = offset;
        this.expected = expected;
        this.found = found;
    }

    /** Name of the file or memory. */
    public String file() {
        return file;
    }

    /** The part of it that the offset counts in; empty: the whole. */
    public String section() {
        return section;
    }

    /** Where the fault is, in bytes. */
    public long offset() {
        return offset;
    }

    /** What a usable file has at the offset. */
    public String expected() {
        return expected;
    }

    /** What this file has at the offset. */
    public String found() {
        return found;
    }

    /** Keeps the message on one line of a terminal, whatever bytes a hostile file or name brought into it. */
    private static String printable(String text) {
        var line = new StringBuilder(Math.min(text.length(), LONGEST_TEXT));
        text.codePoints().limit(LONGEST_TEXT)
            .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
            .forEach(line::appendCodePoint);
        return line.toString();
    }
}
