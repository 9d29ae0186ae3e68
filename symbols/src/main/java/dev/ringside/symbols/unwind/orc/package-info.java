/**
 * The unwind tables of x86-64 Linux kernels (CONFIG_UNWINDER_ORC, 4.14 and later): two arrays of the same length, sorted by address. One
 * has the addresses that rules begin at, as distances from their own place; the other has the rules, {@code struct orc_entry} of
 * arch/x86/include/asm/orc_types.h, whose bits have changed twice ({@link dev.ringside.symbols.unwind.orc.OrcLayout}). A kernel links
 * symbols around both ({@code __start_orc_unwind_ip}, {@code __start_orc_unwind}, and {@code __stop_} of either).
 */
package dev.ringside.symbols.unwind.orc;
