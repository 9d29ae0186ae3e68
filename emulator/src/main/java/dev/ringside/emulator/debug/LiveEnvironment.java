package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.condition.Answer;
import dev.ringside.emulator.debug.condition.ConditionEnvironment;
import dev.ringside.emulator.debug.condition.LiveValue;
import dev.ringside.emulator.debug.condition.UserVariable;
import dev.ringside.symbols.unwind.Frame;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What expressions ask for beyond the machine, from what a session knows: the current task of a Linux guest, callers by the session's call
 * stack; user variables from a front end.
 */
final class LiveEnvironment implements ConditionEnvironment {
    /** A stack that is deeper is taken to be so deep. */
    private static final int DEEPEST = 1024;

    private final Session session;
    private final Function<String, Optional<UserVariable>> variables;

    LiveEnvironment(Session session, Function<String, Optional<UserVariable>> variables) {
        this.session = session;
        this.variables = variables;
    }

    @Override
    public Optional<UserVariable> variable(String name) {
        return variables.apply(name);
    }

    @Override
    public LiveValue task() {
        return new Task(session);
    }

    @Override
    public LiveValue depth() {
        return (cpu, into) -> into.is(session.callStack(cpu.number).depth(DEEPEST));
    }

    @Override
    public LiveValue caller() {
        return (cpu, into) -> {
            Optional<Frame> caller = session.callStack(cpu.number).caller();
            return caller.isPresent() && into.is(caller.get().pc());
        };
    }

    /** The current task. A kernel that was not there yet when the expression was written is looked for again. */
    private static final class Task implements LiveValue {
        private final Session session;
        private LongSupplier reader;

        Task(Session session) {
            this.session = session;
        }

        @Override
        public boolean read(Cpu cpu, Answer into) {
            if (reader == null && session.program().linux().isPresent()) {
                reader = session.program().taskReader();
            }
            long task = reader == null ? 0 : reader.getAsLong();
            return task != 0 && into.is(task);
        }
    }
}
