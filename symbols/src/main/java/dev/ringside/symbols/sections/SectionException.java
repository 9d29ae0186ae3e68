package dev.ringside.symbols.sections;

/**
 * Debug information that cannot be used as asked: damaged, or of a kind that is not supported. The message is one line that says which
 * section, where in it, what was expected there and what was found. Unchecked, because types are read when they are looked at, which
 * may be long after the file was opened.
 */
public final class SectionException extends RuntimeException {
    private static final int LONGEST_TEXT = 200;

    private final String section;
    private final long offset;
    private final String expected;
    private final String found;

    /**
     * Describes one fault.
     *
     * @param section  name of the section
     * @param offset   offset in bytes from the section's start
     * @param expected what a usable section has there
     * @param found    what this one has there
     */
    public SectionException(String section, long offset, String expected, String found) {
        super(printable(section) + ": offset 0x" + Long.toHexString(offset) + ": expected " + printable(expected) + ", found " + printable(found));
        this.section = section;
        this.offset = offset;
        this.expected = expected;
        this.found = found;
    }

    /** Name of the section. */
    public String section() {
        return section;
    }

    /** Offset of the fault in bytes from the section's start. */
    public long offset() {
        return offset;
    }

    /** What a usable section has at the offset. */
    public String expected() {
        return expected;
    }

    /** What this section has at the offset. */
    public String found() {
        return found;
    }

    /** Keeps the message on one line of a terminal, whatever a hostile name brought into it. */
    private static String printable(String text) {
        var line = new StringBuilder(Math.min(text.length(), LONGEST_TEXT));
        text.codePoints().limit(LONGEST_TEXT)
            .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
            .forEach(line::appendCodePoint);
        return line.toString();
    }
}
