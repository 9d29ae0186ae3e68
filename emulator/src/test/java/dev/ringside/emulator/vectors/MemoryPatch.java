package dev.ringside.emulator.vectors;

import java.util.Arrays;

/**
 * Bytes at an address of the data windows.
 *
 * @param address where they begin
 * @param bytes what they are
 */
record MemoryPatch(int address, byte[] bytes) {
    /** The address after the last byte. */
    int end() {
        return address + bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MemoryPatch p && address == p.address && Arrays.equals(bytes, p.bytes);
    }

    @Override
    public int hashCode() {
        return address * 31 + Arrays.hashCode(bytes);
    }
}
