package dev.ringside.emulator.vectors;

/** One state image as the runs of bytes in which it differs from another. */
final class StateDelta {
    private StateDelta() {}

    /** What one run costs besides its bytes: shorter gaps of equal bytes are not worth a new run. */
    private static final int GAP = 2;

    static void write(VectorBytes out, byte[] from, byte[] to) {
        int at = 0;
        int done = 0;
        while ((at = nextDifference(from, to, at)) < to.length) {
            int end = at + 1;
            for (int next = end; next < to.length && next - end <= GAP; next++) {
                end = from[next] != to[next] ? next + 1 : end;
            }
            out.varint(end - at);
            out.varint(at - done);
            out.bytes(to, at, end - at);
            at = end;
            done = end;
        }
        out.varint(0);
    }

    private static int nextDifference(byte[] from, byte[] to, int at) {
        int i = at;
        while (i < to.length && from[i] == to[i]) {
            i++;
        }
        return i;
    }

    /** Changes {@code image} to what was written against it. */
    static void apply(VectorInput in, byte[] image) throws VectorFileException {
        int at = 0;
        for (int length = in.varint(image.length); length != 0; length = in.varint(image.length)) {
            at += in.varint(image.length);
            if (at + length > image.length) {
                throw in.wrong("a run inside " + image.length + " bytes", at + "+" + length);
            }
            in.bytes(image, at, length);
            at += length;
        }
    }
}
