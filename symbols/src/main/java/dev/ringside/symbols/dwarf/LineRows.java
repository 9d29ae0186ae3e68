package dev.ringside.symbols.dwarf;

import java.util.Arrays;

/** The rows of one line table, decoded, in little memory. */
final class LineRows implements LineProgram.Rows {
    private static final int STATEMENT = 1;
    private static final int END = 2;

    private long[] addresses = new long[256];
    private int[] files = new int[256];
    private int[] lines = new int[256];
    private int[] columns = new int[256];
    private byte[] flags = new byte[256];
    private int count;

    @Override
    public void row(long address, int file, int line, int column, boolean isStatement, boolean endsSequence) {
        if (count == addresses.length) {
            int size = Math.multiplyExact(count, 2);
            addresses = Arrays.copyOf(addresses, size);
            files = Arrays.copyOf(files, size);
            lines = Arrays.copyOf(lines, size);
            columns = Arrays.copyOf(columns, size);
            flags = Arrays.copyOf(flags, size);
        }
        addresses[count] = address;
        files[count] = file;
        lines[count] = line;
        columns[count] = column;
        flags[count++] = (byte) ((isStatement ? STATEMENT : 0) | (endsSequence ? END : 0));
    }

    int count() {
        return count;
    }

    long address(int row) {
        return addresses[row];
    }

    int file(int row) {
        return files[row];
    }

    int line(int row) {
        return lines[row];
    }

    boolean isStatement(int row) {
        return (flags[row] & STATEMENT) != 0;
    }

    boolean endsSequence(int row) {
        return (flags[row] & END) != 0;
    }

    /** The last row at or before an address within a sequence that holds it; negative when there is none. */
    int find(long address) {
        int start = 0;
        for (int end = 0; end < count; end++) {
            if (endsSequence(end)) {
                if (Long.compareUnsigned(addresses[start], address) <= 0 && Long.compareUnsigned(address, addresses[end]) < 0) {
                    return last(start, end, address);
                }
                start = end + 1;
            }
        }
        return -1;
    }

    private int last(int start, int end, long address) {
        int found = start;
        for (int row = start; row < end && Long.compareUnsigned(addresses[row], address) <= 0; row++) {
            found = row;
        }
        return found;
    }

    SourceLine sourceLine(int row, LineFiles names) {
        return new SourceLine(addresses[row], names.path(files[row]), lines[row], columns[row], isStatement(row));
    }
}
