package dev.ringside.emulator.debug.condition;

import java.util.Optional;

/**
 * What expressions may ask for and the machine does not hold. By default nothing is known. Asked while an expression is compiled; what it
 * answers is asked each time the code runs.
 */
public interface ConditionEnvironment {
    /** Nothing is known. */
    ConditionEnvironment EMPTY = new ConditionEnvironment() {};

    /** The user variable {@code $name}, without the dollar sign; nothing when there is none. */
    default Optional<UserVariable> variable(String name) {
        return Optional.empty();
    }

    /** Address of the guest kernel's current task: the word {@code task}. */
    default LiveValue task() {
        return LiveValue.UNKNOWN;
    }

    /** How many calls deep the guest is: {@code depth()}. */
    default LiveValue depth() {
        return LiveValue.UNKNOWN;
    }

    /** Where the current function returns to: {@code caller()}. */
    default LiveValue caller() {
        return LiveValue.UNKNOWN;
    }
}
