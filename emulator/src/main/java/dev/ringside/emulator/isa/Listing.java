package dev.ringside.emulator.isa;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;

/** Disassembles a range of bytes into lines. Any bytes may come in; what is no instruction is listed as {@code (bad)}. */
public final class Listing {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    /**
     * One instruction of a listing.
     *
     * @param address address of its first byte
     * @param bytes its bytes in hexadecimal, separated by spaces
     * @param text the instruction; {@code (bad)} for a byte that starts none, or one that the range cuts off
     */
    public record Line(long address, String bytes, String text) {
        @Override
        public String toString() {
            return String.format("%8x:  %-30s %s", address, bytes, text);
        }
    }

    private final Decoder decoder = new Decoder(EnumSet.allOf(Feature.class));
    private final int mode;
    private final Syntax syntax;
    private final SymbolResolver symbols;

    /**
     * A lister for code of one kind; every feature that the table knows is on.
     *
     * @param mode code size: 16, 32 or 64
     * @param symbols names for addresses, or null
     */
    public Listing(int mode, Syntax syntax, SymbolResolver symbols) {
        this.mode = mode;
        this.syntax = syntax;
        this.symbols = symbols;
    }

    /**
     * Lists the instructions in {@code bytes}, of which the first is at {@code address}.
     *
     * @param limit how many instructions at most
     */
    public List<Line> lines(byte[] bytes, long address, int limit) {
        List<Line> lines = new ArrayList<>();
        int at = 0;
        while (at < bytes.length && lines.size() < limit) {
            Instruction instruction = decoder.decode(bytes, at, bytes.length - at, address + at, mode);
            boolean valid = instruction != null && instruction.row != InstructionTable.INVALID
                    && instruction.row != InstructionTable.TOO_LONG;
            int length = valid ? instruction.length : 1;
            String text = valid ? Disassembler.format(instruction, bytes, at, syntax, symbols) : "(bad)";
            lines.add(new Line(address + at, HEX.formatHex(bytes, at, at + length), text));
            at += length;
        }
        return lines;
    }
}
