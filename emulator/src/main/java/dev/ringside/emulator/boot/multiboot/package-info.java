/**
 * Boots kernels by the Multiboot specification, version 0.6.96 ("multiboot 1").
 */
package dev.ringside.emulator.boot.multiboot;
