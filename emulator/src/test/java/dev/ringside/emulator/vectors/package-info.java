/**
 * Real processors as the oracle: test vectors of single instructions, recorded natively, and their replay on every engine.
 * {@link dev.ringside.emulator.vectors.RecordVectors} makes them (with the C program in src/test/recorder),
 * {@link dev.ringside.emulator.vectors.ReplayVectors} replays them.
 */
package dev.ringside.emulator.vectors;
