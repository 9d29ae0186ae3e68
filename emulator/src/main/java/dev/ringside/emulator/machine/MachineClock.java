package dev.ringside.emulator.machine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.device.Clock;
import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Virtual time of a machine and the events in it. Time is what the running processor says: retired instructions plus
 * skipped idle. Devices are few and set their timers often, so timers are kept in the order they were made and the next
 * due time is cached.
 */
final class MachineClock implements Clock, Stateful {
    private final List<Alarm> alarms = new ArrayList<>();
    private Cpu running;
    private long next = Timer.NEVER;

    /** Says which processor's time counts. */
    void running(Cpu cpu) {
        running = cpu;
    }

    @Override
    public long now() {
        return running == null ? 0 : running.virtualTime();
    }

    @Override
    public Timer timer(String name, Runnable action) {
        Alarm alarm = new Alarm(name, action);
        alarms.add(alarm);
        return alarm;
    }

    /** Due time of the earliest timer, or {@link Clock.Timer#NEVER}. */
    long next() {
        return next;
    }

    /** The timers that run, by due time. */
    List<Machine.PendingTimer> pending() {
        return alarms.stream().filter(a -> a.due != Timer.NEVER).map(a -> new Machine.PendingTimer(a.name, a.due))
                .sorted(Comparator.comparingLong(Machine.PendingTimer::due)).toList();
    }

    /** Fires what is due, in order of due time, then of making; a timer that its own action sets to the past fires again. */
    void runDue() {
        while (next <= now()) {
            Alarm first = null;
            for (Alarm a : alarms) {
                if (a.due <= now() && (first == null || a.due < first.due)) {
                    first = a;
                }
            }
            if (first == null) {
                findNext();
                return;
            }
            first.due = Timer.NEVER;
            findNext();
            first.action.run();
        }
    }

    private void findNext() {
        next = Timer.NEVER;
        for (Alarm a : alarms) {
            next = Math.min(next, a.due);
        }
    }

    private final class Alarm implements Timer {
        private final String name;
        private final Runnable action;
        private long due = NEVER;

        Alarm(String name, Runnable action) {
            this.name = name;
            this.action = action;
        }

        // The engine runs up to a limit worked out before; a timer that is due earlier makes it come back.
        @Override
        public void set(long when) {
            boolean wasNext = due == next;
            due = when;
            if (when < next) {
                next = when;
                if (running != null) {
                    running.raise(Cpu.ATTENTION_CLOCK);
                }
            } else if (wasNext) {
                findNext();
            }
        }

        @Override
        public void cancel() {
            set(NEVER);
        }

        @Override
        public long due() {
            return due;
        }
    }

    @Override
    public void state(StateStream s) {
        for (Alarm a : alarms) {
            a.due = s.i64(a.name, a.due);
        }
        if (s.restoring()) {
            findNext();
        }
    }
}
