/**
 * The instruction table (one row per instruction, in the manual's notation), the decoder and the disassembler.
 */
package dev.ringside.emulator.isa;
