/**
 * Starts a raw ROM from the reset vector.
 */
package dev.ringside.emulator.boot.rom;
