package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.ProbeCondition;
import java.util.List;

/** A way that a stopped guest is sent on, until a stop of its own: step over, finish, until. */
interface Journey {
    /** What comes next. Called when the guest stands between two instructions: at the start, and each time a leg is done. */
    Leg next();

    /**
     * What comes next when a single step has led to a handler without executing its instruction.
     *
     * @param before where the guest stood before
     */
    default Leg delivered(Target before) {
        return next();
    }

    /** A part of the way. */
    sealed interface Leg {
        /** One instruction, or the delivery of an exception or interrupt. */
        record Step() implements Leg {}

        /** On until one of the places is reached. */
        record To(List<Target> targets) implements Leg {
            static To place(long linear, StackGuard guard) {
                return new To(List.of(new Target(linear, guard)));
            }
        }

        /** No more. */
        record End(Stop stop) implements Leg {}
    }

    /**
     * A place to come to; a probe's condition, too. Each journey makes new ones.
     *
     * @param linear address of an instruction
     * @param guard what must hold there; null for nothing
     */
    record Target(long linear, StackGuard guard) implements ProbeCondition {
        @Override
        public boolean stops(Cpu cpu) {
            return guard == null || guard.holds(cpu);
        }
    }
}
