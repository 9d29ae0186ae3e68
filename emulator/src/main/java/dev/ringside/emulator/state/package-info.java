/**
 * Saving, restoring and hashing of machine state: one description per component serves all three.
 */
package dev.ringside.emulator.state;
