/**
 * Guest physical memory, page walker, TLB, MMIO dispatch. Two words, never mixed: linear, physical.
 */
package dev.ringside.emulator.memory;
