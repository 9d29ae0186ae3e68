/**
 * Loaders: bzImage, ELF, multiboot, PVH, ROM, boot sector.
 */
package dev.ringside.emulator.boot;
