/**
 * Little-endian ELF files of both widths, of any machine: headers, sections, segments, symbols, notes. Reads what symbols and debugging
 * information need; loading an image to run it is another matter, done elsewhere by other rules.
 */
package dev.ringside.symbols.elf;
