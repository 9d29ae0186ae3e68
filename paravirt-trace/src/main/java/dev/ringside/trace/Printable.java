package dev.ringside.trace;

/** Makes text from a file fit to be shown: it must not move a terminal's cursor, forge a second line or flood the screen. */
final class Printable {
    private static final int LONGEST = 200;

    private Printable() {}

    static String line(String text) {
        var shown = new StringBuilder(Math.min(text.length(), LONGEST));
        text.codePoints().limit(LONGEST)
            .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || Character.getType(c) == Character.SURROGATE
                ? '?' : c)
            .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}
