package dev.ringside.emulator.machine;

import dev.ringside.emulator.cpu.ProcessorEvent;

/** Why a machine stopped running. */
public sealed interface StopReason {
    /** The guest switched the power off (ACPI). */
    record PowerOff() implements StopReason {}

    /** The guest wrote to the debug exit port. */
    record DebugExit(int code) implements StopReason {}

    /** HLT with interrupts off and nothing that could wake the processor. */
    record DeadHalt() implements StopReason {}

    /** A triple fault; {@code rip} is the offset of the instruction that could not be served, {@code linear} its address. */
    record TripleFault(long rip, long linear) implements StopReason {}

    /** The instruction limit of the run is reached. */
    record InstructionLimit() implements StopReason {}

    /** The virtual time limit of the run is reached. */
    record TimeLimit() implements StopReason {}

    /** The next instruction has a probe. */
    record Probe(long linear) implements StopReason {}

    /** A probe on this event wanted a stop; the instruction that did it has retired, or its handler is next. */
    record Event(ProcessorEvent event) implements StopReason {}

    /** Somebody outside asked for it ({@link Machine#interrupt}). */
    record Interrupted() implements StopReason {}

    /** Whether the guest came to its own end; otherwise it could run on. */
    default boolean endsGuest() {
        return switch (this) {
            case PowerOff _, DebugExit _, DeadHalt _, TripleFault _ -> true;
            case InstructionLimit _, TimeLimit _, Interrupted _, Probe _, Event _ -> false;
        };
    }
}
