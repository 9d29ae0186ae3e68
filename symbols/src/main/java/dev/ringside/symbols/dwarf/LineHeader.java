package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionCursor;

/**
 * The header of a line table (DWARF 5, 6.2.4), without its files.
 *
 * @param offset         where the table begins
 * @param end            where it ends
 * @param version        2 to 5
 * @param offsetSize     bytes of an offset into a section
 * @param addressSize    bytes of an address
 * @param instructionLength minimum_instruction_length
 * @param defaultIsStatement default_is_stmt
 * @param lineBase       line_base
 * @param lineRange      line_range
 * @param operandCounts  standard_opcode_lengths, from opcode 1 on
 * @param files          offset of the tables of directories and files
 * @param program        offset of the program
 */
record LineHeader(long offset, long end, int version, int offsetSize, int addressSize, int instructionLength, boolean defaultIsStatement,
        int lineBase, int lineRange, int[] operandCounts, long files, long program) {
    private static final long FIRST_RESERVED_LENGTH = 0xFFFF_FFF0L;
    private static final long LENGTH_64 = 0xFFFF_FFFFL;

    /** Reads a header; {@code addressSize} is that of the unit, which old tables do not say. */
    static LineHeader read(Section section, long offset, int addressSize) {
        var cursor = new SectionCursor(section, offset, section.length());
        long length = cursor.u32("unit_length");
        int offsetSize = 4;
        if (length == LENGTH_64) {
            length = cursor.u64("unit_length");
            offsetSize = 8;
        } else if (length >= FIRST_RESERVED_LENGTH) {
            throw section.fault(offset, "unit_length", "the reserved 0x" + Long.toHexString(length));
        }
        long end = cursor.offset() + length;
        section.index(cursor.offset(), length, "line table");
        int version = cursor.u16("version of a line table");
        if (version < 2 || version > 5) {
            throw section.fault(cursor.offset() - 2, "line table version 2 to 5", Integer.toString(version));
        }
        int size = addressSize;
        if (version >= 5) {
            size = cursor.u8("address_size");
            int selectors = cursor.u8("segment_selector_size");
            if (size != 4 && size != 8 || selectors != 0) {
                throw section.fault(cursor.offset() - 2, "addresses of 4 or 8 bytes without segments", size + " and " + selectors + " bytes");
            }
        }
        long headerLength = cursor.unsigned(offsetSize, "header_length");
        long program = cursor.offset() + headerLength;
        if (headerLength < 0 || program > end) {
            throw section.fault(cursor.offset() - offsetSize, "a header within the table", headerLength + " bytes");
        }
        return fields(new SectionCursor(section, cursor.offset(), program), offset, end, version, offsetSize, size);
    }

    private static LineHeader fields(SectionCursor cursor, long offset, long end, int version, int offsetSize, int addressSize) {
        int instructionLength = cursor.u8("minimum_instruction_length");
        int operations = version >= 4 ? cursor.u8("maximum_operations_per_instruction") : 1;
        if (operations != 1) {
            throw cursor.section().fault(cursor.offset() - 1, "one operation an instruction", operations + ", which is not supported");
        }
        boolean isStatement = cursor.u8("default_is_stmt") != 0;
        int lineBase = cursor.s8("line_base");
        int lineRange = cursor.u8("line_range");
        if (lineRange == 0) {
            throw cursor.section().fault(cursor.offset() - 1, "line_range above 0", "0");
        }
        int opcodeBase = cursor.u8("opcode_base");
        int[] operandCounts = new int[Math.max(0, opcodeBase - 1)];
        for (int i = 0; i < operandCounts.length; i++) {
            operandCounts[i] = cursor.u8("standard_opcode_lengths");
        }
        return new LineHeader(offset, end, version, offsetSize, addressSize, instructionLength, isStatement, lineBase, lineRange, operandCounts,
            cursor.offset(), cursor.end());
    }

    int opcodeBase() {
        return operandCounts.length + 1;
    }
}
