package dev.ringside.emulator.debug.inspect.segment;

import dev.ringside.emulator.cpu.Vector;
import java.util.Arrays;
import java.util.Optional;

/** Names of exception vectors. */
public final class Vectors {
    private Vectors() {}

    /** The exception of a vector: {@code #PF page fault}. */
    public static Optional<String> name(int vector) {
        return Arrays.stream(Vector.values()).filter(v -> v.number == vector)
                .map(v -> (v == Vector.NMI ? "" : "#" + v + " ") + v.meaning).findFirst();
    }
}
