package dev.ringside.repl.workbench;

import java.util.OptionalLong;

/** The frame that expressions and listings mean. The innermost one is selected at every stop. */
public interface SelectedFrame {
    /** 0 for the function that runs. */
    int level();

    /** Linear address where the frame goes on. */
    long pc();

    /** A register as it was when the frame called; nothing when that cannot be known. Names as in the 64-bit register table. */
    OptionalLong register(String name, int word);
}
