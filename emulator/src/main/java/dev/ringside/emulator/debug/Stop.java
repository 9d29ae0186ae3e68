package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.ProcessorEvent;

/** Why a guest that could go on has stopped, with everything to be looked at. */
public sealed interface Stop {
    /** A front end wants to look: before the first instruction, or when it attaches. */
    record Held() implements Stop {}

    /** Somebody interrupted the guest. */
    record Interrupted() implements Stop {}

    /** The steps asked for are done. */
    record Stepped() implements Stop {}

    /** The next instruction, at this linear address, has a breakpoint. */
    record Breakpoint(long linear) implements Stop {}

    /** The guest did something that has a probe. */
    record Event(ProcessorEvent event) implements Stop {}

    /** A triple fault has shut the processor down; {@code linear} is where. Going on ends the run. */
    record TripleFault(long linear) implements Stop {}

    /** HLT that nothing can end. Going on ends the run. */
    record DeadHalt() implements Stop {}
}
