/**
 * System instructions and what the processor does between instructions: exceptions and interrupts, segment loads, far transfers,
 * task switches, control, debug and model-specific registers, CPUID, port input and output.
 */
package dev.ringside.emulator.cpu.system;
