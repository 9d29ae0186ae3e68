/**
 * Boots Linux kernels in bzImage format by the x86 boot protocol (Linux, Documentation/x86/boot.rst).
 */
package dev.ringside.emulator.boot.linux;
