package dev.ringside.emulator.boot;

/**
 * A file of the user's that cannot be used as asked. The message is one line that says which file, where in it, what was
 * expected there and what was found.
 */
public final class ImageException extends Exception {
    private static final int LONGEST_TEXT = 200;

    private final String file;
    private final long offset;
    private final String expected;
    private final String found;

    /**
     * Describes one fault of one file.
     *
     * @param file     the file's name as the user gave it
     * @param offset   offset in bytes from the start of that file (of the unpacked payload, when {@code file} says so)
     * @param expected what a usable file has there
     * @param found    what this file has there
     */
    public ImageException(String file, long offset, String expected, String found) {
        super(printable(file) + ": offset 0x" + Long.toHexString(offset)
            + ": expected " + printable(expected) + ", found " + printable(found));
        this.file = file;
        this.offset = offset;
        this.expected = expected;
        this.found = found;
    }

    /** The file's name as the user gave it. */
    public String file() {
        return file;
    }

    /** Offset of the fault in bytes from the start of the file. */
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
