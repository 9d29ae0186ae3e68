/**
 * Reads DWARF 4 and 5 (dwarfstd.org): types, functions, global variables, source lines. Sections stay as they are in the file; an entry
 * is decoded when it is asked for, through small tables of where entries stand. Split files ({@code .dwo}) and supplementary files
 * (dwz) are not supported, and say so.
 */
package dev.ringside.symbols.dwarf;
