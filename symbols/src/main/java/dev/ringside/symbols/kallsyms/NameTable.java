package dev.ringside.symbols.kallsyms;

import java.util.BitSet;

/**
 * The compressed names in front of a token table: {@code kallsyms_num_syms}, {@code kallsyms_names} and {@code kallsyms_markers}, the
 * last of which says where each 256th name begins.
 *
 * @param tokens  what the names are made of
 * @param format  how their lengths are written
 * @param count   how many there are
 * @param countAt where their number stands
 * @param namesAt where the first name begins
 */
record NameTable(TokenTable tokens, Lengths format, int count, int countAt, int namesAt) {
    static final int NAMES_PER_MARKER = 256;

    /** How the number of tokens of a name is written in front of it. */
    enum Lengths {
        /** Since 6.1: seven bits in a byte, and seven more in the next one if the first has its highest bit set. */
        ONE_OR_TWO_BYTES,
        /** Before: a byte. */
        ONE_BYTE
    }

    /** Where the name at {@code at} ends; -1: there is none. */
    static int end(Piece piece, int at, Lengths format) {
        if (!piece.has(at, 2)) {
            return -1;
        }
        int length = piece.u8(at);
        int first = at + 1;
        if (format == Lengths.ONE_OR_TWO_BYTES && length >= 0x80) {
            length = length & 0x7F | piece.u8(first++) << 7;
        }
        return length > 0 && piece.has(first, length) ? first + length : -1;
    }

    /** Whether numbers of three bytes each, big endian, are 0 to count - 1 in some order: {@code kallsyms_seqs_of_names}. */
    static boolean isPermutation(Piece piece, int at, int count) {
        if (!piece.has(at, 3L * count)) {
            return false;
        }
        var seen = new BitSet(count);
        for (int i = 0; i < count; i++) {
            int number = piece.u8(at + 3 * i) << 16 | piece.u8(at + 3 * i + 1) << 8 | piece.u8(at + 3 * i + 2);
            if (number >= count || seen.get(number)) {
                return false;
            }
            seen.set(number);
        }
        return true;
    }
}
