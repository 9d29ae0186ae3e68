package dev.ringside.emulator.isa;

import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * The sixteen conditions of Jcc, SETcc and CMOVcc by their suffix: its place in the list is the condition code, the low four bits
 * of the opcode (SDM vol. 1, appendix B).
 */
public final class Conditions {
    private static final List<String> SUFFIXES =
            List.of("O", "NO", "B", "AE", "E", "NE", "BE", "A", "S", "NS", "P", "NP", "L", "GE", "LE", "G");

    private static final List<String> FAMILIES = List.of("J", "SET", "CMOV");

    private Conditions() {}

    /** Gives every suffix with its condition code to {@code action}, in the order of the codes. */
    public static void forEach(ObjIntConsumer<String> action) {
        for (int code = 0; code < SUFFIXES.size(); code++) {
            action.accept(SUFFIXES.get(code), code);
        }
    }

    /** The condition code of a Jcc, SETcc or CMOVcc, or -1 when {@code mnemonic} is none. */
    public static int of(String mnemonic) {
        for (String family : FAMILIES) {
            if (mnemonic.startsWith(family)) {
                return SUFFIXES.indexOf(mnemonic.substring(family.length()));
            }
        }
        return -1;
    }

    /** The condition code of a Jcc, or -1 when {@code mnemonic} is none. */
    public static int ofJump(String mnemonic) {
        return mnemonic.startsWith("J") ? SUFFIXES.indexOf(mnemonic.substring(1)) : -1;
    }
}
