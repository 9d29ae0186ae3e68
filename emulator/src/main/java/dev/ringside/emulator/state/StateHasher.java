package dev.ringside.emulator.state;

import java.nio.ByteOrder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The hashing pass: 64 bits over the values of all fields in order. Names do not count, so a renamed field keeps its
 * hash. Not cryptographic: it tells two machines apart that ran differently, nothing more.
 */
public final class StateHasher implements StateStream {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private long hash = 0x2545F4914F6CDD1DL;

    /** The hash of everything passed so far. */
    public long value() {
        return mix(hash);
    }

    private static long mix(long h) {
        h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
        h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
        return h ^ (h >>> 32);
    }

    private void add(long v) {
        hash = Long.rotateLeft(hash ^ (v * MULTIPLIER), 29) * 0xBF58476D1CE4E5B9L + 1;
    }

    @Override
    public void begin(String name) {}

    @Override
    public void end() {}

    @Override
    public boolean bool(String name, boolean value) {
        add(value ? 1 : 0);
        return value;
    }

    @Override
    public int i32(String name, int value) {
        add(value);
        return value;
    }

    @Override
    public long i64(String name, long value) {
        add(value);
        return value;
    }

    @Override
    public String text(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            add(value.charAt(i));
        }
        return value;
    }

    @Override
    public void i8s(String name, byte[] values) {
        i8s(values, 0, values.length);
        add(values.length);
    }

    private void i8s(byte[] values, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            add((long) LONGS.get(values, i));
        }
        for (; i < to; i++) {
            add(values[i]);
        }
    }

    @Override
    public void i32s(String name, int[] values) {
        for (int v : values) {
            add(v);
        }
    }

    @Override
    public void i64s(String name, long[] values) {
        for (long v : values) {
            add(v);
        }
    }

    // Most of a guest's memory is never touched: pieces of zeros are passed over, which is faster than hashing them.
    @Override
    public void pages(String name, byte[] values) {
        for (int at = 0; at < values.length; at += StateWriter.PAGE) {
            int end = Math.min(at + StateWriter.PAGE, values.length);
            if (!StateWriter.zero(values, at, end)) {
                add(at);
                i8s(values, at, end);
            }
        }
        add(values.length);
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
