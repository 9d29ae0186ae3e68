package dev.ringside.emulator.state;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The saving pass: each field as its name and its value, so that a restoring pass can check that it reads the same. */
public final class StateWriter implements StateStream {
    static final int BEGIN = 1;
    static final int END = 2;
    static final int BOOL = 3;
    static final int I32 = 4;
    static final int I64 = 5;
    static final int TEXT = 6;
    static final int I8S = 7;
    static final int I32S = 8;
    static final int I64S = 9;
    static final int PAGES = 10;

    /** Bytes of a piece of {@link #pages}; the last one may be shorter. */
    static final int PAGE = 4096;

    /** Follows the last piece. */
    static final int NO_PAGE = -1;

    private static final byte[] ZEROS = new byte[PAGE];

    private final DataOutputStream out;

    /** Writes to {@code target}, which the caller closes. */
    public StateWriter(OutputStream target) {
        this.out = new DataOutputStream(target);
    }

    @FunctionalInterface
    private interface Body {
        void write() throws IOException;
    }

    private void field(int type, String name, Body body) {
        try {
            out.writeByte(type);
            out.writeUTF(name);
            body.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void begin(String name) {
        field(BEGIN, name, () -> {});
    }

    @Override
    public void end() {
        field(END, "", () -> {});
    }

    @Override
    public boolean bool(String name, boolean value) {
        field(BOOL, name, () -> out.writeBoolean(value));
        return value;
    }

    @Override
    public int i32(String name, int value) {
        field(I32, name, () -> out.writeInt(value));
        return value;
    }

    @Override
    public long i64(String name, long value) {
        field(I64, name, () -> out.writeLong(value));
        return value;
    }

    @Override
    public String text(String name, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        field(TEXT, name, () -> {
            out.writeShort(bytes.length);
            out.write(bytes);
        });
        return value;
    }

    @Override
    public void i8s(String name, byte[] values) {
        field(I8S, name, () -> {
            out.writeInt(values.length);
            out.write(values);
        });
    }

    @Override
    public void i32s(String name, int[] values) {
        field(I32S, name, () -> {
            out.writeInt(values.length);
            for (int v : values) {
                out.writeInt(v);
            }
        });
    }

    @Override
    public void i64s(String name, long[] values) {
        field(I64S, name, () -> {
            out.writeInt(values.length);
            for (long v : values) {
                out.writeLong(v);
            }
        });
    }

    // The length, then number and bytes of each piece that is not zero, in ascending order, then -1.
    @Override
    public void pages(String name, byte[] values) {
        field(PAGES, name, () -> {
            out.writeInt(values.length);
            for (int at = 0; at < values.length; at += PAGE) {
                int end = Math.min(at + PAGE, values.length);
                if (!zero(values, at, end)) {
                    out.writeInt(at / PAGE);
                    out.write(values, at, end - at);
                }
            }
            out.writeInt(NO_PAGE);
        });
    }

    static boolean zero(byte[] values, int from, int to) {
        return Arrays.equals(values, from, to, ZEROS, 0, to - from);
    }

    @Override
    public byte[] blob(String name, byte[] value) {
        i8s(name, value);
        return value;
    }

    @Override
    public boolean restoring() {
        return false;
    }
}
