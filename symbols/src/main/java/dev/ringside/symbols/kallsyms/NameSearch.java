package dev.ringside.symbols.kallsyms;

import dev.ringside.symbols.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the names that belong to a token table, going backwards from it: markers end there, or before {@code kallsyms_seqs_of_names};
 * the names end where the markers begin; their number stands before the first. Only what agrees with every marker is a find.
 */
final class NameSearch {
    /** Tables begin at multiples of 8, or of 4: so much may lie between one and the next. */
    private static final int MOST_PADDING = 7;
    private static final int MOST_COUNT = 1 << 20;
    /** No name has more tokens than the longest has characters (KSYM_NAME_LEN of the kernel's sources, 512). */
    private static final int LONGEST_NAME = 514;
    /** What no real kernel needs a tenth of: hostile bytes could look like the beginning of a table at every turn. */
    private static final long MOST_WORK = 200_000_000;

    private final KernelMemory memory;
    private final TokenTable tokens;
    private final Piece piece;
    private final NameTable.Lengths format;
    private final List<NameTable> found = new ArrayList<>();
    private long work;

    private NameSearch(KernelMemory memory, TokenTable tokens, NameTable.Lengths format) {
        this.memory = memory;
        this.tokens = tokens;
        this.piece = tokens.piece();
        this.format = format;
    }

    /** All readings of what is before the token table. */
    static List<NameTable> before(TokenTable tokens, KernelMemory memory) throws FormatException {
        for (NameTable.Lengths format : NameTable.Lengths.values()) {
            var search = new NameSearch(memory, tokens, format);
            search.all();
            if (!search.found.isEmpty()) {
                return search.found;
            }
        }
        return List.of();
    }

    private void all() throws FormatException {
        for (int width = 4; width <= memory.pointer(); width += 4) {
            int end = tokens.start() - Math.floorMod((int) (piece.address() + tokens.start()), 4);
            for (; end >= 0 && tokens.start() - end <= 3 * MOST_COUNT + 2 * MOST_PADDING; end -= 4) {
                markersEndAt(end, width);
            }
        }
    }

    /** Tries markers that end here, directly before the token table or with three bytes for each name in between. */
    private void markersEndAt(int end, int width) throws FormatException {
        int distance = tokens.start() - end;
        if (distance <= MOST_PADDING && piece.isZero(end, tokens.start())) {
            int least = 1;
            for (int at = end - width; piece.has(at, width); at -= width, least += NameTable.NAMES_PER_MARKER) {
                spend(1);
                if (piece.word(at, width) == 0) {
                    markers(at, end, width, least, least + NameTable.NAMES_PER_MARKER - 1, -1);
                    break;
                }
                if (at < width || Long.compareUnsigned(piece.word(at - width, width), piece.word(at, width)) >= 0) {
                    break;
                }
            }
        }
        int most = distance / 3;
        int least = Math.max(1, (distance - 2 * MOST_PADDING) / 3);
        for (int blocks = blocks(least); blocks <= blocks(most); blocks++) {
            int first = (blocks - 1) * NameTable.NAMES_PER_MARKER + 1;
            int at = end - blocks * width;
            if (piece.has(at, width) && piece.word(at, width) == 0 && isRising(at, end, width)) {
                markers(at, end, width, Math.max(least, first), Math.min(most, first + NameTable.NAMES_PER_MARKER - 1), end);
            }
        }
    }

    private static int blocks(int count) {
        return (count + NameTable.NAMES_PER_MARKER - 1) / NameTable.NAMES_PER_MARKER;
    }

    private boolean isRising(int from, int end, int width) throws FormatException {
        for (int at = end - width; at > from; at -= width) {
            spend(1);
            if (Long.compareUnsigned(piece.word(at - width, width), piece.word(at, width)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Tries markers from {@code from} to {@code end}, and every place before them where the number of names could stand. */
    private void markers(int from, int end, int width, int least, int most, int permutation) throws FormatException {
        long last = piece.word(end - width, width);
        if (last < 0 || last > from) {
            return;
        }
        long nearest = from - last - 2;
        long furthest = Math.max(4, nearest - (long) LONGEST_NAME * NameTable.NAMES_PER_MARKER - MOST_PADDING);
        for (int names = (int) nearest - Math.floorMod((int) (piece.address() + nearest), 4); names >= furthest; names -= 4) {
            spend(1);
            for (int countAt = names - 4; countAt >= Math.max(0, names - 8); countAt -= 4) {
                long count = piece.u32(countAt);
                if (count >= least && count <= Math.min(most, MOST_COUNT) && (permutation < 0 || hasPermutation(permutation, (int) count))
                        && agrees(names, from, width, (int) count)) {
                    var table = new NameTable(tokens, format, (int) count, countAt, names);
                    // One or two markers read the same in either width.
                    if (!found.contains(table)) {
                        found.add(table);
                    }
                }
            }
        }
    }

    private boolean hasPermutation(int markersEnd, int count) throws FormatException {
        spend(count);
        for (int padding = 0; padding <= 4; padding += 4) {
            int at = markersEnd + padding;
            int rest = tokens.start() - (at + 3 * count);
            if (rest >= 0 && rest <= MOST_PADDING && piece.isZero(markersEnd, at) && piece.isZero(at + 3 * count, tokens.start())
                    && NameTable.isPermutation(piece, at, count)) {
                return true;
            }
        }
        return false;
    }

    /** Whether names from {@code names} on begin where the markers say, and end where the markers begin. */
    private boolean agrees(int names, int markers, int width, int count) throws FormatException {
        int at = names;
        for (int i = 0; i < count; i++) {
            spend(1);
            if (i % NameTable.NAMES_PER_MARKER == 0 && piece.word(markers + i / NameTable.NAMES_PER_MARKER * width, width) != at - names) {
                return false;
            }
            at = NameTable.end(piece, at, format);
            if (at < 0 || at > markers) {
                return false;
            }
        }
        return markers - at <= MOST_PADDING && piece.isZero(at, markers);
    }

    private void spend(int steps) throws FormatException {
        work += steps;
        if (work > MOST_WORK) {
            throw memory.fault("kallsyms", piece.address() + tokens.start(), "kallsyms_names before this kallsyms_token_table",
                "too much that looks alike");
        }
    }
}
