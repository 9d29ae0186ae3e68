package dev.ringside.symbols.dwarf;

/**
 * A row of the line table: from this address on, instructions come from this line.
 *
 * @param address     the first address
 * @param file        path of the source file, as complete as the table has it
 * @param line        line, from 1; 0 when the instructions come from no line
 * @param column      column, from 1; 0 when not known
 * @param isStatement whether a breakpoint for the line belongs here
 */
public record SourceLine(long address, String file, int line, int column, boolean isStatement) {
}
