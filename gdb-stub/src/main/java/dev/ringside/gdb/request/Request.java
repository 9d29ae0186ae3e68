package dev.ringside.gdb.request;

import java.util.OptionalLong;
import java.util.Set;

/** What a client asks (GDB manual, E.2 and E.4). Thread numbers are processor numbers plus 1; 0 means any, -1 all. */
public sealed interface Request {
    /** {@code ?}: why is the target stopped? */
    record WhyStopped() implements Request {}

    /** {@code g}: all registers. */
    record ReadRegisters() implements Request {}

    /** {@code G}: all registers, or the first ones. */
    record WriteRegisters(byte[] values) implements Request {}

    /** {@code p}: one register, by its place in the target description. */
    record ReadRegister(int number) implements Request {}

    /** {@code P}: one register. */
    record WriteRegister(int number, byte[] value) implements Request {}

    /** {@code m}. */
    record ReadMemory(long address, int length) implements Request {}

    /** {@code M}, {@code X}. */
    record WriteMemory(long address, byte[] bytes) implements Request {}

    /** {@code c}, {@code C}, {@code vCont}: run, after moving to an offset when one is given. Signals mean nothing to a machine. */
    record Continue(OptionalLong from) implements Request {}

    /** {@code s}, {@code S}, {@code vCont}: one step. */
    record Step(OptionalLong from) implements Request {}

    /** {@code k}: end the run; nobody waits for a reply. */
    record Kill() implements Request {}

    /** {@code vKill}: end the run. */
    record KillProcess() implements Request {}

    /** {@code D}: leave the target running. */
    record Detach() implements Request {}

    /** {@code Z0}, {@code Z1}. */
    record SetBreakpoint(BreakpointKind kind, long address) implements Request {}

    /** {@code z0}, {@code z1}. */
    record ClearBreakpoint(BreakpointKind kind, long address) implements Request {}

    /** {@code qSupported}, with what the client supports. */
    record Supported(Set<String> features) implements Request {}

    /** {@code QStartNoAckMode}. */
    record StartNoAckMode() implements Request {}

    /** {@code qXfer:features:read}: a piece of a target description file. */
    record ReadFeatures(String annex, int offset, int length) implements Request {}

    /** {@code vCont?}. */
    record ContinueActions() implements Request {}

    /** {@code Hg}, {@code Hc}: the thread that the following requests mean. */
    record SelectThread(long thread) implements Request {}

    /** {@code T}: does the thread exist? */
    record ThreadAlive(long thread) implements Request {}

    /** {@code qC}: which thread is current? */
    record CurrentThread() implements Request {}

    /** {@code qfThreadInfo}: which threads are there? */
    record FirstThreads() implements Request {}

    /** {@code qsThreadInfo}: which more? */
    record MoreThreads() implements Request {}

    /** {@code qAttached}: was the target there before us? */
    record Attached() implements Request {}

    /** Everything else. */
    record Unsupported() implements Request {}

    /** How a client wants a breakpoint to be reported; the machine makes no difference. */
    enum BreakpointKind {
        /** Type 0. */
        SOFTWARE,
        /** Type 1. */
        HARDWARE
    }
}
