package dev.ringside.emulator.cpu.x87;

import dev.ringside.emulator.cpu.SemanticsTable;

/** Registers the semantics of all x87 instructions. */
public final class X87Semantics {
    private X87Semantics() {
    }

    /** Adds them to {@code table}. */
    public static void register(SemanticsTable table) {
        X87Bindings bindings = new X87Bindings();
        X87ArithmeticRows.addTo(bindings);
        X87TransferRows.addTo(bindings);
        X87ControlRows.addTo(bindings);
        bindings.register(table);
    }
}
