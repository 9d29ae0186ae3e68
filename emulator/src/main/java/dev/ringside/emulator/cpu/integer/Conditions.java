package dev.ringside.emulator.cpu.integer;

import java.util.List;
import java.util.function.ObjIntConsumer;

/** The sixteen conditions of Jcc, SETcc and CMOVcc, by condition code (SDM vol. 1, appendix B). */
final class Conditions {
    private static final List<String> SUFFIXES =
            List.of("O", "NO", "B", "AE", "E", "NE", "BE", "A", "S", "NS", "P", "NP", "L", "GE", "LE", "G");

    private Conditions() {}

    static void forEach(ObjIntConsumer<String> action) {
        for (int code = 0; code < SUFFIXES.size(); code++) {
            action.accept(SUFFIXES.get(code), code);
        }
    }
}
