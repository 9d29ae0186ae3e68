package dev.ringside.emulator.boot.compression;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import java.util.Arrays;

/**
 * A decoding table of finite state entropy (RFC 8878, 4.1): each state gives a symbol, and the next state from a base and some bits.
 *
 * @param log    log2 of the number of states
 * @param symbol symbol of each state
 * @param bits   bits to read for the next state
 * @param base   what to add to them
 */
record ZstdStates(int log, byte[] symbol, byte[] bits, short[] base) {
    private static final int LEAST_LOG = 5;
    private static final int LESS_THAN_ONE = -1;

    /**
     * A table read from its description, with the number of bytes that took.
     *
     * @param table the table
     * @param size  bytes of the description
     */
    record Described(ZstdStates table, int size) {
    }

    /** The table whose only state gives {@code value} for ever. */
    static ZstdStates single(int value) {
        return new ZstdStates(0, new byte[] {(byte) value}, new byte[1], new short[1]);
    }

    /** The table for a distribution: how many of the 2^log states each symbol has; -1 is one state of the least likely kind. */
    static ZstdStates of(int log, int... counts) {
        int size = 1 << log;
        var symbol = new byte[size];
        var next = new int[counts.length];
        int high = size;
        for (int s = 0; s < counts.length; s++) {
            next[s] = Math.abs(counts[s]);
            if (counts[s] == LESS_THAN_ONE) {
                symbol[--high] = (byte) s;
            }
        }
        spread(symbol, counts, high);
        var bits = new byte[size];
        var base = new short[size];
        for (int state = 0; state < size; state++) {
            int x = next[symbol[state] & 0xFF]++;
            int width = log - (31 - Integer.numberOfLeadingZeros(x));
            bits[state] = (byte) width;
            base[state] = (short) ((x << width) - size);
        }
        return new ZstdStates(log, symbol, bits, base);
    }

    private static void spread(byte[] symbol, int[] counts, int high) {
        int size = symbol.length;
        int step = (size >> 1) + (size >> 3) + 3;
        int at = 0;
        for (int s = 0; s < counts.length; s++) {
            for (int i = 0; i < counts[s]; i++) {
                symbol[at] = (byte) s;
                do {
                    at = at + step & size - 1;
                } while (at >= high);
            }
        }
    }

    /**
     * Reads a table description.
     *
     * @param in      what begins with it
     * @param mostLog largest log2 of the number of states
     * @param symbols how many symbols there are
     */
    static Described read(ImageBytes in, int mostLog, int symbols) throws ImageException {
        var forward = new Forward(in);
        int log = forward.read(4) + LEAST_LOG;
        if (log > mostLog) {
            throw in.fault(0, "a zstd table of at most 2^" + mostLog + " states", "2^" + log);
        }
        var counts = new int[symbols];
        int left = 1 << log;
        int used = 0;
        while (left > 0) {
            if (used >= symbols) {
                throw in.fault(forward.size(), "at most " + symbols + " symbols in a zstd table", "more");
            }
            int count = forward.readCount(left) - 1;
            counts[used++] = count;
            left -= Math.abs(count);
            if (count == 0) {
                used += forward.readZeros(symbols - used);
            }
        }
        return new Described(of(log, Arrays.copyOf(counts, used)), forward.size());
    }

    /** The description's bit stream, which is read forwards. */
    private static final class Forward {
        private final ImageBytes in;
        private int position;

        Forward(ImageBytes in) {
            this.in = in;
        }

        int size() {
            return position + 7 >> 3;
        }

        int read(int count) throws ImageException {
            int value = 0;
            for (int i = 0; i < count; i++, position++) {
                value |= (in.u8(position >> 3, "zstd table") >> (position & 7) & 1) << i;
            }
            return value;
        }

        /** A number from 0 to {@code left + 1}; the smaller ones take one bit less. */
        int readCount(int left) throws ImageException {
            int width = 32 - Integer.numberOfLeadingZeros(left + 1);
            int half = 1 << width - 1;
            int small = (1 << width) - 1 - (left + 1);
            int low = read(width - 1);
            if (low < small) {
                return low;
            }
            int value = low | read(1) << width - 1;
            return value >= half ? value - small : value;
        }

        /** How many more symbols have no state. */
        int readZeros(int most) throws ImageException {
            int zeros = 0;
            int more;
            do {
                more = read(2);
                zeros += more;
            } while (more == 3 && zeros <= most);
            if (zeros > most) {
                throw in.fault(size(), "at most " + most + " more symbols in a zstd table", Integer.toString(zeros));
            }
            return zeros;
        }
    }
}
