package dev.ringside.symbols.unwind;

import java.util.OptionalLong;

/** What an unwinder says of a frame. */
public sealed interface Step {
    /**
     * Its caller.
     *
     * @param registers the caller's registers
     * @param cfa       the frame's (not the caller's) canonical frame address
     * @param how       how the caller was found
     * @param exact     whether the caller was interrupted rather than that it called
     * @param sure      false: a guess
     */
    record Caller(FrameRegisters registers, OptionalLong cfa, FrameMethod how, boolean exact, boolean sure) implements Step {}

    /** There is no caller, or none to be found. */
    record End(WalkEnd why) implements Step {}

    /** The unwinder knows nothing of this place; another may. */
    record NoRule(String why) implements Step {}
}
