/**
 * The call frame information of DWARF (DWARF 5, 6.4): for each instruction, where the caller's registers are. {@code .debug_frame} is for
 * debuggers; {@code .eh_frame} is nearly the same, stays in programs and is described by the Linux Standard Base Core Specification 5.0,
 * chapter 10.6, and the System V ABI, AMD64 supplement, 4.2.4.
 */
package dev.ringside.symbols.unwind.cfi;
