package dev.ringside.emulator.debug.rule;

/** What a rule has put into the machine to hear of its events. */
@FunctionalInterface
interface Armed {
    /** Takes it out again. */
    void disarm();
}
