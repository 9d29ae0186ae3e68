package dev.ringside.emulator.boot.compression;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import java.util.EnumMap;
import java.util.Map;

/** The sequences of a frame's blocks (RFC 8878, 3.1.1.3.2 and 3.1.1.4): tables and distances of one block serve the following ones. */
final class ZstdSequences {
    private static final int PREDEFINED = 0;
    private static final int SINGLE = 1;
    private static final int DESCRIBED = 2;
    private static final int LONG_COUNT = 0x7F00;

    private final Map<ZstdCode, ZstdStates> tables = new EnumMap<>(ZstdCode.class);
    private final long[] distances = {1, 4, 8};

    /**
     * Carries out the sequences of a block.
     *
     * @param section  the sequences section, all that follows the literals
     * @param literals the literals of the block
     * @param out      receives the block
     * @param floor    index in {@code out} where the frame begins
     */
    void run(ImageBytes section, ZstdLiterals literals, Unpacked out, int floor) throws ImageException {
        int first = section.u8(0, "zstd sequence count");
        int count = first;
        int at = 1;
        if (first == 0xFF) {
            count = section.u16(1, "zstd sequence count") + LONG_COUNT;
            at = 3;
        } else if (first >= 0x80) {
            count = (first - 0x80 << 8) + section.u8(1, "zstd sequence count");
            at = 2;
        }
        int used = 0;
        if (count > 0) {
            at = readTables(section, at);
            used = execute(section.from(at, "zstd sequences"), count, literals, out, floor);
        }
        out.append(literals.array(), used, literals.size() - used, section.length());
    }

    private int readTables(ImageBytes section, int start) throws ImageException {
        int modes = section.u8(start, "zstd table modes");
        if ((modes & 3) != 0) {
            throw section.fault(start, "zstd table modes with bits 0 and 1 clear", Integer.toString(modes));
        }
        int at = start + 1;
        int shift = 6;
        for (var code : ZstdCode.values()) {
            at += readTable(section.from(at, "zstd table"), code, modes >> shift & 3);
            shift -= 2;
        }
        return at;
    }

    /** Reads one table, returns how many bytes that took. */
    private int readTable(ImageBytes in, ZstdCode code, int mode) throws ImageException {
        switch (mode) {
            case PREDEFINED -> {
                tables.put(code, code.usual());
                return 0;
            }
            case SINGLE -> {
                int symbol = in.u8(0, "zstd symbol");
                if (symbol >= code.symbols()) {
                    throw in.fault(0, "a zstd symbol below " + code.symbols(), Integer.toString(symbol));
                }
                tables.put(code, ZstdStates.single(symbol));
                return 1;
            }
            case DESCRIBED -> {
                var described = ZstdStates.read(in, code.mostLog(), code.symbols());
                tables.put(code, described.table());
                return described.size();
            }
            default -> {
                if (!tables.containsKey(code)) {
                    throw in.fault(0, "a zstd table", "the table of a block before the first");
                }
                return 0;
            }
        }
    }

    private int execute(ImageBytes in, int count, ZstdLiterals literals, Unpacked out, int floor) throws ImageException {
        var stream = new ZstdBits(in);
        var literalTable = tables.get(ZstdCode.LITERAL_LENGTH);
        var offsetTable = tables.get(ZstdCode.OFFSET);
        var matchTable = tables.get(ZstdCode.MATCH_LENGTH);
        int literalState = (int) stream.read(literalTable.log());
        int offsetState = (int) stream.read(offsetTable.log());
        int matchState = (int) stream.read(matchTable.log());
        int used = 0;
        for (int i = 0; i < count; i++) {
            long offset = ZstdCode.OFFSET.value(offsetTable.symbol()[offsetState], stream);
            int match = (int) ZstdCode.MATCH_LENGTH.value(matchTable.symbol()[matchState], stream);
            int run = (int) ZstdCode.LITERAL_LENGTH.value(literalTable.symbol()[literalState], stream);
            if (run > literals.size() - used) {
                throw in.fault(0, "zstd sequences that use " + literals.size() + " literals", "more");
            }
            out.append(literals.array(), used, run, 0);
            used += run;
            out.repeat(distance(offset, run), match, floor, 0);
            if (i < count - 1) {
                literalState = literalTable.base()[literalState] + (int) stream.read(literalTable.bits()[literalState]);
                matchState = matchTable.base()[matchState] + (int) stream.read(matchTable.bits()[matchState]);
                offsetState = offsetTable.base()[offsetState] + (int) stream.read(offsetTable.bits()[offsetState]);
            }
        }
        if (stream.remaining() != 0) {
            throw in.fault(0, "a zstd stream for " + count + " sequences", stream.remaining() + " bits left");
        }
        return used;
    }

    /** The distance a sequence means: above 3 a new one, else one of the last three, which then counts as the latest. */
    private long distance(long offset, int literalsBefore) {
        if (offset > 3) {
            distances[2] = distances[1];
            distances[1] = distances[0];
            distances[0] = offset - 3;
            return distances[0];
        }
        int which = (int) offset - (literalsBefore == 0 ? 0 : 1);
        long distance = which == 3 ? distances[0] - 1 : distances[which];
        if (which > 0) {
            if (which > 1) {
                distances[2] = distances[1];
            }
            distances[1] = distances[0];
            distances[0] = distance;
        }
        return distance;
    }
}
