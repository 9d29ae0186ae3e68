package dev.ringside.emulator.debug;

import dev.ringside.emulator.machine.StopReason;

/** How a run ended. */
public sealed interface RunEnd {
    /** The guest came to an end, or to the instruction limit. */
    record Guest(StopReason reason) implements RunEnd {}

    /** A front end ended it. */
    record Killed() implements RunEnd {}
}
