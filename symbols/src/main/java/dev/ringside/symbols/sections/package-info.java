/**
 * The bytes that debug information is read from: named, bounded, hostile. Readers of BTF and DWARF ask for sections by name and need
 * not know whether an ELF file, an unpacked kernel or guest memory is behind them.
 */
package dev.ringside.symbols.sections;
