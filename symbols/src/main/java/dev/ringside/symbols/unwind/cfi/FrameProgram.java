package dev.ringside.symbols.unwind.cfi;

import dev.ringside.symbols.sections.SectionCursor;
import java.util.ArrayDeque;
import java.util.Deque;

/** Executes call frame instructions (DWARF 5, 6.4.2). There are no loops in them, so they end with their bytes. */
final class FrameProgram {
    /** Hears of each row as its range of code is complete, and says whether to go on. */
    interface Rows {
        /** A row holds from {@code from} on and before {@code to}. */
        boolean next(long from, long to, FrameRow row);
    }

    private static final int HIGHEST_REGISTER = 1023;
    private static final int MOST_SAVED = 64;

    private static final int ADVANCE = 0x40;
    private static final int OFFSET = 0x80;
    private static final int RESTORE = 0xC0;

    private final FrameSection section;
    private final FunctionEntry function;
    private final CommonEntry common;
    private final Deque<FrameRow> saved = new ArrayDeque<>();
    private FrameRow row = new FrameRow();
    private FrameRow initial;
    private long location;
    private boolean stopped;

    private FrameProgram(FrameSection section, FunctionEntry function) {
        this.section = section;
        this.function = function;
        this.common = function.common();
        this.location = function.start();
    }

    /** Gives the rows of a function in the order of its instructions. */
    static void run(FrameSection section, FunctionEntry function, Rows rows) {
        var program = new FrameProgram(section, function);
        program.execute(new SectionCursor(section.bytes(), function.common().program(), function.common().end()), rows);
        program.initial = program.row.copy();
        program.execute(new SectionCursor(section.bytes(), function.program(), function.end()), rows);
        if (!program.stopped) {
            rows.next(program.location, section.truncated(function.start() + function.size()), program.row);
        }
    }

    private void execute(SectionCursor cursor, Rows rows) {
        while (!cursor.atEnd() && !stopped) {
            long at = cursor.offset();
            int opcode = cursor.u8("call frame instruction");
            int operand = opcode & 0x3F;
            switch (opcode & 0xC0) {
                case ADVANCE -> advance(operand, rows);
                case OFFSET -> row.set(operand, new RegisterRule.Offset(cursor.uleb("offset") * common.dataFactor()));
                case RESTORE -> restore(operand, cursor, at);
                default -> extended(opcode, cursor, at, rows);
            }
        }
    }

    private void extended(int opcode, SectionCursor cursor, long at, Rows rows) {
        switch (opcode) {
            case 0x00 -> { }
            case 0x01 -> setLocation(cursor, rows);
            case 0x02 -> advance(cursor.u8("advance"), rows);
            case 0x03 -> advance(cursor.u16("advance"), rows);
            case 0x04 -> advance(cursor.u32("advance"), rows);
            case 0x05 -> row.set(register(cursor), new RegisterRule.Offset(cursor.uleb("offset") * common.dataFactor()));
            case 0x06 -> restore(register(cursor), cursor, at);
            case 0x07 -> row.set(register(cursor), new RegisterRule.Undefined());
            case 0x08 -> row.set(register(cursor), new RegisterRule.Same());
            case 0x09 -> row.set(register(cursor), new RegisterRule.Register(register(cursor)));
            case 0x0A -> save(cursor, at);
            case 0x0B -> row = saved(cursor, at);
            case 0x0C -> cfa(register(cursor), cursor.uleb("offset"));
            case 0x0D -> cfaRegister(register(cursor), cursor, at);
            case 0x0E -> cfaOffset(cursor.uleb("offset"), cursor, at);
            case 0x0F -> row.cfaExpression = block(cursor);
            case 0x10 -> row.set(register(cursor), new RegisterRule.At(block(cursor)));
            case 0x11 -> row.set(register(cursor), new RegisterRule.Offset(cursor.sleb("offset") * common.dataFactor()));
            case 0x12 -> cfa(register(cursor), cursor.sleb("offset") * common.dataFactor());
            case 0x13 -> cfaOffset(cursor.sleb("offset") * common.dataFactor(), cursor, at);
            case 0x14 -> row.set(register(cursor), new RegisterRule.ValueOffset(cursor.uleb("offset") * common.dataFactor()));
            case 0x15 -> row.set(register(cursor), new RegisterRule.ValueOffset(cursor.sleb("offset") * common.dataFactor()));
            case 0x16 -> row.set(register(cursor), new RegisterRule.Value(block(cursor)));
            // DW_CFA_GNU_args_size: what arguments take on the stack, of no use here.
            case 0x2E -> cursor.uleb("size of arguments");
            case 0x2F -> row.set(register(cursor), new RegisterRule.Offset(-cursor.uleb("offset") * common.dataFactor()));
            default -> throw cursor.section().fault(at, "a call frame instruction", "0x" + Integer.toHexString(opcode));
        }
    }

    private void advance(long count, Rows rows) {
        moveTo(section.truncated(location + count * common.codeFactor()), rows);
    }

    private void setLocation(SectionCursor cursor, Rows rows) {
        moveTo(section.isEh() ? EncodedPointer.read(cursor, common.codeEncoding(), section, "address of code")
            : cursor.unsigned(common.addressSize(), "address of code"), rows);
    }

    private void moveTo(long to, Rows rows) {
        stopped = !rows.next(location, to, row);
        location = to;
    }

    private void restore(int register, SectionCursor cursor, long at) {
        if (initial == null) {
            throw cursor.section().fault(at, "an instruction that a CIE may have", "DW_CFA_restore");
        }
        row.set(register, initial.rule(register));
    }

    private void save(SectionCursor cursor, long at) {
        if (saved.size() == MOST_SAVED) {
            throw cursor.section().fault(at, "at most " + MOST_SAVED + " saved states", "another DW_CFA_remember_state");
        }
        saved.push(row.copy());
    }

    private FrameRow saved(SectionCursor cursor, long at) {
        if (saved.isEmpty()) {
            throw cursor.section().fault(at, "a saved state", "DW_CFA_restore_state without one");
        }
        return saved.pop();
    }

    private void cfa(int register, long offset) {
        row.cfaExpression = null;
        row.cfaRegister = register;
        row.cfaOffset = offset;
    }

    private void cfaRegister(int register, SectionCursor cursor, long at) {
        requireRegister(cursor, at);
        row.cfaRegister = register;
    }

    private void cfaOffset(long offset, SectionCursor cursor, long at) {
        requireRegister(cursor, at);
        row.cfaOffset = offset;
    }

    private void requireRegister(SectionCursor cursor, long at) {
        if (row.cfaExpression != null || row.cfaRegister < 0) {
            throw cursor.section().fault(at, "a canonical frame address of register and offset to be changed", "none");
        }
    }

    private static int register(SectionCursor cursor) {
        long at = cursor.offset();
        long number = cursor.uleb("register");
        if (number < 0 || number > HIGHEST_REGISTER) {
            throw cursor.section().fault(at, "a register of at most " + HIGHEST_REGISTER, Long.toUnsignedString(number));
        }
        return (int) number;
    }

    private static RegisterRule.Block block(SectionCursor cursor) {
        long length = cursor.uleb("length of an expression");
        return new RegisterRule.Block(cursor.skip(length, "expression"), length);
    }
}
