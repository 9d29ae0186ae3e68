package dev.ringside.emulator.debug;

import java.util.Optional;

/** Finds where the function that runs returns to. Without any effect on the guest; on the machine's thread. */
@FunctionalInterface
public interface CallerFinder {
    /** The caller; empty when it cannot be told. */
    Optional<Caller> find();
}
