package dev.ringside.symbols.unwind;

import dev.ringside.symbols.bytes.MemoryView;
import java.util.Arrays;

/** Numbers in guest memory, little endian, by linear address. */
public record StackMemory(MemoryView view) {
    /**
     * The number of {@code bytes} (1 to 8) bytes, zero extended.
     *
     * @param what what it is, for the message when it is not there
     */
    public long read(long address, int bytes, String what) throws UnreadableException {
        byte[] read = new byte[bytes];
        int got = view.read(address, read, 0, bytes);
        if (got < bytes) {
            throw new UnreadableException(address + got, what);
        }
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | read[i] & 0xFF;
        }
        return value;
    }

    /** The number as wide as a frame's addresses at an offset of its stack segment. */
    public long word(FrameRegisters frame, long offset, String what) throws UnreadableException {
        return read(frame.linearStack(offset), frame.bytes(), what);
    }

    /** Up to {@code count} bytes from {@code address} on: as many as are mapped. */
    public byte[] bytes(long address, int count) {
        byte[] read = new byte[count];
        int got = view.read(address, read, 0, count);
        return got == count ? read : Arrays.copyOf(read, Math.max(0, got));
    }
}
