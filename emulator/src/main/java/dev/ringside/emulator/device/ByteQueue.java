package dev.ringside.emulator.device;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;

/** Bytes in order, first in first out; it grows when its first size does not do. */
public final class ByteQueue implements Stateful {
    private byte[] bytes;
    private int head;
    private int size;

    /** An empty queue with room for {@code capacity} bytes before it first grows. */
    public ByteQueue(int capacity) {
        bytes = new byte[capacity];
    }

    /** How many bytes wait. */
    public int size() {
        return size;
    }

    /** Appends a byte. */
    public void add(int value) {
        if (size == bytes.length) {
            bytes = content(2 * size + 1);
            head = 0;
        }
        bytes[(head + size) % bytes.length] = (byte) value;
        size++;
    }

    /** Takes the oldest byte, 0 to 255; the queue must not be empty. */
    public int remove() {
        int value = bytes[head] & 0xFF;
        head = (head + 1) % bytes.length;
        size--;
        return value;
    }

    /** Drops everything. */
    public void clear() {
        head = 0;
        size = 0;
    }

    private byte[] content(int length) {
        byte[] copy = new byte[length];
        for (int i = 0; i < size; i++) {
            copy[i] = bytes[(head + i) % bytes.length];
        }
        return copy;
    }

    /** Only the waiting bytes count, not where in the buffer they stand. */
    @Override
    public void state(StateStream s) {
        byte[] waiting = s.blob("bytes", content(size));
        if (s.restoring()) {
            size = waiting.length;
            head = 0;
            bytes = waiting.length == 0 ? new byte[1] : waiting;
        }
    }
}
