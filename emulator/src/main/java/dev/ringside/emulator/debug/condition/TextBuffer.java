package dev.ringside.emulator.debug.condition;

/** A text in a place of its own, a character for each byte, so that reading one allocates nothing. */
final class TextBuffer {
    final char[] characters;
    int length;

    /** Room for so many characters. */
    TextBuffer(int capacity) {
        characters = new char[capacity];
    }

    /** A text that never changes. */
    static TextBuffer of(String text) {
        TextBuffer buffer = new TextBuffer(text.length());
        text.getChars(0, text.length(), buffer.characters, 0);
        buffer.length = text.length();
        return buffer;
    }

    void append(char character) {
        characters[length++] = character;
    }

    boolean same(TextBuffer other) {
        if (length != other.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (characters[i] != other.characters[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return new String(characters, 0, length);
    }
}
