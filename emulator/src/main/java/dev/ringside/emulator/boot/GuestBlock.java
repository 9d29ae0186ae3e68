package dev.ringside.emulator.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A run of guest memory in which structures point at each other by physical address. It is filled from its start on. */
public final class GuestBlock {
    private final long address;
    private final ByteBuffer buffer;
    private int used;

    /**
     * An empty block.
     *
     * @param address physical address of its first byte
     * @param size    bytes, zero at first
     */
    public GuestBlock(long address, int size) {
        this.address = address;
        this.buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Bytes a text takes in a block, terminator included. */
    public static int sizeOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length + 1;
    }

    /** Sets {@code size} bytes apart; returns their physical address. */
    public long reserve(int size) {
        long at = address + used;
        used += size;
        return at;
    }

    /** Writes a text and its terminator; returns its physical address. */
    public long text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        buffer.put(used, bytes);
        return reserve(bytes.length + 1);
    }

    /** Writes a 32-bit number at a physical address within the block. */
    public void putInt(long at, long value) {
        buffer.putInt((int) (at - address), (int) value);
    }

    /** Writes a 64-bit number at a physical address within the block. */
    public void putLong(long at, long value) {
        buffer.putLong((int) (at - address), value);
    }

    /** The block as a part of a load plan. */
    public Segment segment(String what) {
        return Segment.ram(address, buffer.array(), what);
    }
}
