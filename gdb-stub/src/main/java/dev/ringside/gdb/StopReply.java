package dev.ringside.gdb;

import dev.ringside.emulator.debug.RunEnd;
import dev.ringside.emulator.debug.Stop;
import dev.ringside.emulator.machine.StopReason;

/** Stops and ends as gdb is told of them: with the numbers that gdb gives to signals, and exit codes as {@code ringside run} has them. */
final class StopReply {
    private static final int SIGINT = 2, SIGTRAP = 5, SIGKILL = 9, SIGSEGV = 11, SIGSTOP = 17;
    private static final int TRIPLE_FAULT_CODE = 70, LIMIT_CODE = 124;

    private StopReply() {}

    /**
     * A stop.
     *
     * @param thread number of the processor that stopped, plus 1
     * @param reason further fields, each with its semicolon
     */
    static String of(Stop stop, int thread, String reason) {
        int signal = switch (stop) {
            case Stop.Held(), Stop.Stepped(), Stop.Arrived _, Stop.Finished _, Stop.Breakpoint(long _), Stop.RulesHit _, Stop.Event _, Stop.Restored _ -> SIGTRAP;
            case Stop.Interrupted() -> SIGINT;
            case Stop.TripleFault(long _) -> SIGSEGV;
            case Stop.DeadHalt() -> SIGSTOP;
        };
        return "T%02xthread:%02x;%s".formatted(signal, thread, reason);
    }

    /** The end of the run. */
    static String of(RunEnd end) {
        return switch (end) {
            case RunEnd.Killed() -> "X%02x".formatted(SIGKILL);
            case RunEnd.Guest(StopReason reason) -> "W%02x".formatted(exitCode(reason));
        };
    }

    private static int exitCode(StopReason reason) {
        return switch (reason) {
            case StopReason.DebugExit(int code) -> code & 0xFF;
            case StopReason.TripleFault _ -> TRIPLE_FAULT_CODE;
            case StopReason.InstructionLimit(), StopReason.TimeLimit() -> LIMIT_CODE;
            case StopReason.PowerOff(), StopReason.DeadHalt(), StopReason.Probe _, StopReason.Event _, StopReason.Interrupted() -> 0;
        };
    }
}
