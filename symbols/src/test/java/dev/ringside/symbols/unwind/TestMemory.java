package dev.ringside.symbols.unwind;

import dev.ringside.symbols.bytes.MemoryView;
import java.util.HexFormat;
import java.util.TreeMap;

/** Memory that is written byte by byte; the rest is not mapped. */
public final class TestMemory implements MemoryView {
    private final TreeMap<Long, Byte> bytes = new TreeMap<>();

    /** Writes numbers of {@code size} bytes, one behind the other. */
    public TestMemory put(long address, int size, long... values) {
        for (int i = 0; i < values.length; i++) {
            for (int b = 0; b < size; b++) {
                bytes.put(address + (long) i * size + b, (byte) (values[i] >>> 8 * b));
            }
        }
        return this;
    }

    /** Writes bytes given in hexadecimal, behind a few that do nothing: no program begins with its memory. */
    public TestMemory code(long address, String hex) {
        byte[] all = HexFormat.of().parseHex(hex.replace(" ", ""));
        for (int i = -8; i < 0; i++) {
            bytes.putIfAbsent(address + i, (byte) 0x90);
        }
        for (int i = 0; i < all.length; i++) {
            bytes.put(address + i, all[i]);
        }
        return this;
    }

    @Override
    public int read(long address, byte[] into, int offset, int count) {
        for (int i = 0; i < count; i++) {
            Byte at = bytes.get(address + i);
            if (at == null) {
                return i;
            }
            into[offset + i] = at;
        }
        return count;
    }
}
