package dev.ringside.emulator.boot.bios;

/** Turns characters of a terminal into the key codes that INT 16h returns: scan code of a US keyboard, then ASCII. */
final class KeyCodes {
    /** Keys by scan code from 1 on, without and with shift; a blank where there is no character. */
    private static final String PLAIN = " 1234567890-=  qwertyuiop[]  asdfghjkl;'` \\zxcvbnm,./";
    private static final String SHIFTED = " !@#$%^&*()_+  QWERTYUIOP{}  ASDFGHJKL:\"~ |ZXCVBNM<>?";

    private static final int ESCAPE = 0x011B;
    private static final int BACKSPACE = 0x0E08;
    private static final int TAB = 0x0F09;
    private static final int ENTER = 0x1C0D;
    private static final int SPACE = 0x3920;
    private static final int DELETE = 0x7F;
    private static final int LETTERS = 0x60;
    private static final int CONTROL_KEYS = 26;

    private KeyCodes() {
    }

    /** The key code of a character, 0 to 255; a character no key makes has scan code 0. */
    static int of(int character) {
        return switch (character) {
            case 0x1B -> ESCAPE;
            case 0x08, DELETE -> BACKSPACE;
            case '\t' -> TAB;
            case '\r' -> ENTER;
            case ' ' -> SPACE;
            default -> {
                boolean control = character >= 1 && character <= CONTROL_KEYS;
                char key = (char) (control ? character + LETTERS : character);
                yield (Math.max(PLAIN.indexOf(key), SHIFTED.indexOf(key)) + 1) << 8 | character;
            }
        };
    }
}
