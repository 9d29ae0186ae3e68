/**
 * The debugger core: session, run control, rules, snapshots, inspection; what every front end uses.
 *
 * <p>Everything that a debugger changes in a guest goes through {@link dev.ringside.emulator.debug.Registers} and
 * {@link dev.ringside.emulator.debug.MemoryAccess}, whoever asks for it: a user, gdb, an action of a rule.
 */
package dev.ringside.emulator.debug;
