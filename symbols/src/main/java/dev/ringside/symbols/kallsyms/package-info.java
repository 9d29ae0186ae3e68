/**
 * The symbols that a Linux kernel carries in itself, found in its image or in the memory of a guest without any file beside it. Its
 * tables have no header, and their order has changed over the years; they are recognised by their structure, checked as a whole, and
 * refused when anything does not fit or more than one reading does.
 *
 * <p>The tables are written by {@code scripts/kallsyms.c} of the Linux sources and read by {@code kernel/kallsyms.c}:
 *
 * <pre>
 *   2.6.10 to 4.5   addresses                                num_syms names markers                token_table token_index
 *   4.6 to 6.1      offsets relative_base (or addresses)     num_syms names markers                token_table token_index
 *   6.2, 6.3        offsets relative_base (or addresses)     num_syms names markers seqs_of_names  token_table token_index
 *   6.4 on          num_syms names markers token_table token_index   offsets relative_base (or addresses) seqs_of_names
 *   later           num_syms names markers token_table token_index   offsets from their own place         seqs_of_names
 * </pre>
 *
 * <p>Stable series have some of it earlier (6.1.y got {@code seqs_of_names}). Until 4.20 markers are as wide as pointers, then 32 bits.
 */
package dev.ringside.symbols.kallsyms;
