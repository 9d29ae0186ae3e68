package dev.ringside.emulator.isa;

/** Names of registers, without AT&T's percent sign. */
final class RegisterNames {
    private static final String[] WORD = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"};
    private static final String[] LOW = {"al", "cl", "dl", "bl", "spl", "bpl", "sil", "dil"};
    private static final String[] HIGH = {"ah", "ch", "dh", "bh"};
    private static final String[] SEGMENT = {"es", "cs", "ss", "ds", "fs", "gs"};

    private RegisterNames() {}

    /**
     * A general register.
     *
     * @param high whether 8-bit registers 4 to 7 are AH to BH
     */
    static String general(int number, int size, boolean high) {
        if (number >= 8) {
            return "r" + number + switch (size) {
                case 8 -> "b";
                case 16 -> "w";
                case 32 -> "d";
                default -> "";
            };
        }
        return switch (size) {
            case 8 -> high && number >= 4 ? HIGH[number - 4] : LOW[number];
            case 16 -> WORD[number];
            case 32 -> "e" + WORD[number];
            default -> "r" + WORD[number];
        };
    }

    static String segment(int number) {
        return SEGMENT[number];
    }
}
