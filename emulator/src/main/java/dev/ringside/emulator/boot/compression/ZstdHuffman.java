package dev.ringside.emulator.boot.compression;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import java.util.Arrays;

/**
 * A prefix code for literals (RFC 8878, 4.2).
 *
 * @param longest longest code in bits
 * @param symbol  symbol for each value of the next {@code longest} bits
 * @param bits    length of that symbol's code
 */
record ZstdHuffman(int longest, byte[] symbol, byte[] bits) {
    private static final int MOST_BITS = 11;
    private static final int MOST_WEIGHTS = 255;
    private static final int WEIGHT_LOG = 6;
    private static final int WEIGHT_SYMBOLS = MOST_BITS + 2;
    private static final int DIRECT = 128;

    /**
     * A code read from its description, with the number of bytes that took.
     *
     * @param code the code
     * @param size bytes of the description
     */
    record Described(ZstdHuffman code, int size) {
    }

    /** Reads the description that begins {@code in}. */
    static Described read(ImageBytes in) throws ImageException {
        int header = in.u8(0, "zstd Huffman header");
        if (header >= DIRECT) {
            int count = header - DIRECT + 1;
            var weights = new int[count];
            for (int i = 0; i < count; i++) {
                int pair = in.u8(1 + i / 2, "zstd Huffman weights");
                weights[i] = (i & 1) == 0 ? pair >> 4 : pair & 0xF;
            }
            return new Described(of(in, weights), 1 + (count + 1) / 2);
        }
        var weights = packedWeights(in.slice(1, header, "zstd Huffman weights"));
        return new Described(of(in, weights), 1 + header);
    }

    private static int[] packedWeights(ImageBytes in) throws ImageException {
        var described = ZstdStates.read(in, WEIGHT_LOG, WEIGHT_SYMBOLS);
        var table = described.table();
        var stream = new ZstdBits(in.from(described.size(), "zstd Huffman weights"));
        var states = new int[] {(int) stream.read(table.log()), (int) stream.read(table.log())};
        var weights = new int[MOST_WEIGHTS];
        int count = 0;
        for (int turn = 0; count < MOST_WEIGHTS - 1; turn ^= 1) {
            int state = states[turn];
            weights[count++] = table.symbol()[state];
            states[turn] = table.base()[state] + (int) stream.read(table.bits()[state]);
            if (stream.remaining() < 0) {
                weights[count++] = table.symbol()[states[turn ^ 1]];
                return Arrays.copyOf(weights, count);
            }
        }
        throw in.fault(0, "at most " + MOST_WEIGHTS + " zstd Huffman weights", "more");
    }

    /** The code for all weights but the last, which follows from the others: together they must fill the code space. */
    private static ZstdHuffman of(ImageBytes in, int[] given) throws ImageException {
        int sum = 0;
        for (int weight : given) {
            sum += 1 << weight >> 1;
        }
        int longest = 32 - Integer.numberOfLeadingZeros(sum);
        int rest = (1 << longest) - sum;
        if (sum == 0 || longest > MOST_BITS || Integer.bitCount(rest) != 1) {
            throw in.fault(0, "zstd Huffman weights that leave room for one symbol of at most " + MOST_BITS + " bits",
                "a sum of " + sum);
        }
        var weights = Arrays.copyOf(given, given.length + 1);
        weights[given.length] = 32 - Integer.numberOfLeadingZeros(rest);
        var symbol = new byte[1 << longest];
        var bits = new byte[1 << longest];
        int at = 0;
        for (int weight = 1; weight <= longest; weight++) {
            for (int s = 0; s < weights.length; s++) {
                if (weights[s] == weight) {
                    int span = 1 << weight - 1;
                    Arrays.fill(symbol, at, at + span, (byte) s);
                    Arrays.fill(bits, at, at + span, (byte) (longest + 1 - weight));
                    at += span;
                }
            }
        }
        return new ZstdHuffman(longest, symbol, bits);
    }

    /** Decodes one stream into {@code count} bytes of {@code out} from {@code at} on. */
    void decode(ImageBytes in, byte[] out, int at, int count) throws ImageException {
        var stream = new ZstdBits(in);
        for (int i = 0; i < count; i++) {
            int next = stream.peek(longest);
            out[at + i] = symbol[next];
            stream.skip(bits[next]);
        }
        if (stream.remaining() != 0) {
            throw in.fault(0, "a zstd literal stream for " + count + " bytes", stream.remaining() + " bits left");
        }
    }
}
