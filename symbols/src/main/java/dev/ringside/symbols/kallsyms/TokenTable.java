package dev.ringside.symbols.kallsyms;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The 256 pieces that names are made of: {@code kallsyms_token_table}, texts that end with a zero byte each, and
 * {@code kallsyms_token_index}, where each begins. Characters that occur in names stand for themselves; the digits always do, one
 * after another, and no other part of a kernel looks like that.
 *
 * @param piece  the memory around
 * @param start  where the table of texts begins in it
 * @param end    where the index ends
 * @param tokens the texts
 */
record TokenTable(Piece piece, int start, int end, byte[][] tokens) {
    static final int COUNT = 256;
    /** What the table is searched by. */
    static final byte[] DIGITS = "0\0001\0002\0003\0004\0005\0006\0007\0008\0009\000".getBytes(StandardCharsets.ISO_8859_1);
    /** No table is longer, since its index has 16 bits. Twice that, and the index, is what has to be seen around the digits. */
    static final int REACH = 2 << 16;

    private static final int MOST_PADDING = 8;

    /** The table whose digits are at {@code digits}, if table and index agree in each entry. */
    static Optional<TokenTable> at(Piece piece, int digits) {
        int textsEnd = digits;
        for (int i = '0'; i < COUNT; i++) {
            textsEnd = next(piece, textsEnd);
            if (textsEnd < 0) {
                return Optional.empty();
            }
        }
        for (int index = textsEnd; index < textsEnd + MOST_PADDING && piece.has(index, 2 * COUNT); index++) {
            int start = digits - piece.u16(index + 2 * '0');
            if (piece.isZero(textsEnd, index) && start >= 0) {
                byte[][] tokens = tokens(piece, start, index, textsEnd);
                if (tokens != null) {
                    return Optional.of(new TokenTable(piece, start, index + 2 * COUNT, tokens));
                }
            }
        }
        return Optional.empty();
    }

    private static int next(Piece piece, int text) {
        int at = text;
        while (at - text < REACH / 2 && piece.has(at, 1)) {
            if (piece.u8(at++) == 0) {
                return at;
            }
        }
        return -1;
    }

    private static byte[][] tokens(Piece piece, int start, int index, int textsEnd) {
        byte[][] tokens = new byte[COUNT][];
        int at = start;
        for (int i = 0; i < COUNT; i++) {
            int next = piece.u16(index + 2 * i) == at - start ? next(piece, at) : -1;
            if (next < 0 || next > textsEnd) {
                return null;
            }
            tokens[i] = new byte[next - 1 - at];
            piece.bytes().get(at, tokens[i]);
            at = next;
        }
        return at == textsEnd ? tokens : null;
    }
}
