package dev.ringside.symbols.linux;

/** What a task does, as {@code ps} and {@code /proc/PID/stat} tell it (fs/proc/array.c, include/linux/sched.h, since 4.14). */
public enum TaskState {
    /** Runs or wants to. */
    RUNNING('R'),
    /** Waits; a signal ends that. */
    SLEEPING('S'),
    /** Waits; no signal ends that. */
    DISK_SLEEP('D'),
    /** Stopped by a signal. */
    STOPPED('T'),
    /** Stopped by a debugger in the guest. */
    TRACED('t'),
    /** Dead, about to go. */
    DEAD('X'),
    /** Dead, not yet waited for. */
    ZOMBIE('Z'),
    /** A parked thread of the kernel. */
    PARKED('P'),
    /** A thread of the kernel that has nothing to do. */
    IDLE('I');

    private static final long REPORTED = 0x7F;
    private static final long IDLE_BITS = 0x402;
    /** Waits for a lock that may sleep (TASK_RTLOCK_WAIT); shown as waiting without signals. */
    private static final long LOCK_WAIT = 0x1000;

    private final char letter;

    TaskState(char letter) {
        this.letter = letter;
    }

    /** Its letter. */
    public char letter() {
        return letter;
    }

    /** What the kernel makes of a task's {@code __state} and {@code exit_state}: the highest bit that is reported. */
    static TaskState of(long state, long exitState) {
        if ((state & IDLE_BITS) == IDLE_BITS) {
            return IDLE;
        }
        long bits = ((state & LOCK_WAIT) != 0 ? 2 : state) | exitState;
        return values()[Long.SIZE - Long.numberOfLeadingZeros(bits & REPORTED)];
    }
}
