/**
 * From a function to its caller: the call stack of whatever a processor was doing when it stopped. A
 * {@link dev.ringside.symbols.unwind.StackWalk} asks its {@link dev.ringside.symbols.unwind.Unwinder}s in turn, those that know before
 * those that guess, and every {@link dev.ringside.symbols.unwind.Frame} says how it was found. Registers that an unwinder cannot know in a
 * caller are not known there; nothing is made up.
 *
 * <p>{@code unwind.orc} reads the tables of x86-64 Linux kernels, {@code unwind.cfi} the call frame information of DWARF.
 */
package dev.ringside.symbols.unwind;
