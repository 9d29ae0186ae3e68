/**
 * Semantics of the integer instructions: one class per group of the manual's chapter 5.1, each registering its mnemonics.
 * The arithmetic itself is in static methods over values and {@link dev.ringside.emulator.cpu.Flags}, free of operands,
 * so that engines can call it for operands they fetched in their own way.
 */
package dev.ringside.emulator.cpu.integer;
