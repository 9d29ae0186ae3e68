/**
 * MMX, SSE, SSE2, SSE3, SSSE3, SSE4.1 and SSE4.2. Each group file holds pure functions on 64-bit halves of vector registers, and the
 * rows that say which mnemonic they serve and in which operand shape; {@link dev.ringside.emulator.cpu.simd.SimdSemantics} binds them
 * to the instruction table.
 */
package dev.ringside.emulator.cpu.simd;
