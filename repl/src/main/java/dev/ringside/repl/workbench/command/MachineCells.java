package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.inspect.layout.FieldValue;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.List;
import java.util.stream.Collectors;

/** Cells and tables that views of the machine have in common. */
final class MachineCells {
    private static final int RANGE_DIGITS = 8;
    private static final long KIB = 1 << 10, MIB = 1 << 20, GIB = 1 << 30;

    private MachineCells() {}

    /** A size in the largest unit that leaves a whole number: {@code 2M}. */
    static Cell size(long bytes) {
        if (bytes == 0) {
            return Cell.text("2^64", Style.NUMBER);
        }
        return Cell.text(Long.remainderUnsigned(bytes, GIB) == 0 ? Long.divideUnsigned(bytes, GIB) + "G"
            : Long.remainderUnsigned(bytes, MIB) == 0 ? Long.divideUnsigned(bytes, MIB) + "M"
            : Long.remainderUnsigned(bytes, KIB) == 0 ? Long.divideUnsigned(bytes, KIB) + "K" : Long.toUnsignedString(bytes), Style.NUMBER);
    }

    /** A value taken apart: a row for each field. */
    static Result.Table bits(List<FieldValue> fields) {
        var table = Result.table(">bits", "name", ">value", "meaning");
        fields.forEach(f -> table.row(Cell.text(f.field().position()), Cell.text(f.field().name(), Style.REGISTER), Cell.hex(f.value()),
            Cell.text(f.words(), f.field().reserved() ? Style.WARNING : Style.PLAIN)));
        return table.build();
    }

    /** Numbers as people write vectors: {@code 0x20 0xec}; a dash for none. */
    static Cell vectors(List<Integer> vectors) {
        return Cell.text(vectors.isEmpty() ? "-" : vectors.stream().map(v -> "0x" + Integer.toHexString(v)).collect(Collectors.joining(" ")));
    }

    /** A word when something is so, otherwise nothing. */
    static Cell when(boolean so, String word) {
        return Cell.text(so ? word : "");
    }

    /** An address range of physical memory. */
    static Cell range(long first, long last) {
        return Cell.joined(new Cell.Hex(first, RANGE_DIGITS), Cell.text("-"), new Cell.Hex(last, RANGE_DIGITS));
    }
}
