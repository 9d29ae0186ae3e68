package dev.ringside.repl.workbench;

import java.util.List;

/**
 * An example of a command. A test types it: on the bundled guest {@code first}, stopped at its first instruction on platform {@code kvm},
 * or on Debian's kernel.
 *
 * @param before lines that have to be typed before; help does not show them
 * @param line the example
 * @param linux whether it needs a Linux guest
 */
public record Example(List<String> before, String line, boolean linux) {
    /** Copies the list. */
    public Example {
        before = List.copyOf(before);
    }
}
