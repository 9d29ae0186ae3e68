package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The pass that lists a component's state: one entry per field, by its path ({@code cpu0.segments.base}), in the order of the state.
 * Arrays are the component's own: compare them before it runs on.
 */
final class StateFields implements StateStream {
    /** A field's elements as text, one for what is no array; and the bytes that they are, if they are bytes. */
    record Field(int length, IntFunction<String> element, byte[] bytes) {
        /** The first element from {@code from} on that the other field has otherwise; -1 when there is none. */
        int difference(Field other, int from) {
            int end = Math.max(length, other.length);
            if (bytes != null && other.bytes != null) {
                int at = Arrays.mismatch(bytes, from, length, other.bytes, from, other.length);
                return at < 0 ? -1 : from + at;
            }
            int at = from;
            while (at < end && at(at).equals(other.at(at))) {
                at++;
            }
            return at < end ? at : -1;
        }

        /** An element, or nothing's value beyond the end. */
        String at(int index) {
            return index < length ? element.apply(index) : "0";
        }
    }

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Deque<String> path = new ArrayDeque<>();

    private StateFields() {}

    /** All fields of {@code part}. */
    static Map<String, Field> of(Stateful part) {
        StateFields pass = new StateFields();
        pass.path.push("");
        part.state(pass);
        return pass.fields;
    }

    private void put(String name, int length, IntFunction<String> element) {
        fields.put(path.element() + name, new Field(length, element, null));
    }

    @Override
    public void begin(String name) {
        path.push(path.element() + name + ".");
    }

    @Override
    public void end() {
        path.pop();
    }

    @Override
    public boolean bool(String name, boolean value) {
        put(name, 1, i -> Boolean.toString(value));
        return value;
    }

    @Override
    public int i32(String name, int value) {
        put(name, 1, i -> Integer.toHexString(value));
        return value;
    }

    @Override
    public long i64(String name, long value) {
        put(name, 1, i -> Long.toHexString(value));
        return value;
    }

    @Override
    public String text(String name, String value) {
        put(name, 1, i -> value);
        return value;
    }

    @Override
    public void i8s(String name, byte[] values) {
        fields.put(path.element() + name, new Field(values.length, i -> Integer.toHexString(values[i] & 0xFF), values));
    }

    @Override
    public void i32s(String name, int[] values) {
        put(name, values.length, i -> Integer.toHexString(values[i]));
    }

    @Override
    public void i64s(String name, long[] values) {
        put(name, values.length, i -> Long.toHexString(values[i]));
    }

    @Override
    public void pages(String name, byte[] values) {
        i8s(name, values);
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
