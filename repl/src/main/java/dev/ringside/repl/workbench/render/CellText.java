package dev.ringside.repl.workbench.render;

import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Style;
import java.util.HexFormat;

/** The text of cells: plain to be measured, painted to be shown. */
final class CellText {
    private static final int MNEMONIC_END = 6;

    private final Palette palette;

    CellText(Palette palette) {
        this.palette = palette;
    }

    /** The text without colours. */
    static String plain(Cell cell) {
        return new CellText(Palette.NONE).painted(cell);
    }

    /** The text as the terminal gets it. */
    String painted(Cell cell) {
        return switch (cell) {
            case Cell.Text(String text, Style style) -> palette.paint(printable(text), style);
            case Cell.Number(long value, boolean signed) ->
                palette.paint(signed ? Long.toString(value) : Long.toUnsignedString(value), Style.NUMBER);
            case Cell.Hex(long value, int digits) -> palette.paint(hex(value, digits), Style.NUMBER);
            case Cell.Address(long linear, int digits, var name) -> palette.paint(hex(linear, digits), Style.ADDRESS)
                + name.map(text -> " " + palette.paint("<" + printable(text) + ">", Style.SYMBOL)).orElse("");
            case Cell.Physical(long address, int digits) -> palette.paint("phys:" + hex(address, digits), Style.ADDRESS);
            case Cell.Truth(boolean value) -> palette.paint(value ? "yes" : "no", Style.PLAIN);
            case Cell.Code(String text) -> code(printable(text));
            case Cell.Missing(String why) -> palette.paint(printable(why), Style.REMARK);
            case Cell.Chain(var cells, String separator) -> chain(cells, separator);
            case Cell.Marked(Cell inner, Style style) -> palette.paint(plain(inner), style);
        };
    }

    private String chain(Iterable<Cell> cells, String separator) {
        var text = new StringBuilder();
        for (Cell cell : cells) {
            String part = painted(cell);
            if (!part.isEmpty()) {
                text.append(text.isEmpty() ? "" : separator).append(part);
            }
        }
        return text.toString();
    }

    /** The mnemonic, which the disassembler pads to six columns, then the operands. */
    private String code(String text) {
        int end = text.indexOf(' ');
        int symbol = text.indexOf('<');
        if (end < 0 || end > MNEMONIC_END && symbol >= 0 && symbol < end) {
            return palette.paint(text, Style.MNEMONIC);
        }
        String operands = symbol < 0 ? text.substring(end) : text.substring(end, symbol) + palette.paint(text.substring(symbol), Style.SYMBOL);
        return palette.paint(text.substring(0, end), Style.MNEMONIC) + operands;
    }

    static String hex(long value, int digits) {
        String text = Long.toHexString(value);
        return "0x" + "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    /** What terminals take for commands is shown as an escape. */
    static String printable(String text) {
        if (text.chars().noneMatch(CellText::control)) {
            return text;
        }
        var shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (control(c)) {
                shown.append(c == '\t' ? " " : "\\x" + HexFormat.of().toHexDigits((byte) c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean control(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || Character.getType(c) == Character.FORMAT;
    }
}
