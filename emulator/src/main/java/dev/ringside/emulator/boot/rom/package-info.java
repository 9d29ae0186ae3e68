/**
 * Starts what needs no loader's knowledge of its format: a ROM at the reset vector, the first sector of a disk.
 */
package dev.ringside.emulator.boot.rom;
