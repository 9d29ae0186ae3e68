package dev.ringside.emulator.device;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.util.ArrayList;
import java.util.List;

/** A clock that a test advances; timers fire on the way, in the order of their due times. */
public final class TestClock implements Clock, Stateful {
    private final List<TestTimer> timers = new ArrayList<>();
    private long now;

    private static final class TestTimer implements Timer {
        private final Runnable action;
        private long due = NEVER;

        TestTimer(Runnable action) {
            this.action = action;
        }

        @Override
        public void set(long when) {
            due = when;
        }

        @Override
        public void cancel() {
            due = NEVER;
        }

        @Override
        public long due() {
            return due;
        }
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public Timer timer(String name, Runnable action) {
        TestTimer timer = new TestTimer(action);
        timers.add(timer);
        return timer;
    }

    /** Moves virtual time on by {@code ns}. */
    public void advance(long ns) {
        to(now + ns);
    }

    /** Moves virtual time on to {@code end}. */
    public void to(long end) {
        for (TestTimer next = first(); next != null && next.due <= end; next = first()) {
            now = Math.max(now, next.due);
            next.due = Timer.NEVER;
            next.action.run();
        }
        now = end;
    }

    private TestTimer first() {
        TestTimer best = null;
        for (TestTimer t : timers) {
            if (t.due != Timer.NEVER && (best == null || t.due < best.due)) {
                best = t;
            }
        }
        return best;
    }

    @Override
    public void state(StateStream s) {
        now = s.i64("now", now);
        for (TestTimer t : timers) {
            t.due = s.i64("due", t.due);
        }
    }
}
