package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionCursor;

/** Carries out the program of a line table (DWARF 5, 6.2.5). Each row costs a byte at least, so the program bounds its work. */
final class LineProgram {
    private static final int EXTENDED = 0;
    private static final int COPY = 1;
    private static final int ADVANCE_PC = 2;
    private static final int ADVANCE_LINE = 3;
    private static final int SET_FILE = 4;
    private static final int SET_COLUMN = 5;
    private static final int NEGATE_STMT = 6;
    private static final int CONST_ADD_PC = 8;
    private static final int FIXED_ADVANCE_PC = 9;
    private static final int LAST_SPECIAL = 255;
    private static final int END_SEQUENCE = 1;
    private static final int SET_ADDRESS = 2;

    private final LineHeader header;
    private final SectionCursor cursor;
    private final Rows rows;
    private final long addressMask;

    private long address;
    private long file;
    private int line;
    private int column;
    private boolean isStatement;

    /** Whoever takes the rows. */
    @FunctionalInterface
    interface Rows {
        /** The next row; a row that ends a sequence has the first address behind it. */
        void row(long address, int file, int line, int column, boolean isStatement, boolean endsSequence);
    }

    private LineProgram(Section section, LineHeader header, Rows rows) {
        this.header = header;
        this.cursor = new SectionCursor(section, header.program(), header.end());
        this.rows = rows;
        this.addressMask = header.addressSize() == 8 ? -1L : 0xFFFF_FFFFL;
        reset();
    }

    static void run(Section section, LineHeader header, Rows rows) {
        var program = new LineProgram(section, header, rows);
        while (!program.cursor.atEnd()) {
            program.step();
        }
    }

    private void reset() {
        address = 0;
        file = 1;
        line = 1;
        column = 0;
        isStatement = header.defaultIsStatement();
    }

    private void step() {
        int opcode = cursor.u8("opcode");
        if (opcode >= header.opcodeBase()) {
            int adjusted = opcode - header.opcodeBase();
            advance(adjusted / header.lineRange());
            line += header.lineBase() + adjusted % header.lineRange();
            emit(false);
            return;
        }
        switch (opcode) {
            case EXTENDED -> extended();
            case COPY -> emit(false);
            case ADVANCE_PC -> advance(cursor.uleb("address advance"));
            case ADVANCE_LINE -> line += (int) cursor.sleb("line advance");
            case SET_FILE -> file = cursor.uleb("file");
            case SET_COLUMN -> column = (int) cursor.uleb("column");
            case NEGATE_STMT -> isStatement = !isStatement;
            case CONST_ADD_PC -> advance((LAST_SPECIAL - header.opcodeBase()) / header.lineRange());
            case FIXED_ADVANCE_PC -> address = address + cursor.u16("address advance") & addressMask;
            // The rest changes nothing that is kept here: basic blocks, prologues, ISAs, and what later versions may add.
            default -> {
                for (int i = 0; i < header.operandCounts()[opcode - 1]; i++) {
                    cursor.uleb("operand");
                }
            }
        }
    }

    private void extended() {
        long length = cursor.uleb("length of an extended opcode");
        long start = cursor.skip(length, "extended opcode");
        if (length == 0) {
            return;
        }
        var operands = new SectionCursor(cursor.section(), start, start + length);
        switch (operands.u8("extended opcode")) {
            case END_SEQUENCE -> {
                emit(true);
                reset();
            }
            case SET_ADDRESS -> address = operands.unsigned((int) Math.min(length - 1, Long.BYTES), "address");
            default -> { }
        }
    }

    private void advance(long operations) {
        address = address + operations * header.instructionLength() & addressMask;
    }

    private void emit(boolean ends) {
        rows.row(address, (int) Math.min(file, Integer.MAX_VALUE), line, column, isStatement, ends);
    }
}
