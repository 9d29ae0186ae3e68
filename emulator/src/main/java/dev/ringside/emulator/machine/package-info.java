/**
 * The machine: CPUs, memory and devices on one clock of instructions, with inputs, run loop and snapshots.
 */
package dev.ringside.emulator.machine;
