/**
 * The processor: registers, flags, segmentation, exceptions, privileged state, and the semantics of every instruction, written once.
 */
package dev.ringside.emulator.cpu;
