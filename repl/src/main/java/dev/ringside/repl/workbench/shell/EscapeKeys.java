package dev.ringside.repl.workbench.shell;

import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Keys that are not for the guest: those after Ctrl-A. */
final class EscapeKeys {
    private static final int CTRL_A = 1;

    private final Consumer<String> diagnostics;
    private boolean escaped;

    EscapeKeys(Consumer<String> diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Takes a key and passes it on, or acts on it. */
    void key(int key, IntConsumer guest, Runnable quit, Runnable prompt) {
        if (!escaped) {
            escaped = key == CTRL_A;
            if (!escaped) {
                guest.accept(key);
            }
            return;
        }
        escaped = false;
        switch (key) {
            case 'x' -> quit.run();
            case 'c', 'd' -> prompt.run();
            case CTRL_A, 'a' -> guest.accept(CTRL_A);
            default -> diagnostics.accept("Ctrl-A x ends the run, Ctrl-A c opens the prompt, Ctrl-A a sends Ctrl-A");
        }
    }
}
