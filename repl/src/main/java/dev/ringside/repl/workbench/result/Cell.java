package dev.ringside.repl.workbench.result;

import java.util.List;
import java.util.Optional;

/** The smallest part of a {@link Result}: one value with its type. Immutable. */
public sealed interface Cell {
    /** Text. Control characters in it, which a guest may have put there, never reach a terminal. */
    record Text(String text, Style style) implements Cell {}

    /**
     * A number in decimal.
     *
     * @param signed whether bit 63 is the sign
     */
    record Number(long value, boolean signed) implements Cell {}

    /**
     * Bits, in hexadecimal.
     *
     * @param digits leading zeros are written up to so many digits; 0 for none
     */
    record Hex(long value, int digits) implements Cell {}

    /**
     * A linear address.
     *
     * @param digits as for {@link Hex}
     * @param name the symbol it belongs to, with its offset; empty when none is known
     */
    record Address(long linear, int digits, Optional<String> name) implements Cell {}

    /** A physical address; {@code digits} as for {@link Hex}. */
    record Physical(long address, int digits) implements Cell {}

    /** Yes or no. */
    record Truth(boolean value) implements Cell {}

    /** An instruction in the disassembler's spelling. */
    record Code(String text) implements Cell {}

    /** There is no value; {@code why} says so in a few words. */
    record Missing(String why) implements Cell {}

    /**
     * Several values that belong together.
     *
     * @param separator stands between them in text
     */
    record Chain(List<Cell> cells, String separator) implements Cell {
        /** Copies the list. */
        public Chain {
            cells = List.copyOf(cells);
        }
    }

    /** A value shown in another style than its own. */
    record Marked(Cell cell, Style style) implements Cell {}

    /** Plain text. */
    static Text text(String text) {
        return new Text(text, Style.PLAIN);
    }

    /** Text of a style. */
    static Text text(String text, Style style) {
        return new Text(text, style);
    }

    /** An unsigned decimal number: a count, a size, an index. */
    static Number count(long value) {
        return new Number(value, false);
    }

    /** Bits, without leading zeros. */
    static Hex hex(long value) {
        return new Hex(value, 0);
    }

    /** A linear address of which no symbol is known. */
    static Address address(long linear) {
        return new Address(linear, 0, Optional.empty());
    }

    /** A physical address, without leading zeros. */
    static Physical physical(long address) {
        return new Physical(address, 0);
    }

    /** Values one after the other, a blank between them. */
    static Chain line(Cell... cells) {
        return new Chain(List.of(cells), " ");
    }

    /** Values right behind each other. */
    static Chain joined(Cell... cells) {
        return new Chain(List.of(cells), "");
    }

    /** The same in another style. */
    default Cell marked(Style style) {
        return new Marked(this, style);
    }
}
