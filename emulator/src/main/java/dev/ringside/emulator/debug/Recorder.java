package dev.ringside.emulator.debug;

import dev.ringside.emulator.platform.AbiCall;

/**
 * Takes the events of a machine as they happen, in the machine's order and on its thread. Platforms, which stand below this
 * package, know it as a {@code Consumer<AbiCall>}: pass {@code recorder::record}.
 */
@FunctionalInterface
public interface Recorder {
    /**
     * Takes one event. Must not change the machine and must not throw for a failing file: a recorder remembers the failure and
     * reports it when it is closed, since a guest's run does not end because a disk is full.
     */
    void record(AbiCall event);
}
