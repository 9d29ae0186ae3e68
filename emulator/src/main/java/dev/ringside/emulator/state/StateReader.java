package dev.ringside.emulator.state;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The restoring pass. A field that is not the expected one, or a damaged stream, ends it with a {@link StateException}. */
public final class StateReader implements StateStream {
    private static final int LARGEST_BLOB = 1 << 30;

    private final DataInputStream in;

    /** Reads from {@code source}, which the caller closes. */
    public StateReader(InputStream source) {
        this.in = new DataInputStream(source);
    }

    @FunctionalInterface
    private interface Body<T> {
        T read() throws IOException;
    }

    private <T> T field(int type, String name, Body<T> body) {
        try {
            int foundType = in.readUnsignedByte();
            String foundName = in.readUTF();
            if (foundType != type || !foundName.equals(name)) {
                throw new StateException("saved state: expected field \"" + name + "\" of type " + type + ", found \""
                        + foundName + "\" of type " + foundType);
            }
            return body.read();
        } catch (IOException e) {
            throw new StateException("saved state: ends or is damaged at field \"" + name + "\"");
        }
    }

    private int length(String name, int expected) throws IOException {
        int found = in.readInt();
        if (found != expected) {
            throw new StateException(
                    "saved state: field \"" + name + "\": expected " + expected + " elements, found " + found);
        }
        return found;
    }

    @Override
    public void begin(String name) {
        field(StateWriter.BEGIN, name, () -> true);
    }

    @Override
    public void end() {
        field(StateWriter.END, "", () -> true);
    }

    @Override
    public boolean bool(String name, boolean value) {
        return field(StateWriter.BOOL, name, in::readBoolean);
    }

    @Override
    public int i32(String name, int value) {
        return field(StateWriter.I32, name, in::readInt);
    }

    @Override
    public long i64(String name, long value) {
        return field(StateWriter.I64, name, in::readLong);
    }

    @Override
    public String text(String name, String value) {
        return field(StateWriter.TEXT, name, () -> {
            byte[] bytes = new byte[in.readUnsignedShort()];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        });
    }

    @Override
    public void i8s(String name, byte[] values) {
        field(StateWriter.I8S, name, () -> {
            in.readFully(values, 0, length(name, values.length));
            return values;
        });
    }

    @Override
    public void i32s(String name, int[] values) {
        field(StateWriter.I32S, name, () -> {
            int n = length(name, values.length);
            for (int i = 0; i < n; i++) {
                values[i] = in.readInt();
            }
            return values;
        });
    }

    @Override
    public void i64s(String name, long[] values) {
        field(StateWriter.I64S, name, () -> {
            int n = length(name, values.length);
            for (int i = 0; i < n; i++) {
                values[i] = in.readLong();
            }
            return values;
        });
    }

    @Override
    public void pages(String name, byte[] values) {
        field(StateWriter.PAGES, name, () -> {
            int pages = (length(name, values.length) + StateWriter.PAGE - 1) / StateWriter.PAGE;
            int next = 0;
            for (int page = in.readInt(); page != StateWriter.NO_PAGE; page = in.readInt()) {
                if (page < next || page >= pages) {
                    throw new StateException("saved state: field \"" + name + "\": expected a piece from " + next + " to "
                            + (pages - 1) + ", found " + page);
                }
                int at = page * StateWriter.PAGE;
                Arrays.fill(values, next * StateWriter.PAGE, at, (byte) 0);
                in.readFully(values, at, Math.min(StateWriter.PAGE, values.length - at));
                next = page + 1;
            }
            Arrays.fill(values, Math.min(next * StateWriter.PAGE, values.length), values.length, (byte) 0);
            return values;
        });
    }

    @Override
    public byte[] blob(String name, byte[] value) {
        return field(StateWriter.I8S, name, () -> {
            int n = in.readInt();
            if (n < 0 || n > LARGEST_BLOB) {
                throw new StateException("saved state: field \"" + name + "\": impossible length " + n);
            }
            byte[] bytes = in.readNBytes(n);
            if (bytes.length != n) {
                throw new StateException("saved state: ends or is damaged at field \"" + name + "\"");
            }
            return bytes;
        });
    }

    @Override
    public boolean restoring() {
        return true;
    }
}
