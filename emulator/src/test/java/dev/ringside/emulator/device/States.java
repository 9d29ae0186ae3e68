package dev.ringside.emulator.device;

import dev.ringside.emulator.state.StateHasher;
import dev.ringside.emulator.state.StateReader;
import dev.ringside.emulator.state.StateWriter;
import dev.ringside.emulator.state.Stateful;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** Saving and restoring in tests. */
public final class States {
    private States() { }

    /** The state of {@code parts}, in order. */
    public static byte[] save(Stateful... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateWriter writer = new StateWriter(out);
        for (Stateful part : parts) {
            part.state(writer);
        }
        return out.toByteArray();
    }

    /** Puts a saved state into {@code parts}. */
    public static void restore(byte[] saved, Stateful... parts) {
        StateReader reader = new StateReader(new ByteArrayInputStream(saved));
        for (Stateful part : parts) {
            part.state(reader);
        }
    }

    /** The hash of the state of {@code parts}. */
    public static long hash(Stateful... parts) {
        StateHasher hasher = new StateHasher();
        for (Stateful part : parts) {
            part.state(hasher);
        }
        return hasher.value();
    }
}
